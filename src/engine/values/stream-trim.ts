/** Trimming a stream from its start. Source of the rules: the reference's `streamTrim`. */
import type { Stream } from './stream.ts';
import type { StreamBlock } from './stream-block.ts';
import { compareIds, type StreamId } from './stream-id.ts';

/** What becomes of a removed entry that groups still refer to. */
export type DeleteStrategy = 'KEEPREF' | 'DELREF' | 'ACKED';

export interface Trim {
  /** How many entries may stay, or the smallest ID that may. */
  readonly keep: number | StreamId;
  /** Whole blocks only, unless the strategy looks at each entry. */
  readonly approximate: boolean;
  /** How many entries may go at most; 0 for any number. */
  readonly limit: number;
  readonly strategy: DeleteStrategy;
}

/** Trims, and returns how many entries went. */
export function trimStream(stream: Stream, { keep, approximate, limit, strategy }: Trim): number {
  let removed = 0;
  for (let b = 0; b < stream.blocks.length; ) {
    const block = stream.blocks[b] as StreamBlock;
    if (typeof keep === 'number' && stream.size <= keep) break;
    const { live } = block;
    if (limit > 0 && removed + live > limit) break;
    const whole =
      typeof keep === 'number'
        ? stream.size - live >= keep
        : compareIds(block.ids.at(-1) as StreamId, keep) < 0;
    // Where entries are looked at one by one anyway, stopping at a block would save nothing.
    if (!whole && approximate && strategy === 'KEEPREF') break;
    for (let i = 0; i < block.ids.length; i++) {
      const id = block.ids[i] as StreamId;
      if (!whole && (typeof keep === 'number' ? stream.size <= keep : compareIds(id, keep) >= 0)) break;
      if (block.entries[i] === undefined) continue;
      if (strategy === 'ACKED' && stream.isReferenced(id)) continue;
      if (strategy === 'DELREF') stream.dropReferences(id);
      stream.blank(block, i);
      removed++;
    }
    // A block of which the trim took the last entries one by one stays, empty, as the reference leaves it.
    if (!whole) break;
    if (block.live === 0) stream.blocks.splice(b, 1);
    else b++;
  }
  if (removed > 0) stream.findFirst();
  return removed;
}
