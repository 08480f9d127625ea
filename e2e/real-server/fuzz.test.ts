/** A short run of the fuzzer with a fixed seed; `npm run fuzz` is the long one. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Bridge } from '../resp-bridge/bridge.ts';
import { describeFinding, Fuzzer } from './fuzz/fuzz.ts';
import { findRedis, RealServer } from './redis.ts';

const redis = findRedis();
if (redis.path === undefined) console.warn(`the fuzzer is skipped: ${redis.why}`);

describe.skipIf(redis.path === undefined)('random commands', () => {
  let real: RealServer;
  let bridge: Bridge;
  beforeAll(async () => {
    real = await RealServer.start(redis.path ?? '');
    bridge = await Bridge.start({ seed: 1 });
  });
  afterAll(async () => {
    await real?.stop();
    await bridge?.stop();
  });

  test('get the replies of the reference', async () => {
    const fuzzer = new Fuzzer({ reference: real.port, version: real.version, engine: bridge.port }, 20260101);
    const findings = await fuzzer.run(5000);
    expect(findings.map(describeFinding)).toEqual([]);
    expect(fuzzer.commands).toBeGreaterThanOrEqual(5000);
  });
});
