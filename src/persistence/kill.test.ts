/**
 * Killed at random moments under load, in every mode: by the end of the process (what was handed to the store stays) and by
 * a power cut (only what was synced stays). Stores take their time here, as real ones do, so that a moment falls into the
 * midst of appends, syncs and snapshots. What is recovered is compared with an engine that nobody killed.
 */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Random } from '../engine/random.ts';
import { Bench } from '../engine/testing.ts';
import { Keeper } from './keeper.ts';
import { MemoryStore } from './memory-store.ts';
import type { KeeperOptions } from './policy.ts';
import { recover } from './recovery.ts';
import type { Durability } from './store.ts';
import { contents } from './testing.ts';

const KILLS = 200;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Writes and syncs take a few ms, one after the other, and take effect at their end. */
class SlowStore extends MemoryStore {
  private readonly random: Random;
  private queue: Promise<unknown> = Promise.resolve();

  constructor(random: Random) {
    super();
    this.random = random;
  }

  override append(commands: Uint8Array, durability?: Durability): Promise<void> {
    const bytes = commands.slice();
    return this.slowly(durability === 'strict' ? 12 : 3, () => super.append(bytes, durability));
  }

  override sync(): Promise<void> {
    return this.slowly(12, () => super.sync());
  }

  override checkpoint(snapshot: AsyncIterable<Uint8Array>): Promise<number> {
    const { random } = this;
    const slow = async function* () {
      for await (const chunk of snapshot) {
        await sleep(random.below(15));
        yield chunk;
      }
    };
    // It covers what was appended before this call, and that may still be on its way.
    let result: Promise<number> | undefined;
    const begun = this.queue.then(() => {
      result = super.checkpoint(slow());
      result.catch(() => undefined);
    });
    this.queue = begun;
    return begun.then(() => result ?? 0);
  }

  private slowly(ms: number, work: () => Promise<void>): Promise<void> {
    const done = this.queue.then(() => sleep(this.random.below(ms))).then(work);
    this.queue = done.catch(() => undefined);
    return done;
  }
}

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Lets the fake clock run, and everything that is not on it. */
async function pass(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
  await new Promise((resolve) => setImmediate(resolve));
}

/** The write of a step, by its number alone. */
function writeOf(i: number): string {
  const k = Math.imul(i, 0x2c1b3c6d) >>> 29;
  switch ((Math.imul(i, 0x9e3779b1) >>> 20) % 12) {
    case 0:
      return `SET s${k} value-${i}`;
    case 1:
      return `HSET h${k} f${i % 40} ${i}`;
    case 2:
      return `RPUSH l${k} ${i} ${'x'.repeat(i % 90)}y`;
    case 3:
      return `LPOP l${k} 3`;
    case 4:
      return `SADD m${k} ${i % 100} member-${i % 30}`;
    case 5:
      return `SPOP m${k}`;
    case 6:
      return `ZADD z${k} ${i % 50} m${i % 60}`;
    case 7:
      return `XADD x${k} MAXLEN 30 ${i}-1 field ${i}`;
    case 8:
      return `DEL h${(k + 1) % 8} s${(k + 2) % 8}`;
    case 9:
      return `SET big${k} ${`${i}-`.repeat(i % 700)}`;
    case 10:
      return `RENAME s${k} t${k}`;
    default:
      return `PEXPIREAT s${k} 4102444800000`;
  }
}

/** All keys with their values and TTLs, whatever their order. */
const stateOf = ({ engine }: Bench): string =>
  JSON.stringify(Object.entries(contents(engine)).sort(([a], [b]) => (a < b ? -1 : 1)));

interface Mode {
  readonly name: string;
  readonly options: KeeperOptions;
}

const rewrite = { percentage: 100, minBytes: 3000 };
const MODES: readonly Mode[] = [
  { name: 'none', options: { appendOnly: false, save: [], rewrite } },
  { name: 'RDB', options: { appendOnly: false, save: [[1, 20]], rewrite } },
  { name: 'AOF no', options: { fsync: 'no', save: [], rewrite } },
  { name: 'AOF everysec', options: { fsync: 'everysec', save: [], rewrite } },
  { name: 'AOF always', options: { fsync: 'always', save: [], rewrite } },
  { name: 'both', options: { fsync: 'everysec', save: [[1, 20]], rewrite } },
  { name: 'both, always', options: { fsync: 'always', save: [[1, 20]], rewrite } },
];

test.each(MODES)('$name: killed at random moments', async ({ name, options }) => {
  const random = new Random(7);
  const appendOnly = options.appendOnly ?? true;
  let acknowledged = 0;
  let survived = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const bench = new Bench({ seed: 3 });
    const store = new SlowStore(random);
    const keeper = new Keeper(bench.engine, store, { ...options, now: () => Date.now() });
    bench.engine.observer = { effects: keeper.record };
    const powerCut = random.below(2) === 0;
    /** What the keyspace held after each step. */
    const states = [stateOf(bench)];
    const acknowledgedAt = new Map<number, number>();
    /** Steps that a snapshot that is complete holds, at the least. */
    let saved = 0;
    const next = (): number => {
      const step = states.length;
      bench.run('MULTI');
      bench.run(writeOf(step));
      bench.run(`SET seq ${step}`);
      bench.run('EXEC');
      states.push(stateOf(bench));
      return step;
    };
    const until = Date.now() + random.below(kill % 10 === 0 ? 3000 : 400);
    while (Date.now() < until) {
      for (let turn = 1 + random.below(4); turn > 0; turn--) {
        const step = next();
        const answer = () => acknowledgedAt.set(step, Date.now());
        const written = keeper.endTurn();
        if (written) written.then(answer, () => undefined);
        else answer();
      }
      if (name !== 'none' && random.below(30) === 0) {
        const step = states.length - 1;
        const saving = keeper.checkpoint('snapshot').then(() => {
          // It may have joined one of an earlier moment, so only what that covers is promised.
          if (keeper.status.changes === 0) saved = Math.max(saved, step);
        });
        saving.catch(() => undefined);
      }
      // Switched off and on again, as CONFIG SET does: a gap that a snapshot has to close.
      if (appendOnly && random.below(60) === 0) {
        keeper.configure({ appendOnly: false });
        for (let count = random.below(4); count > 0; count--) {
          next();
          keeper.endTurn()?.catch(() => undefined);
          await pass(random.below(3));
        }
        keeper.configure({ appendOnly: true });
      }
      await pass(1 + random.below(12));
    }
    const killedAt = Date.now();
    const left = powerCut ? store.afterPowerCut() : store.afterCrash();
    keeper.abandon();

    const found = new Bench();
    const report = await recover(found.engine, left);
    const seq = Number(found.run('GET seq') ?? 0);
    const where = `${name}, kill ${kill}, ${powerCut ? 'power cut' : 'crash'} after ${states.length - 1} steps: ${seq}`;
    expect(report.damage, where).toEqual([]);
    // Never a state that no prefix of the log explains: it is the one after that very step.
    expect(stateOf(found) === states[seq], where).toBe(true);
    expect(seq, where).toBeGreaterThanOrEqual(saved);
    for (const [step, answered] of acknowledgedAt) {
      if (step <= seq || !appendOnly) continue;
      if (options.fsync === 'always') expect.fail(`${where}: ${step} was acknowledged`);
      if (options.fsync === 'everysec') expect(killedAt - answered, where).toBeLessThanOrEqual(1000);
      // A killed process takes what waits to be written, a moment's worth.
      if (!powerCut) expect(killedAt - answered, where).toBeLessThanOrEqual(500);
    }
    if (name === 'none') expect(seq, where).toBe(0);
    acknowledged += acknowledgedAt.size;
    survived += seq;
  }
  expect(acknowledged).toBeGreaterThan(KILLS);
  if (name !== 'none') expect(survived).toBeGreaterThan(KILLS);
});
