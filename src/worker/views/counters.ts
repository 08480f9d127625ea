/** Figures of the whole engine. */
import type { Engine } from '../../engine/engine.ts';
import { keyFootprint } from '../../engine/memory.ts';
import type { CountersProjection } from '../../protocol/views.ts';

/** Keys measured in one look; more are measured over several. */
const SLICE = 5000;

/**
 * Adds up the estimated bytes of all keys, a slice at each look, so that a million keys never stall a frame. Small
 * keyspaces are measured whole every time.
 */
export class MemoryMeter {
  private db = 0;
  private at = 0;
  private sum = 0;
  private total: number | undefined;

  /** A pass has begun that has not come to its end: the figure is of the one before. */
  get measuring(): boolean {
    return this.db > 0 || this.at > 0;
  }

  /** Estimated bytes as of the last complete pass; undefined before the first. */
  look(engine: Engine): number | undefined {
    const { databases } = engine.keyspace;
    for (let budget = SLICE; budget > 0; ) {
      const slots = databases[this.db]?.slots ?? [];
      const end = Math.min(slots.length, this.at + budget);
      for (let i = this.at; i < end; i++) {
        const entry = slots[i];
        if (entry) this.sum += keyFootprint(entry, engine.keyspace.limits);
      }
      budget -= end - this.at;
      this.at = end;
      if (end < slots.length) break;
      this.at = 0;
      if (++this.db < databases.length) continue;
      this.db = 0;
      this.total = this.sum;
      this.sum = 0;
      break;
    }
    return this.total;
  }
}

/** `logBytes` are those of the kept log, undefined where nothing is kept. */
export function projectCounters(
  engine: Engine,
  meter: MemoryMeter,
  logBytes: number | undefined,
): CountersProjection {
  const { keyspace, stats } = engine;
  return {
    kind: 'counters',
    commands: stats.commands,
    micros: sumMicros(engine),
    hits: keyspace.stats.hits,
    misses: keyspace.stats.misses,
    expired: keyspace.stats.expired,
    evicted: keyspace.stats.evicted,
    databases: keyspace.databases
      .filter((db) => db.size > 0)
      .map((db) => ({ db: db.index, keys: db.size, volatile: db.volatile })),
    usedMemory: meter.look(engine),
    maxMemory: engine.eviction.maxMemory,
    logBytes,
  };
}

function sumMicros({ stats }: Engine): number {
  let sum = 0;
  for (const { micros } of stats.byCommand.values()) sum += micros;
  return sum;
}
