/** A window of a sorted set in order. */
import type { Engine } from '../../engine/engine.ts';
import { SortedSet } from '../../engine/values/sorted-set.ts';
import type { RankingProjection, RankingSpec, ScoredMember } from '../../protocol/views.ts';

const MAX_ROWS = 200;

export function projectRanking(engine: Engine, spec: RankingSpec): RankingProjection {
  const value = engine.keyspace.databases[spec.db]?.peek(spec.key)?.value;
  const base = { kind: 'ranking', key: spec.key } as const;
  if (!(value instanceof SortedSet)) {
    return { ...base, exists: false, total: 0, offset: 0, rows: [], lowest: 0, highest: 0 };
  }
  const total = value.size;
  const limit = Math.min(spec.limit, MAX_ROWS);
  const reverse = spec.mode !== 'bottom';
  const offset = clamp(
    spec.mode === 'around' ? around(value, spec.member, limit) : spec.offset,
    total,
    limit,
  );
  return {
    ...base,
    exists: true,
    total,
    offset,
    rows: take(value, offset, limit, reverse),
    lowest: value.score(value.memberAtRank(0)) ?? 0,
    highest: value.score(value.memberAtRank(total - 1)) ?? 0,
  };
}

/** First row so that `member` stands in the middle, counted from the highest score. */
function around(value: SortedSet, member: string, limit: number): number {
  const rank = value.rankOf(member);
  return rank < 0 ? 0 : value.size - 1 - rank - Math.floor(limit / 2);
}

const clamp = (offset: number, total: number, limit: number): number =>
  Math.max(0, Math.min(offset, total - limit));

function take(value: SortedSet, offset: number, limit: number, reverse: boolean): ScoredMember[] {
  const rows: ScoredMember[] = [];
  const first = reverse ? value.size - 1 - offset : offset;
  for (const [member, score] of value.entries(first, reverse)) {
    if (rows.length >= limit) break;
    rows.push({ rank: offset + rows.length, member, score });
  }
  return rows;
}
