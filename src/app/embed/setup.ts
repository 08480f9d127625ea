/**
 * What has to be in the engine before the reader's commands: what the embed that this one depends on has done, the clock and
 * the keys that came with a link, and the hidden lines above the script.
 */
import type { StoreApi } from 'zustand';
import type { PlaygroundStore } from '../../client/state.ts';
import type { SharedScenario } from '../../share/scenario.ts';

export class Setup {
  /** Has the page run what this embed depends on, unless that was done; undefined where it depends on nothing. */
  others: (() => Promise<void>) | undefined;
  /** What the frame's address names. */
  source: SharedScenario | undefined;
  private readonly store: StoreApi<PlaygroundStore>;
  private filled = false;
  /** The hidden lines that have run. */
  private hidden = '';

  constructor(store: StoreApi<PlaygroundStore>) {
    this.store = store;
  }

  /** The engine is empty again. */
  emptied(): void {
    this.filled = false;
    this.hidden = '';
  }

  /** True once for the hidden lines of a script, and again when they are others or their keys are gone. */
  wants(hidden: string): boolean {
    if (hidden === this.hidden) return false;
    this.hidden = hidden;
    return true;
  }

  /** Waits for the others, and puts in what came with the link. `keys` counts what is there: kept keys are not written over. */
  async fill(keys: () => Promise<number>): Promise<void> {
    await this.others?.();
    const { source } = this;
    if (this.filled || (!source?.keyspace && !source?.clock)) return;
    this.filled = true;
    const { rebuild } = await import('../scenario/rebuild.ts');
    const bare = { ...source, keyspace: (await keys()) > 0 ? undefined : source.keyspace };
    await rebuild(this.store, bare);
  }
}
