/** The same scripts on a real server and on the engine: every reply must be the same, over RESP2 and RESP3. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formatReply } from '../../src/resp/format.ts';
import { Bridge } from '../resp-bridge/bridge.ts';
import { CASES } from './cases/index.ts';
import { sameReply } from './compare.ts';
import { findRedis, RealServer } from './redis.ts';
import { parseScript, type Received, record } from './transcript.ts';
import { knownDifference } from './versions.ts';

const redis = findRedis();
if (redis.path === undefined) console.warn(`differential tests are skipped: ${redis.why}`);

describe.skipIf(redis.path === undefined)('as the reference answers', () => {
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

  for (const [group, cases] of Object.entries(CASES)) {
    describe(group, () => {
      test.each(Object.entries(cases))('%s', async (_, script) => {
        const steps = parseScript(script);
        for (const resp of [2, 3] as const) {
          const [theirs, ours] = await Promise.all([
            record(real.port, resp, steps),
            record(bridge.port, resp, steps),
          ]);
          const differences = [...theirs].flatMap(([client, received]) =>
            differencesOf(received, ours.get(client) ?? [], real.version),
          );
          expect(differences, `RESP${resp}`).toEqual([]);
        }
      });
    });
  }
});

function differencesOf(theirs: readonly Received[], ours: readonly Received[], version: string): string[] {
  const differences: string[] = [];
  for (let i = 0; i < Math.max(theirs.length, ours.length); i++) {
    const [left, right] = [theirs[i], ours[i]];
    const line = left?.step.line ?? right?.step.line ?? '';
    if (left && right) {
      if (sameReply(left.reply, right.reply, left.step.leeway)) continue;
      if (knownDifference(version, left.step.argv, left.reply, right.reply)) continue;
    }
    differences.push(`${line}\n  reference: ${show(left)}\n  keyglass:  ${show(right)}`);
  }
  return differences;
}

const show = (received: Received | undefined) =>
  received ? formatReply(received.reply).replace(/\n/g, '\n             ') : 'nothing';
