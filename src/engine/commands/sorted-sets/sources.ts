/**
 * The arithmetic behind ZUNION, ZINTER and ZDIFF. Inputs are taken smallest first, as the reference does it, because the sum
 * of three or more doubles depends on the order. The members of a plain set count with score 1.
 */
import * as errors from '../../errors.ts';
import type { Value } from '../../values/value.ts';

/** A sorted set or a set, read only. */
export interface Source {
  readonly size: number;
  score(member: string): number | undefined;
  each(visit: (member: string, score: number) => void): void;
}

export interface Input {
  readonly source: Source;
  readonly weight: number;
}

/** Result scores by member. */
export type Scores = Map<string, number>;
export type Aggregate = (a: number, b: number) => number;

const nanIsZero = (value: number) => (Number.isNaN(value) ? 0 : value);

/** `Math.min` and `Math.max` tell -0 from 0; the reference compares and keeps the earlier of the two. */
const lower: Aggregate = (a, b) => {
  if (b < a) return b;
  return a;
};
const higher: Aggregate = (a, b) => {
  if (b > a) return b;
  return a;
};

export const aggregates = {
  SUM: (a: number, b: number) => nanIsZero(a + b),
  MIN: lower,
  MAX: higher,
} satisfies Record<string, Aggregate>;

const NOTHING: Source = { size: 0, score: () => undefined, each: () => {} };

/** What an input key holds; nothing where it is not there. Throws WRONGTYPE. */
export function inputOf(value: Value | undefined): Source {
  if (value === undefined) return NOTHING;
  if (typeof value !== 'object') throw errors.WRONGTYPE;
  if (value.type === 'zset') {
    return {
      size: value.size,
      score: (member) => value.score(member),
      each: (visit) => value.walk(0, value.size, false, visit),
    };
  }
  if (value.type !== 'set') throw errors.WRONGTYPE;
  return {
    size: value.size,
    score: (member) => (value.has(member) ? 1 : undefined),
    each(visit) {
      for (const member of value) visit(member, 1);
    },
  };
}

const bySize = (inputs: readonly Input[]) => [...inputs].sort((a, b) => a.source.size - b.source.size);

const weighted = (score: number, weight: number) => nanIsZero(score * weight);

/** Members of any input; scores that meet are aggregated. */
export function union(inputs: readonly Input[], aggregate: Aggregate): Scores {
  const scores: Scores = new Map();
  for (const { source, weight } of bySize(inputs)) {
    source.each((member, own) => {
      const score = weighted(own, weight);
      const other = scores.get(member);
      scores.set(member, other === undefined ? score : aggregate(other, score));
    });
  }
  return scores;
}

/** Members of all inputs, at most `limit` of them. */
export function intersection(inputs: readonly Input[], aggregate: Aggregate, limit: number): Scores {
  const scores: Scores = new Map();
  const [smallest, ...others] = bySize(inputs);
  smallest?.source.each((member, own) => {
    if (scores.size >= limit) return;
    let score = weighted(own, smallest.weight);
    for (const { source, weight } of others) {
      const other = source.score(member);
      if (other === undefined) return;
      // Only the first product is kept from being NaN: here the reference leaves it to the sum.
      score = aggregate(score, other * weight);
    }
    scores.set(member, score);
  });
  return scores;
}

/** Members of the first input that are in no other, with their own scores. */
export function difference(inputs: readonly Input[]): Scores {
  const scores: Scores = new Map();
  const [first, ...others] = inputs;
  first?.source.each((member, score) => {
    if (!others.some(({ source }) => source.score(member) !== undefined)) scores.set(member, score);
  });
  return scores;
}
