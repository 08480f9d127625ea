import { expect, test } from 'vitest';
import { Bench } from '../../engine/testing.ts';
import type { KeyDetail, KeySpec, StreamPage } from '../../protocol/views.ts';
import { ChangeFeed } from './changes.ts';
import { projectKey } from './key.ts';

function look(bench: Bench, spec: Partial<KeySpec> = {}): KeyDetail {
  const whole: KeySpec = { kind: 'key', db: 0, key: 'k', offset: 0, limit: 100, ...spec };
  const { value } = projectKey(bench.engine, new ChangeFeed(bench.engine), whole);
  if (!value) throw new Error('no such key');
  return value;
}

function stream(bench: Bench, spec: Partial<KeySpec> = {}): StreamPage {
  const { page } = look(bench, spec);
  if (page.type !== 'stream') throw new Error('no stream');
  return page;
}

function bench(...lines: string[]): Bench {
  const made = new Bench();
  for (const line of lines) expect(String(made.run(line)), line).not.toMatch(/^-/);
  return made;
}

test('a stream shows its newest entries first, over deleted ones and from any place', () => {
  const made = bench(...Array.from({ length: 250 }, (_, i) => `XADD k ${i + 1}-0 n ${i + 1}`));
  made.run('XDEL k 250-0');
  made.run('XDEL k 120-0');
  const ids = (offset: number) => stream(made, { offset, limit: 2 }).entries.map(({ id }) => id);
  expect(ids(0)).toEqual(['249-0', '248-0']);
  expect(ids(128)).toEqual(['121-0', '119-0']);
  expect(ids(247)).toEqual(['1-0']);
  expect(ids(248)).toEqual([]);
  expect(stream(made)).toMatchObject({
    firstId: '1-0',
    lastId: '249-0',
    lastGeneratedId: '250-0',
    maxDeletedId: '250-0',
    entriesAdded: 250,
  });
});

test('the timeline counts every entry once, in its span of time', () => {
  const made = bench('XADD k 1000-0 a 1', 'XADD k 1000-1 a 1', 'XADD k 1079-0 a 1', 'XADD k 1159-9 a 1');
  const { from, to, counts } = stream(made).timeline ?? { from: 0, to: 0, counts: [] };
  expect([from, to, counts.length]).toEqual([1000, 1159, 80]);
  expect([counts[0], counts[39], counts[79]]).toEqual([2, 1, 1]);
  for (let i = 0; i < 1000; i++) made.run(`XADD k ${2000 + i * 7}-0 a 1`);
  made.run('XDEL k 2007-0');
  const sum = stream(made).timeline?.counts.reduce((a, b) => a + b, 0);
  expect(sum).toBe(1003);
  expect(stream(bench('XADD k 5-1 a 1', 'XADD k 5-2 a 1')).timeline).toEqual({ from: 5, to: 5, counts: [2] });
  expect(stream(bench('XGROUP CREATE k g $ MKSTREAM')).timeline).toBeUndefined();
});

test('groups tell who has read how far, and what is pending, page by page', () => {
  const made = bench(
    ...[1, 2, 3, 4].map((n) => `XADD k ${n}-0 n ${n}`),
    'XGROUP CREATE k g 0',
    'XGROUP CREATE k arbitrary 2-0',
    'XREADGROUP GROUP g alice COUNT 2 STREAMS k >',
    'XREADGROUP GROUP g bob COUNT 1 STREAMS k >',
    'XDEL k 1-0',
  );
  made.advance(500);
  made.run('XCLAIM k g bob 0 2-0');
  const at = made.clock.now();
  const page = stream(made, { pending: { group: 'g', offset: 1, limit: 5 } });
  expect(page.groups).toMatchObject([
    { name: 'arbitrary', lastDelivered: '2-0', entriesRead: undefined, pending: 0, consumerCount: 0 },
    {
      name: 'g',
      lastDelivered: '3-0',
      entriesRead: 3,
      pending: 3,
      lag: 1,
      consumers: [
        { name: 'alice', pending: 1, seenAt: at - 500, activeAt: at - 500 },
        { name: 'bob', pending: 2, seenAt: at, activeAt: at },
      ],
    },
  ]);
  expect(page.pending).toEqual([
    { id: '2-0', consumer: 'bob', deliveredAt: at, deliveries: 2, gone: false },
    { id: '3-0', consumer: 'bob', deliveredAt: at - 500, deliveries: 1, gone: false },
  ]);
  expect(stream(made, { pending: { group: 'g', offset: 0, limit: 1 } }).pending[0]?.gone).toBe(true);
  expect(stream(made, { pending: { group: 'none', offset: 0, limit: 1 } }).pending).toEqual([]);
});

test('lag is not told where a deletion hides it', () => {
  const made = bench(
    ...[1, 2, 3, 4].map((n) => `XADD k ${n}-0 n ${n}`),
    'XGROUP CREATE k g 2-0',
    'XDEL k 3-0',
  );
  expect(made.run('XINFO GROUPS k')).toEqual([
    expect.objectContaining({ map: expect.arrayContaining(['lag', null]) }),
  ]);
  expect(stream(made).groups[0]?.lag).toBeUndefined();
});

test('a string as a bitmap', () => {
  const made = bench('SETBIT k 7 1', 'SETBIT k 100 1');
  expect(look(made, { view: 'bitmap', offset: 12, limit: 8 })).toMatchObject({
    size: 13,
    page: { bytes: '\x08' },
    reading: { kind: 'bitmap', population: 2 },
  });
  expect(look(bench('SET k 12'), { view: 'bitmap' }).reading).toEqual({ kind: 'bitmap', population: 6 });
  expect(look(bench('SADD k 12'), { view: 'bitmap' }).reading).toBeUndefined();
});

test('a string as a HyperLogLog, which stays as it is', () => {
  const made = bench('PFADD k a b c');
  const before = made.run('GET k');
  const { reading } = look(made, { view: 'hyperloglog' });
  expect(reading).toMatchObject({ sparse: true, estimate: 3, cached: false });
  expect(made.run('GET k')).toBe(before);
  const registers = reading?.kind === 'hyperloglog' ? reading.registers : '';
  expect(registers).toHaveLength(16384);
  expect([...registers].filter((char) => char !== '\0')).toHaveLength(3);
  made.run(['PFADD', 'k', ...Array.from({ length: 5000 }, (_, i) => `e${i}`)]);
  const count = made.run('PFCOUNT k');
  expect(look(made, { view: 'hyperloglog' }).reading).toMatchObject({
    sparse: false,
    estimate: count,
    cached: true,
  });
  expect(look(bench('SET k HYLL'), { view: 'hyperloglog' }).reading).toBeUndefined();
  expect(look(bench('SET k plain'), { view: 'hyperloglog' }).reading).toBeUndefined();
});

test('a sorted set as places', () => {
  const made = bench('GEOADD k 13.361389 38.115556 Palermo 15.087269 37.502669 Catania');
  const { page, reading } = look(made, { view: 'geo' });
  expect(page).toMatchObject({ geo: true });
  expect(reading).toMatchObject({
    kind: 'geo',
    points: [{ member: 'Palermo' }, { member: 'Catania' }],
  });
  const points = reading?.kind === 'geo' ? reading.points : [];
  expect(points[0]?.longitude).toBeCloseTo(13.361389, 5);
  expect(points[0]?.latitude).toBeCloseTo(38.115556, 5);
});

test.each([
  ['ZADD k 1 a 2 b 3 c', false],
  ['ZADD k 3479099956230698 a 1.5 b', false],
  ['ZADD k 3479099956230698 a inf b', false],
  ['ZADD k 1700000000000 a', false],
  ['ZADD k 3479099956230698 a', true],
])('%s: places %s', (line, geo) => {
  expect(look(bench(line)).page).toMatchObject({ geo });
});

test('a map gets as many places as it can show, from all of them', () => {
  const made = new Bench();
  for (let i = 0; i < 5000; i++) made.run(`GEOADD k ${(i % 360) - 180} ${(i % 160) - 80} m${i}`);
  const { reading, size } = look(made, { view: 'geo', limit: 0 });
  expect(size).toBe(5000);
  expect(reading?.kind === 'geo' && new Set(reading.points.map(({ member }) => member)).size).toBe(2000);
});
