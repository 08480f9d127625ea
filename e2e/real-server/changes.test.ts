/**
 * How many changes each command counts as (`rdb_changes_since_last_save`), by which save points are reached: the scripts of
 * one client are run on a real server and on the engine side by side.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeReply } from '../../src/resp/writer.ts';
import { Bridge } from '../resp-bridge/bridge.ts';
import { CASES } from './cases/index.ts';
import { RespClient } from './client.ts';
import { findRedis, RealServer } from './redis.ts';
import { parseScript, type Step } from './transcript.ts';

const redis = findRedis();
if (redis.path === undefined) console.warn(`the counts of changes are not compared: ${redis.why}`);

/** Commands after which the connection or the server is another one, or that wait. */
const APART =
  /^(P?SUBSCRIBE|SSUBSCRIBE|MONITOR|BLPOP|BRPOP|BRPOPLPUSH|BLMOVE|BLMPOP|BZ\w+|XREAD\w*|CLIENT|HELLO|RESET|QUIT|DEBUG|AUTH|ACL|WAIT|WAITAOF|SAVE|BGSAVE|BGREWRITEAOF|SHUTDOWN|REPLICAOF|SLAVEOF|FAILOVER|SYNC|PSYNC)$/i;

const comparable = (steps: readonly Step[]) =>
  new Set(steps.map(({ client }) => client)).size === 1 &&
  steps.every(({ argv: [name = ''], waits }) => waits && !APART.test(name));

describe.skipIf(redis.path === undefined)('changes are counted as the reference counts them', () => {
  let real: RealServer;
  let bridge: Bridge;
  let look: RespClient;
  beforeAll(async () => {
    real = await RealServer.start(redis.path ?? '');
    bridge = await Bridge.start({ seed: 1 });
    look = await RespClient.open(real.port);
  });
  afterAll(async () => {
    await real?.stop();
    await bridge?.stop();
  });

  /** Changes so far, there and here. */
  async function counts(): Promise<[number, number]> {
    const info = encodeReply(await look.send('INFO', 'persistence'), 2);
    const [, changes] = /rdb_changes_since_last_save:(\d+)/.exec(info) ?? [];
    return [Number(changes), bridge.engine.keyspace.dirty];
  }

  const scripts = Object.entries(CASES).flatMap(([group, cases]) =>
    Object.entries(cases)
      .map(([name, script]) => [group, name, parseScript(script)] as const)
      .filter(([, , steps]) => comparable(steps)),
  );

  test('of so many scripts most are compared', () => expect(scripts.length).toBeGreaterThan(60));

  test.each(scripts)('%s: %s', async (_group, _name, steps) => {
    const [theirs, ours] = await Promise.all([RespClient.open(real.port), RespClient.open(bridge.port)]);
    await Promise.all([theirs.send('FLUSHALL'), ours.send('FLUSHALL')]);
    const differences: string[] = [];
    let before = await counts();
    for (const { argv, line } of steps) {
      const [there, here] = await Promise.all([theirs.send(...argv), ours.send(...argv)]);
      const after = await counts();
      const [expected, counted] = [after[0] - before[0], after[1] - before[1]];
      // Where the replies differ (known differences of versions, draws), so may what was done.
      const same = encodeReply(there, 2) === encodeReply(here, 2);
      if (same && expected !== counted) differences.push(`${line}: ${counted} of ${expected}`);
      before = after;
    }
    theirs.close();
    ours.close();
    expect(differences).toEqual([]);
  });
});
