/** The open views of the page. They are projected when they are opened or changed, and after that at most once a frame. */
import type { Engine } from '../../engine/engine.ts';
import type { DurabilityProjection } from '../../protocol/durability.ts';
import type { KeysSpec, Projection, ViewSpec } from '../../protocol/views.ts';
import type { Lanes } from '../lanes.ts';
import { ChangeFeed } from './changes.ts';
import { projectClients } from './clients.ts';
import { MemoryMeter, projectCounters } from './counters.ts';
import { projectKey } from './key.ts';
import { KeysView } from './keys.ts';
import { projectRanking } from './ranking.ts';

interface OpenView {
  spec: ViewSpec;
  /** The stateful part of a keyspace view. */
  keys: KeysView | undefined;
  /** Must be projected at the next frame. */
  stale: boolean;
  /** JSON of the last small projection, so that figures that stand still are not posted again. */
  last: string;
}

/** What the views need to know beyond the engine. */
export interface ViewContext {
  readonly engine: Engine;
  readonly lanes: Lanes;
  /** Bytes of the kept log, undefined where nothing is kept. */
  logBytes(): number | undefined;
  durability(): DurabilityProjection;
}

/** Views so small that they are made at every frame and posted where they differ. */
const CHEAP: ReadonlySet<ViewSpec['kind']> = new Set(['counters', 'clients', 'durability']);

export class Views {
  readonly feed: ChangeFeed;
  private readonly context: ViewContext;
  private readonly open = new Map<number, OpenView>();
  private readonly meter = new MemoryMeter();

  constructor(context: ViewContext) {
    this.context = context;
    this.feed = new ChangeFeed(context.engine);
  }

  get count(): number {
    return this.open.size;
  }

  watch(id: number, spec: ViewSpec): void {
    const known = this.open.get(id);
    const kept =
      known?.keys !== undefined && spec.kind === 'keys' && known.keys.update(spec) ? known.keys : undefined;
    this.open.set(id, { spec, keys: kept ?? this.keysView(spec), stale: true, last: '' });
    this.feed.active = true;
  }

  unwatch(id: number): void {
    this.open.delete(id);
    this.feed.active = this.open.size > 0;
  }

  /** Some view has more to show as soon as it is projected again. */
  get unfinished(): boolean {
    for (const { keys, spec } of this.open.values()) {
      if (keys?.counting || (spec.kind === 'counters' && this.meter.measuring)) return true;
    }
    return false;
  }

  /** Projects what is stale; `post` gets each projection. */
  project(post: (view: number, projection: Projection) => void): void {
    if (this.feed.pending) this.applyChanges();
    for (const [id, view] of this.open) {
      const cheap = CHEAP.has(view.spec.kind);
      if (!view.stale && !cheap) continue;
      view.stale = false;
      const projection = this.make(view);
      if (view.keys?.counting) view.stale = true;
      if (cheap) {
        const text = JSON.stringify(projection);
        if (text === view.last) continue;
        view.last = text;
      }
      post(id, projection);
    }
  }

  /** Keys of the rows of a keyspace that is watched in this way; of any number of rows, unlike a projection. */
  rowKeys(spec: KeysSpec): string[] {
    if (this.feed.pending) this.applyChanges();
    for (const { keys } of this.open.values())
      if (keys?.shows(spec)) return keys.rowKeys(spec.offset, spec.limit);
    return [];
  }

  /** Everything may look different: after a recovery or a jump of the clock. */
  invalidate(): void {
    for (const view of this.open.values()) {
      view.stale = true;
      view.keys = this.keysView(view.spec);
    }
  }

  private applyChanges(): void {
    for (const [db, changes] of this.feed.take()) {
      for (const view of this.open.values()) {
        const { spec } = view;
        if (view.keys) {
          if (view.keys.database === db && view.keys.apply(changes)) view.stale = true;
        } else if (spec.kind === 'key' || spec.kind === 'ranking') {
          if (spec.db === db && (changes.all || changes.keys.has(spec.key))) view.stale = true;
        }
      }
    }
  }

  private keysView(spec: ViewSpec): KeysView | undefined {
    const { databases } = this.context.engine.keyspace;
    const db = spec.kind === 'keys' ? (databases[spec.db] ?? databases[0]) : undefined;
    return spec.kind === 'keys' && db ? new KeysView(spec, db, this.feed) : undefined;
  }

  private make(view: OpenView): Projection {
    const { spec } = view;
    const { engine, lanes } = this.context;
    switch (spec.kind) {
      case 'keys':
        return (view.keys as KeysView).project();
      case 'key':
        return projectKey(engine, this.feed, spec);
      case 'ranking':
        return projectRanking(engine, spec);
      case 'counters':
        return projectCounters(engine, this.meter, this.context.logBytes());
      case 'clients':
        return projectClients(lanes);
      case 'durability':
        return this.context.durability();
    }
  }
}
