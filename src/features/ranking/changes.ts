/**
 * How ranks changed since the person last looked. A look remembers the rank of every member that was on the screen; a
 * member that is seen for the first time is remembered then.
 */
import type { RankingProjection } from '../../protocol/views.ts';

export interface Look {
  /** Rank from the highest score, by member. */
  readonly ranks: ReadonlyMap<string, number>;
  /** True where the look saw every member, so that one that is not in it is new. */
  readonly whole: boolean;
}

/** Places gained (positive) or lost; `new` for a member that was not there; undefined where nothing is known or changed. */
export type Change = number | 'new' | undefined;

/** A row's rank counted from the highest score, whichever end the projection counts from. */
export const topRank = (rank: number, fromBottom: boolean, total: number): number =>
  fromBottom ? total - 1 - rank : rank;

/** What is on the screen now as a look. */
export function look({ rows, total }: RankingProjection, fromBottom: boolean): Look {
  return {
    ranks: new Map(rows.map(({ member, rank }) => [member, topRank(rank, fromBottom, total)])),
    whole: rows.length === total,
  };
}

/** The look with the members of a projection that it does not know; itself where there are none. */
export function learn(before: Look, projection: RankingProjection, fromBottom: boolean): Look {
  if (before.whole) return before;
  const fresh = projection.rows.filter(({ member }) => !before.ranks.has(member));
  if (fresh.length === 0) return before;
  const ranks = new Map(before.ranks);
  for (const { member, rank } of fresh) ranks.set(member, topRank(rank, fromBottom, projection.total));
  return { ranks, whole: false };
}

export function changeOf(before: Look, member: string, rank: number): Change {
  const was = before.ranks.get(member);
  if (was === undefined) return before.whole ? 'new' : undefined;
  return was === rank ? undefined : was - rank;
}

/**
 * Length of a score's bar, 0 to 1. Where no score is negative a bar is the score's share of the highest, so that lengths
 * compare; else it is its place between the lowest and the highest. Infinite scores fill the bar, or none of it.
 */
export function barLength(score: number, lowest: number, highest: number): number {
  if (!Number.isFinite(score)) return score > 0 ? 1 : 0;
  const low = lowest >= 0 ? 0 : Number.isFinite(lowest) ? lowest : Math.min(score, 0);
  const high = Number.isFinite(highest) ? highest : Math.max(score, 1);
  if (high <= low) return 1;
  return Math.max(0, Math.min(1, (score - low) / (high - low)));
}

/** A score for reading: grouped where it is whole, else with as many digits as it has. */
export function scoreText(score: number): string {
  if (!Number.isFinite(score)) return score > 0 ? '+∞' : '−∞';
  return Number.isInteger(score) && Math.abs(score) < 1e15 ? score.toLocaleString('en') : String(score);
}
