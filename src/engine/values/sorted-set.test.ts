import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SortedSet } from './sorted-set.ts';

/** The plainest possible sorted set, to compare with. */
class Model {
  readonly scores = new Map<string, number>();
  get order(): [string, number][] {
    return [...this.scores].sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1));
  }
}

const limits = { zsetMaxListpackEntries: 128, zsetMaxListpackValue: 64 };

/** Everything that can be asked, against the model. */
function compare(zset: SortedSet, model: Model) {
  const { order } = model;
  expect(zset.size).toBe(order.length);
  expect(zset.payload).toBe(order.reduce((sum, [member]) => sum + member.length, 0));
  expect([...zset.entries()]).toEqual(order);
  expect([...zset.entries(order.length - 1, true)]).toEqual([...order].reverse());
  for (const [rank, [member, score]] of order.entries()) {
    if (zset.rankOf(member) !== rank) expect([member, zset.rankOf(member)]).toEqual([member, rank]);
    if (zset.score(member) !== score) expect([member, zset.score(member)]).toEqual([member, score]);
    if (zset.memberAtRank(rank) !== member) expect([rank, zset.memberAtRank(rank)]).toEqual([rank, member]);
  }
  for (const score of [-1, 0, 1, 3, 7.5, 100]) {
    expect(zset.countBelow(score, false)).toBe(order.filter(([, other]) => other < score).length);
    expect(zset.countBelow(score, true)).toBe(order.filter(([, other]) => other <= score).length);
  }
}

/** A step: members by number, so that they meet often. */
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ set: fc.nat(3000), score: fc.nat(20) }) },
  {
    weight: 2,
    arbitrary: fc.record({ set: fc.nat(3000), score: fc.double({ noNaN: true, min: -5, max: 25 }) }),
  },
  { weight: 3, arbitrary: fc.record({ remove: fc.nat(3000) }) },
);

function apply(zset: SortedSet, model: Model, action: typeof step extends fc.Arbitrary<infer T> ? T : never) {
  if ('set' in action) {
    const score = action.score === 0 ? 0 : action.score;
    zset.set(`m${action.set}`, score, limits);
    model.scores.set(`m${action.set}`, score);
  } else {
    expect(zset.delete(`m${action.remove}`)).toBe(model.scores.delete(`m${action.remove}`));
  }
}

test('a sorted set answers as a sorted array does, short and long', () => {
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 1500, size: 'max' }),
      fc.array(step, { maxLength: 200, size: 'max' }),
      (first, second) => {
        const zset = new SortedSet();
        const model = new Model();
        for (const action of first) apply(zset, model, action);
        compare(zset, model);
        const copy = zset.copy();
        const copied = model.order;
        for (const action of second) apply(zset, model, action);
        compare(zset, model);
        expect([...copy.entries()]).toEqual(copied);
      },
    ),
    { numRuns: 60, seed: 1 },
  );
});

test('a large set grows, moves and shrinks through every kind of split and join', () => {
  const zset = new SortedSet();
  const model = new Model();
  let state = 7;
  const below = (n: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
  const set = (member: string, score: number) => {
    zset.set(member, score, limits);
    model.scores.set(member, score);
  };
  for (let i = 0; i < 20_000; i++) set(`up${i}`, i);
  for (let i = 0; i < 10_000; i++) set(`down${i}`, -i);
  for (let i = 0; i < 10_000; i++) set(`same${below(8000)}`, 5);
  for (let i = 0; i < 10_000; i++) set(`up${below(20_000)}`, below(50) - 25);
  compare(zset, model);
  // Half of it goes from the middle, as a range, then most of the rest by chance.
  expect(zset.deleteRange(5000, 25_000)).toBe(20_000);
  for (const [member] of model.order.slice(5000, 25_000)) model.scores.delete(member);
  compare(zset, model);
  const members = [...model.scores.keys()];
  for (let left = members.length; left > 300; left--) {
    const at = below(left);
    const member = members[at] ?? '';
    members[at] = members[left - 1] ?? '';
    expect(zset.delete(member)).toBe(true);
    model.scores.delete(member);
  }
  compare(zset, model);
  for (let i = 0; i < 3000; i++) set(`again${i}`, below(100));
  compare(zset, model);
});

test('a scan returns every element that is there throughout, once its cursor is 0', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 129, max: 900 }),
      fc.array(step, { minLength: 50, maxLength: 300 }),
      (size, steps) => {
        const zset = new SortedSet();
        for (let i = 0; i < size; i++) zset.insert(`stay${i}`, i, limits);
        for (let i = 0; i < 600; i++) zset.insert(`m${i * 5}`, i, limits);
        const seen = new Set<string>();
        let cursor = 0;
        let calls = 0;
        do {
          let visited = 0;
          cursor = zset.scan(cursor, 7, (member) => {
            seen.add(member);
            visited++;
          });
          expect(visited).toBeLessThanOrEqual(7);
          const action = steps[calls++ % steps.length];
          if (action && 'set' in action) zset.set(`m${action.set}`, action.score, limits);
          else if (action) zset.delete(`m${action.remove}`);
          // Members that stay may move to other scores.
          zset.set(`stay${(calls * 31) % size}`, calls, limits);
        } while (cursor !== 0);
        for (let i = 0; i < size; i++) if (!seen.has(`stay${i}`)) expect(`stay${i}`).toBe('returned');
      },
    ),
    { numRuns: 40, seed: 2 },
  );
});
