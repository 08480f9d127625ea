/**
 * Bits that flip and ends that tear, at random, in what IndexedDB gives back: never a crash, and never a silent loss. Each
 * record has a checksum, so what comes back is the state after some step, and less than all of it only where that is told.
 */
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { beforeEach, expect, test } from 'vitest';
import { Random } from '../engine/random.ts';
import { Bench } from '../engine/testing.ts';
import { CommandWriter } from './command-writer.ts';
import { exportRdb } from './export.ts';
import { openStore } from './indexeddb-store.ts';
import { MemoryStore } from './memory-store.ts';
import { recover } from './recovery.ts';
import { bytes, contents, resp } from './testing.ts';

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

const stateOf = ({ engine }: Bench): string =>
  JSON.stringify(Object.entries(contents(engine)).sort(([a], [b]) => (a < b ? -1 : 1)));

const STEPS = 40;
/** The step whose state the snapshot shows. */
const SAVED = 15;

function step(bench: Bench, i: number): void {
  const lines = [
    `SET s${i % 5} value-${i}`,
    `RPUSH l ${i} ${'x'.repeat(i)}y`,
    `HSET h f${i % 7} ${i}`,
    `ZADD z ${i} m${i % 9}`,
    `SADD s a${i} ${i}`,
    `XADD x ${i}-1 f ${i}`,
  ];
  bench.run('MULTI');
  bench.run(lines[i % lines.length] ?? '');
  bench.run(`SET seq ${i}`);
  bench.run('EXEC');
}

/** A store with a snapshot and a log of several records; returns the state after each step. */
async function fill(id: string): Promise<string[]> {
  const bench = new Bench();
  const writer = new CommandWriter();
  bench.engine.observer = { effects: (group) => writer.write(group) };
  const store = await openStore(id);
  await store.load();
  const states = [stateOf(bench)];
  for (let i = 1; i <= STEPS; i++) {
    step(bench, i);
    states.push(stateOf(bench));
    if (i === SAVED) {
      writer.take();
      writer.reselect();
      await store.checkpoint(exportRdb(bench.engine));
    } else if (i > SAVED && i % 3 === 0) await store.append(writer.take(), 'strict');
  }
  await store.append(writer.take(), 'strict');
  await store.close();
  return states;
}

/** Changes one record: a bit of its bytes, its end, a number of it, or all of it. */
function spoil(value: unknown, random: Random): unknown {
  const record = value as { bytes?: Uint8Array; offset?: number; sum?: string };
  const { bytes: content } = record;
  const what = random.below(content ? 6 : 3);
  if (!content) {
    const fields = Object.keys(record);
    const field = fields[random.below(fields.length)] ?? '';
    return { ...record, [field]: [random.below(100), 'text', undefined][what] };
  }
  if (what < 3) {
    const flipped = content.slice();
    const bit = random.below(flipped.length * 8);
    flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    return { ...record, bytes: flipped };
  }
  if (what === 3) return { ...record, bytes: content.slice(0, random.below(content.length)) };
  if (what === 4) return { ...record, offset: (record.offset ?? 0) + random.below(9) + 1 };
  return undefined;
}

test('what IndexedDB gives back, 200 times spoiled', async () => {
  const random = new Random(11);
  let told = 0;
  for (let round = 0; round < 200; round++) {
    const id = `flip-${round}`;
    const states = await fill(id);
    const db = await openDB(`keyglass/${id}`);
    const part = ['meta', 'snapshot', 'log', 'log', 'log'][random.below(5)] ?? 'log';
    const transaction = db.transaction(part, 'readwrite');
    const keys = await transaction.store.getAllKeys();
    const key = keys[random.below(keys.length)] as IDBValidKey;
    const before = await transaction.store.get(key);
    let spoiled = spoil(before, random);
    // A last record that never came to be cannot be told from one that is gone.
    if (part === 'log' && key === keys.at(-1)) spoiled ??= {};
    if (spoiled === undefined) await transaction.store.delete(key);
    else await transaction.store.put(spoiled, key);
    await transaction.done;
    db.close();

    const store = await openStore(id);
    const bench = new Bench();
    const report = await recover(bench.engine, store);
    const seq = Number(bench.run('GET seq') ?? 0);
    const where = `round ${round}, ${part}: step ${seq}`;
    const whole = seq === STEPS && stateOf(bench) === states[STEPS];
    if (!whole) {
      expect(report.damage.length, where).toBeGreaterThan(0);
      expect((await store.asides()).length, where).toBeGreaterThan(0);
      told++;
    }
    // With a damaged snapshot some of its keys come back, and all of it is set aside; else it is the state of a step.
    if (part === 'log') expect(stateOf(bench) === states[seq], where).toBe(true);
    await store.append(bytes(resp('SELECT 0', 'SET after 1')), 'strict');
    await store.close();

    // What was saved from it opens again, with what came after.
    const again = await openStore(id);
    const third = new Bench();
    expect((await recover(third.engine, again)).damage, where).toEqual([]);
    expect(third.run('GET after'), where).toBe('1');
    await again.close();
  }
  expect(told).toBeGreaterThan(120);
});

test('a plain log, cut or with flipped bits: told, or a value that is another one, never fewer commands', async () => {
  const bench = new Bench();
  const writer = new CommandWriter();
  bench.engine.observer = { effects: (group) => writer.write(group) };
  for (let i = 1; i <= STEPS; i++) step(bench, i);
  const log = writer.take();
  const random = new Random(5);
  const reading = async (content: Uint8Array) => {
    const store = new MemoryStore();
    await store.append(content);
    const found = new Bench();
    return recover(found.engine, store);
  };
  const { commands } = await reading(log);
  for (let round = 0; round < 1500; round++) {
    const spoiled = log.slice(0, random.below(4) === 0 ? random.below(log.length) : log.length);
    for (let flips = random.below(3); flips > 0; flips--) {
      const bit = random.below(spoiled.length * 8);
      spoiled[bit >> 3] = (spoiled[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    }
    const report = await reading(spoiled);
    const told = report.damage.length > 0 || report.truncatedBytes > 0 || report.refused > 0;
    if (!told && spoiled.length === log.length) expect(report.commands, String(round)).toBe(commands);
  }
});
