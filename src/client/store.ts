/**
 * One zustand store per playground instance. It owns the connection to the worker, starts it again when it fails, and
 * keeps the draft safe whatever happens to the engine.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { FromWorker, LogEntry } from '../protocol/messages.ts';
import type { SqlWorker } from '../sql/connection.ts';
import { createActions } from './actions.ts';
import { Connection, type RunResult, type WorkerLike } from './connection.ts';
import { DraftKeeper, readSlip, takeSlip, whenLeaving } from './draft.ts';
import type { OpenSandbox } from './programs/frame.ts';
import type { LaneListener } from './programs/runner.ts';
import { NO_SQL } from './sql.ts';
import { MAIN_LANE, type PlaygroundState, type PlaygroundStore, type TranscriptEntry } from './state.ts';

export interface PlaygroundOptions {
  createWorker(): WorkerLike;
  /** Starts the worker of the database beside the store; left out, there is none. */
  createSqlWorker?: () => SqlWorker;
  /** Kept playground to open; undefined opens the last used one. */
  id?: string;
  /** Kept playground to open by its name where no id is given; it is made where there is none. */
  name?: string;
  /** False keeps nothing. */
  keep: boolean;
  /** Bytes that the keys may take; no limit if left out. */
  maxMemory?: number;
  /** Seed of the engine's chance; a random one if left out. */
  seed?: number;
  /** Where programs run; a frame of the page if left out. */
  openSandbox?: OpenSandbox;
}

const MAX_TRANSCRIPT = 2000;
const MAX_LOG = 5000;
/** A worker that fails this often within a minute is not started again. */
const MAX_RESTARTS = 3;

const INITIAL: PlaygroundState = {
  status: 'starting',
  failure: undefined,
  playground: undefined,
  playgrounds: [],
  recovery: undefined,
  keeping: { mode: 'memory', reason: undefined, pendingWrites: 0, savedAt: undefined },
  clock: { now: Date.now(), realAt: Date.now(), paused: false, speed: 1 },
  docs: [],
  lanes: [MAIN_LANE],
  transcripts: { [MAIN_LANE]: [] },
  log: [],
  logDropped: 0,
  logPaused: false,
  db: 0,
  selected: undefined,
  draft: '',
  settings: {},
  notices: [],
  fileProgress: undefined,
  programs: [],
  sql: NO_SQL,
};

/** What the actions work with. */
export interface Session {
  readonly options: PlaygroundOptions;
  connection: Connection;
  /** Open views, so that they can be opened again on a new worker. */
  readonly reopen: Set<() => void>;
  /** Who hears every message of the worker. */
  readonly observers: Set<(message: FromWorker) => void>;
  /** Lanes that belong to programs, which have no console. */
  readonly programLanes: Map<string, LaneListener>;
  nextEntryId: number;
  nextNoticeId: number;
  set(change: Partial<PlaygroundState>): void;
  get(): PlaygroundStore;
  /** Hears every change of the state; returns how to stop that. */
  subscribe(listener: (state: PlaygroundStore, before: PlaygroundStore) => void): () => void;
  /** Adds an entry to a lane's console, or replaces the one with the same id. */
  record(lane: string, entry: TranscriptEntry): void;
  /** Keeps draft and settings. */
  readonly draft: DraftKeeper;
  /** No longer keeps everything whenever the page is hidden. */
  stopListening(): void;
  /** Starts a worker and opens `id` in it. */
  open(id: string | undefined): Promise<void>;
}

/** Creates a playground; its worker starts at once. */
export function createPlayground(options: PlaygroundOptions): StoreApi<PlaygroundStore> {
  let session: Session;
  let failures: number[] = [];

  const store = createStore<PlaygroundStore>((set, get, api) => {
    const connect = () => new Connection(options.createWorker(), { message: receive, failed: restart });

    function receive(message: FromWorker): void {
      const change: Partial<{ -readonly [K in keyof PlaygroundState]: PlaygroundState[K] }> = {};
      if (message.clock) change.clock = message.clock;
      if (message.fileProgress) change.fileProgress = message.fileProgress;
      if (message.keeping) {
        // With the data the browser took the draft.
        if (get().keeping.reason === 'cleared' && message.keeping.mode === 'kept') session.draft.changed();
        change.keeping = message.keeping;
      }
      const added = inOrder(message.log ?? [], message.said ?? []);
      if (added.length > 0 && !get().logPaused) change.log = appendLog(get().log, added);
      if (message.logDropped) change.logDropped = get().logDropped + message.logDropped;
      if (Object.keys(change).length > 0) set(change);
      for (const hear of session.observers) hear(message);
      for (const { lane, message: pushed, at } of message.pushes ?? []) {
        const program = session.programLanes.get(lane);
        if (program) {
          program.push(pushed);
          continue;
        }
        session.record(lane, { kind: 'push', id: session.nextEntryId++, message: pushed, at });
      }
      for (const lane of message.closed ?? []) {
        const program = session.programLanes.get(lane);
        if (program) {
          program.closed();
          continue;
        }
        session.record(lane, {
          kind: 'note',
          id: session.nextEntryId++,
          text: 'The server closed this connection. The next command opens a new one.',
          at: Date.now(),
        });
      }
    }

    function restart(reason: string): void {
      const now = Date.now();
      failures = [...failures.filter((at) => now - at < 60_000), now];
      if (failures.length > MAX_RESTARTS) {
        set({ status: 'failed', failure: reason });
        return;
      }
      set({ status: 'recovering', failure: reason });
      session.open(get().playground?.id).then(
        () => {
          const keys = get().recovery?.keys ?? 0;
          const found = keys === 0 ? 'is empty' : `has ${keys} keys from what was kept`;
          get().actions.notify({
            kind: 'warning',
            text: `The engine stopped (${reason}). It was started again and ${found}; your script was not touched.`,
          });
        },
        (error: unknown) => set({ status: 'failed', failure: messageOf(error) }),
      );
    }

    session = {
      options,
      connection: connect(),
      reopen: new Set(),
      observers: new Set(),
      programLanes: new Map(),
      nextEntryId: 1,
      nextNoticeId: 1,
      set: (change) => set(change),
      get,
      subscribe: (listener) => api.subscribe(listener),
      record(lane, entry) {
        const { transcripts, lanes } = get();
        set({
          transcripts: { ...transcripts, [lane]: putEntry(transcripts[lane] ?? [], entry) },
          ...(!lanes.includes(lane) && { lanes: [...lanes, lane] }),
        });
      },
      draft: new DraftKeeper({
        draft() {
          const { status, keeping, playground, draft, settings } = get();
          if (!options.keep || status !== 'ready' || !playground || keeping.mode === 'read-only')
            return undefined;
          return { id: playground.id, script: draft, settings: JSON.stringify(settings), at: Date.now() };
        },
        async save({ script, settings }) {
          await session.connection.call('saveDraft', { script, settings });
        },
      }),
      stopListening: whenLeaving(() => {
        session.draft.leave();
        if (get().status === 'ready' && get().keeping.mode === 'kept')
          session.connection.call('flush', undefined).catch(() => undefined);
      }),
      async open(id) {
        session.connection.end();
        session.connection = connect();
        await openOn(session, id);
        for (const open of session.reopen) open();
        // Programs' connections are over; each greets the new engine as a client that comes back.
        for (const program of session.programLanes.values()) program.closed();
      },
    };

    return { ...INITIAL, actions: createActions(session) };
  });

  // The state does not exist before the store does, so the first opening comes last.
  queueMicrotask(() => {
    openOn(sessionOf(), options.id).catch((error: unknown) => {
      if (store.getState().status === 'starting')
        store.setState({ status: 'failed', failure: messageOf(error) });
    });
  });
  const sessionOf = () => session;
  return store;
}

async function openOn(session: Session, id: string | undefined): Promise<void> {
  const { options, connection } = session;
  const seed = options.seed ?? crypto.getRandomValues(new Uint32Array(1))[0] ?? 1;
  const reopening = session.get().playground !== undefined && session.get().playground?.id === id;
  const { keep, name, maxMemory } = options;
  // Where the engine is started again the page has the draft itself.
  const unsaved = keep && !reopening ? readSlip() : undefined;
  const opened = await connection.call('open', {
    keep,
    seed,
    ...(id !== undefined && { id }),
    ...(name !== undefined && { name }),
    ...(maxMemory !== undefined && { maxMemory }),
    ...(unsaved && { unsaved }),
  });
  if (unsaved && opened.keeping.mode === 'kept') takeSlip(opened.playground.id);
  // Where nothing is kept there is no draft to bring back, and whoever made the playground may have set one already.
  const kept = reopening || !keep ? undefined : opened.draft;
  session.set({
    status: 'ready',
    failure: undefined,
    playground: opened.playground,
    keeping: opened.keeping,
    clock: opened.clock,
    recovery: opened.recovery,
    ...(kept && { draft: kept.script, settings: parseSettings(kept.settings) }),
  });
  for (const problem of opened.recovery.problems)
    session.get().actions.notify({ kind: 'warning', text: problem });
  const [docs, playgrounds] = await Promise.all([
    session.get().docs.length > 0 ? session.get().docs : connection.call('docs', undefined),
    connection.call('list', undefined),
  ]);
  session.set({ docs, playgrounds });
}

/** Settings come from IndexedDB, so their text may be anything. */
function parseSettings(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
  } catch {
    return {};
  }
}

function putEntry(entries: readonly TranscriptEntry[], entry: TranscriptEntry): readonly TranscriptEntry[] {
  const last = entries.length - 1;
  for (let i = last; i >= 0 && i > last - 50; i--) {
    if (entries[i]?.id === entry.id) return entries.with(i, entry);
  }
  const index = entries.findIndex(({ id }) => id === entry.id);
  if (index >= 0) return entries.with(index, entry);
  const next = [...entries, entry];
  return next.length > MAX_TRANSCRIPT ? next.slice(-MAX_TRANSCRIPT) : next;
}

/** Commands and what their scripts said. */
function inOrder(log: readonly LogEntry[], said: readonly LogEntry[]): readonly LogEntry[] {
  return said.length === 0 ? log : [...log, ...said].sort((a, b) => a.seq - b.seq);
}

function appendLog(log: readonly LogEntry[], added: readonly LogEntry[]): readonly LogEntry[] {
  const next = [...log, ...added];
  return next.length > MAX_LOG ? next.slice(-MAX_LOG) : next;
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

export type { RunResult };
export { MAIN_LANE };
