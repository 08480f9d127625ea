/**
 * Where a playground is kept: opens the store in IndexedDB under the lock of the one writer, recovers the engine from it
 * and records what changes. Where that cannot be had, everything works in memory and the page is told why.
 */
import type { Effect, Engine } from '../engine/engine.ts';
import type {
  Catalogue,
  Damage,
  Keeper,
  KeeperOptions,
  Playground,
  Store,
  WriterLock,
} from '../persistence/index.ts';
import type { DurabilityProjection } from '../protocol/durability.ts';
import type { KeepingState } from '../protocol/messages.ts';
import type { OpenParams, RecoveryReport, UnsavedDraft } from '../protocol/methods.ts';
import { readMode } from './durability.ts';
import { History } from './history.ts';
import { parseSettings } from './settings.ts';

export interface Kept {
  readonly playground: Playground;
  readonly report: RecoveryReport;
}

/** What a tab says to the writer when it wants to take over, and what the writer says at once. */
const YIELD = 'keyglass:yield';
const YIELDING = 'keyglass:yielding';
/** How long a writer may be silent, and how long it may take once it has answered: it writes everything first. */
const ANSWER_LIMIT_MS = 2000;
const YIELD_LIMIT_MS = 30_000;
/** A page that was just left may hold its lock for a moment longer. */
const RELEASE_LIMIT_MS = 400;
const POLL_MS = 50;
const channelOf = (id: string): string => `keyglass:${id}`;

const FIRST_NAME = 'My playground';
const NO_REPORT: RecoveryReport = { keys: 0, commands: 0, ms: 0, problems: [] };

/** Fetched only where something is to be kept: an embed that keeps nothing goes without. */
export const loadPersistence = () => import('../persistence/index.ts');
type Persistence = Awaited<ReturnType<typeof loadPersistence>>;
type KeptReport = Awaited<ReturnType<Persistence['recover']>>;

export class Keeping {
  state: KeepingState = { mode: 'memory', reason: undefined, pendingWrites: 0, savedAt: undefined };
  catalogue: Catalogue | undefined;
  keeper: Keeper | undefined;
  readonly history = new History();
  store: Store | undefined;
  private lock: WriterLock | undefined;
  private channel: BroadcastChannel | undefined;
  private readonly changed: () => void;
  private readonly turn: (work: () => void) => void;

  /** `changed` is called whenever `state` is another; `turn` runs work that answers clients, and posts what came of it. */
  constructor(changed: () => void, turn: (work: () => void) => void) {
    this.changed = changed;
    this.turn = turn;
  }

  get readOnly(): boolean {
    return this.state.mode === 'read-only';
  }

  /** For `engine.observer.effects`. */
  record(group: readonly Effect[]): void {
    this.history.wrote(group.length);
    this.keeper?.record(group);
  }

  /** Bytes of the log since the last snapshot; undefined where nothing is kept. */
  get logBytes(): number | undefined {
    return this.keeper?.status.logBytes;
  }

  /** How the data is kept at this moment. */
  durability(): DurabilityProjection {
    const history = this.history.recent(Date.now());
    const { keeper } = this;
    if (!keeper) return { kind: 'durability', figures: undefined, history };
    const { appendOnly, fsync, save } = keeper.options;
    return { kind: 'durability', figures: { ...keeper.status, appendOnly, fsync, save }, history };
  }

  /** Opens `id`, or the playground of that name, or the one that was changed last, and fills the engine. */
  async open(
    engine: Engine,
    { id, name, unsaved }: Pick<OpenParams, 'id' | 'name' | 'unsaved'>,
  ): Promise<Kept> {
    try {
      const persistence = await loadPersistence();
      const { catalogue, chosen } = await persistence.whileAwake(async () => {
        const catalogue = await persistence.openCatalogue();
        this.catalogue = catalogue;
        await catalogue.adopt();
        const chosen = await this.choose(catalogue, id, name);
        await this.acquire(persistence, chosen.id, () => RELEASE_LIMIT_MS);
        return { catalogue, chosen };
      });
      const readOnly = this.lock === undefined;
      const playground = readOnly ? chosen : await this.redraft(catalogue, chosen, unsaved);
      this.store = await persistence.openStore(playground.id);
      const report = await persistence.recover(engine, this.store, { readOnly });
      if (readOnly) this.set({ mode: 'read-only', reason: 'other-tab' });
      else this.keep(persistence, engine, playground.id, report, readMode(playground.settings));
      return { playground, report: summary(report) };
    } catch (error) {
      this.set({ mode: 'memory', reason: reasonOf(error instanceof Error ? error.name : '') });
      return { playground: unkept(), report: NO_REPORT };
    }
  }

  /**
   * Takes the writer's place from another tab. The other is asked to write what it holds and to let go; where it does not
   * answer in time (it hangs, or its page is frozen) the lock is stolen. The engine must be empty.
   */
  async takeOver(engine: Engine, id: string): Promise<RecoveryReport> {
    const persistence = await loadPersistence();
    const channel = new BroadcastChannel(channelOf(id));
    let limit = ANSWER_LIMIT_MS;
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (data === YIELDING) limit = YIELD_LIMIT_MS;
    };
    channel.postMessage(YIELD);
    await this.acquire(persistence, id, () => limit);
    channel.close();
    this.lock ??= await persistence.acquireWriter(id, 'steal');
    this.store = await persistence.openStore(id);
    const report = await persistence.recover(engine, this.store);
    const playground = await this.catalogue?.get(id);
    this.keep(persistence, engine, id, report, readMode(playground?.settings));
    return summary(report);
  }

  /** A promise where replies must wait until what was recorded is on disk. */
  endTurn(): Promise<void> | undefined {
    this.history.turn(Date.now());
    return this.keeper?.endTurn();
  }

  async flush(): Promise<void> {
    await this.keeper?.flush();
  }

  /** Writes what is pending and lets go; `orderly` with a last snapshot, where only snapshots are kept. */
  async close(orderly = false): Promise<void> {
    this.channel?.close();
    this.channel = undefined;
    const { keeper } = this;
    this.keeper = undefined;
    await (orderly ? keeper?.shutdown() : keeper?.close());
    this.lock?.release();
    this.lock = undefined;
  }

  /** Tries for the lock until it is free or `limit` ms have passed. */
  private async acquire(persistence: Persistence, id: string, limit: () => number): Promise<void> {
    const started = Date.now();
    for (;;) {
      this.lock = await persistence.acquireWriter(id, 'ifAvailable');
      if (this.lock || Date.now() - started >= limit()) return;
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }

  private keep(
    persistence: Persistence,
    engine: Engine,
    id: string,
    { loaded }: Pick<KeptReport, 'loaded'>,
    mode: KeeperOptions,
  ): void {
    if (!this.store) return;
    this.listen(id);
    const keeper = new persistence.Keeper(engine, this.store, {
      ...mode,
      loaded,
      turn: this.turn,
      onStatus: (status) => {
        // One that writes its last bytes says nothing of the present any more.
        if (this.keeper !== keeper) return;
        const { bufferedBytes, lastSync, error, errorName } = status;
        this.history.status(status, Date.now());
        if (error !== undefined)
          this.set({ mode: 'memory', reason: reasonOf(errorName), pendingWrites: bufferedBytes });
        else
          this.set({
            mode: 'kept',
            reason: undefined,
            pendingWrites: bufferedBytes,
            savedAt: lastSync || undefined,
          });
      },
    });
    this.keeper = keeper;
    this.set({ mode: 'kept', reason: undefined });
    const { lock } = this;
    void lock?.lost.then(() => {
      if (this.lock !== lock) return;
      // What is buffered belongs to the log of a tab that is no longer the writer: the new one has recovered already.
      this.keeper?.abandon();
      this.keeper = undefined;
      this.lock = undefined;
      this.set({ mode: 'read-only', reason: 'taken-over' });
    });
  }

  /** Lets go when another tab asks: everything is written first, so nothing is lost on the way. */
  private listen(id: string): void {
    this.channel?.close();
    const channel = new BroadcastChannel(channelOf(id));
    this.channel = channel;
    channel.onmessage = (event: MessageEvent<unknown>) => {
      if (event.data !== YIELD || !this.lock) return;
      channel.postMessage(YIELDING);
      // From here on no command writes: what it changed would be in nobody's log.
      this.set({ mode: 'read-only', reason: 'taken-over', pendingWrites: 0 });
      void this.close(true);
    };
  }

  private async choose(
    catalogue: Catalogue,
    id: string | undefined,
    name: string | undefined,
  ): Promise<Playground> {
    const wanted = id === undefined ? undefined : await catalogue.get(id);
    if (wanted && wanted.deletedAt === undefined) return wanted;
    if (name !== undefined) {
      const named = (await catalogue.list()).find((playground) => playground.name === name);
      return named ?? (await catalogue.create(name));
    }
    const newest = (await catalogue.list()).sort((a, b) => b.updatedAt - a.updatedAt)[0];
    return newest ?? (await catalogue.create(FIRST_NAME));
  }

  /** Writes what a page that was left did not come to write. */
  private async redraft(
    catalogue: Catalogue,
    playground: Playground,
    unsaved: UnsavedDraft | undefined,
  ): Promise<Playground> {
    if (unsaved?.id !== playground.id || unsaved.at <= playground.updatedAt) return playground;
    const { script, settings } = unsaved;
    return catalogue.update(playground.id, { draft: script, settings: parseSettings(settings) });
  }

  private set(change: Partial<KeepingState>): void {
    this.state = { ...this.state, ...change };
    this.changed();
  }
}

/** A playground that lives only as long as the page. */
export function unkept(): Playground {
  return { id: 'memory', name: FIRST_NAME, createdAt: 0, updatedAt: 0, draft: '', settings: {} };
}

/** What the name of an error of the storage means for the person. */
function reasonOf(name: string | undefined): KeepingState['reason'] {
  if (name === 'QuotaExceededError') return 'full';
  if (name === 'SecurityError' || name === 'InvalidStateError') return 'private';
  return name === 'StoreCleared' ? 'cleared' : 'unavailable';
}

interface Recovered {
  readonly keys: number;
  readonly commands: number;
  readonly ms: number;
  readonly truncatedBytes: number;
  readonly skipped: readonly string[];
  readonly damage: readonly Damage[];
}

/** What of a recovery the page tells the person. */
export function summary(report: Recovered): RecoveryReport {
  const problems = report.damage.map(describe);
  for (const what of report.skipped) problems.push(`Of what was kept this could not be loaded: ${what}.`);
  if (report.truncatedBytes > 0) {
    problems.push(
      `The last ${report.truncatedBytes} bytes of the command log were not a whole command, as after a crash, and were cut off.`,
    );
  }
  return { keys: report.keys, commands: report.commands, ms: report.ms, problems };
}

function describe({ part, offset, reason, aside }: Damage): string {
  // A reason of the snapshot's reader says where by itself.
  const where = /\(at byte \d+\)$/.test(reason) ? '' : ` at byte ${offset}`;
  const before = part === 'log' ? 'What comes before it was loaded' : 'The keys before it were loaded';
  const rest = offset > 0 ? before : 'Nothing of it could be loaded';
  const kept =
    aside === undefined ? '' : '; the rest was set aside and can be downloaded under Durability, Storage';
  return `The ${part} that was kept is damaged${where}: ${reason}. ${rest}${kept}.`;
}
