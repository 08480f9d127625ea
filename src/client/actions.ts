/** What a person, a panel or a script can do with a playground. */

import type { Connection, RunResult, ViewHandle } from './connection.ts';
import { unseenLane } from './observe.ts';
import { createProgramActions } from './programs/actions.ts';
import { createSqlActions } from './sql.ts';
import { MAIN_LANE, type PlaygroundActions, type Source } from './state.ts';
import { messageOf, type Session } from './store.ts';

export function createActions(session: Session): PlaygroundActions {
  const { set, get } = session;
  const calls = (): Connection => session.connection;

  async function refreshList(): Promise<void> {
    set({ playgrounds: await calls().call('list', undefined) });
  }

  async function run(lane: string, argv: readonly string[], source: Source): Promise<RunResult> {
    const entry = { kind: 'command', id: session.nextEntryId++, argv, source, at: Date.now() } as const;
    session.record(lane, { ...entry, result: undefined });
    const result = await calls().run(lane, argv);
    session.record(lane, { ...entry, result });
    return result;
  }

  const sql = createSqlActions({
    createWorker: session.options.createSqlWorker,
    get: () => get().sql,
    set: (change) => set({ sql: { ...get().sql, ...change } }),
    notify: (notice) => void actions.notify(notice),
  });

  const actions: PlaygroundActions = {
    ...sql.actions,
    run,
    programs: createProgramActions(session),
    runUnseen: (lane, argv) => calls().run(unseenLane(lane), argv),
    observe(listener) {
      session.observers.add(listener);
      return () => session.observers.delete(listener);
    },
    cancel(lane) {
      void calls()
        .call('unblock', { lane })
        .catch(() => undefined);
    },
    openLane(lane) {
      const { lanes, transcripts } = get();
      if (lanes.includes(lane)) return;
      set({ lanes: [...lanes, lane], transcripts: { ...transcripts, [lane]: [] } });
    },
    closeLane(lane) {
      const { lanes, transcripts } = get();
      if (lane === MAIN_LANE) return;
      const { [lane]: _gone, ...rest } = transcripts;
      set({ lanes: lanes.filter((name) => name !== lane), transcripts: rest });
      void calls()
        .call('disconnect', { lane })
        .catch(() => undefined);
    },
    async renameLane(lane, to) {
      const { lanes, transcripts } = get();
      const entries = transcripts[lane] ?? [];
      if (lane === MAIN_LANE || lanes.includes(to)) throw new Error('There is a client with this name.');
      if (entries.some((entry) => entry.kind === 'command' && !entry.result))
        throw new Error(`${lane} waits for a reply. Cancel that first.`);
      // A lane that has run nothing is not known to the engine, so what it answers does not matter.
      await calls().call('renameLane', { lane, to });
      const { [lane]: moved = entries, ...rest } = get().transcripts;
      set({
        lanes: get().lanes.map((name) => (name === lane ? to : name)),
        transcripts: { ...rest, [to]: moved },
        log: get().log.map((entry) => (entry.lane === lane ? { ...entry, lane: to } : entry)),
      });
    },
    clearTranscript(lane) {
      set({ transcripts: { ...get().transcripts, [lane]: [] } });
    },
    note(lane, text) {
      session.record(lane, { kind: 'note', id: session.nextEntryId++, text, at: Date.now() });
    },
    watch(spec, listener) {
      let current = spec;
      let handle = calls().watch(current, listener);
      const open = () => {
        handle = calls().watch(current, listener);
      };
      session.reopen.add(open);
      const wrapped: ViewHandle<typeof spec> = {
        update(next) {
          current = next;
          handle.update(next);
        },
        close() {
          session.reopen.delete(open);
          handle.close();
        },
      };
      return wrapped;
    },
    call: (method, params) => calls().call(method, params),
    async clock(operation) {
      set({ clock: await calls().call('clock', operation) });
    },
    selectKey: (selected) => set({ selected }),
    setDb: (db) => set({ db, selected: undefined }),
    setDraft(draft) {
      if (draft === get().draft) return;
      set({ draft });
      session.draft.changed();
    },
    setSetting(name, value) {
      set({ settings: { ...get().settings, [name]: value } });
      session.draft.changed();
    },
    clearLog: () => set({ log: [], logDropped: 0 }),
    pauseLog: (logPaused) => set({ logPaused }),
    notify(notice) {
      const id = session.nextNoticeId++;
      set({ notices: [...get().notices, { ...notice, id }] });
      return id;
    },
    dismiss: (id) => set({ notices: get().notices.filter((notice) => notice.id !== id) }),
    async switchTo(id) {
      actions.programs.clear();
      await session.draft.flush();
      await calls()
        .call('flush', undefined)
        .catch(() => undefined);
      sql.leave();
      set({ ...FRESH, status: 'starting', playground: undefined });
      await session.open(id).catch((error: unknown) => set({ status: 'failed', failure: messageOf(error) }));
    },
    async createPlayground(name, script) {
      const created = await calls().call('create', { name, ...(script !== undefined && { script }) });
      await actions.switchTo(created.id);
    },
    async renamePlayground(id, name) {
      const renamed = await calls().call('rename', { id, name });
      if (get().playground?.id === id) set({ playground: renamed });
      await refreshList();
    },
    async duplicatePlayground(id, name) {
      await session.draft.flush();
      await calls().call('flush', undefined);
      const copy = await calls().call('duplicate', { id, name });
      await actions.switchTo(copy.id);
    },
    async deletePlayground(id) {
      const { playgrounds, playground } = get();
      const name = playgrounds.find((item) => item.id === id)?.name ?? '';
      await calls().call('delete', { id });
      if (playground?.id === id) {
        const next = playgrounds.find((item) => item.id !== id);
        if (next) await actions.switchTo(next.id);
        else await actions.createPlayground('My playground');
      } else await refreshList();
      const notice = actions.notify({
        kind: 'info',
        text: `Deleted the playground “${name}”.`,
        action: {
          label: 'Undo',
          run() {
            actions.dismiss(notice);
            void calls().call('undelete', { id }).then(refreshList);
          },
        },
      });
    },
    async takeOver() {
      const keeping = await calls().call('takeOver', undefined);
      set({ keeping });
    },
    async reset() {
      const before = await actions.exportCommands(8 * 1024 * 1024);
      await calls().call('reset', undefined);
      set({ selected: undefined });
      const notice = actions.notify({
        kind: 'info',
        text: `Emptied the keyspace (${before.keys} keys).`,
        ...(!before.cut && {
          action: {
            label: 'Undo',
            run() {
              actions.dismiss(notice);
              for (const argv of before.commands) void calls().run(MAIN_LANE, argv);
            },
          },
        }),
      });
    },
    async crash(ms) {
      try {
        // The lab is opened by few.
        const { crashEngine } = await import('./crash.ts');
        return await crashEngine(session, ms);
      } catch (error) {
        set({ status: 'failed', failure: messageOf(error) });
        throw error;
      }
    },
    exportCommands: (maxBytes) => calls().call('exportCommands', { maxBytes }),
    dispose() {
      actions.programs.stopAll();
      session.stopListening();
      void session.draft.flush().finally(() => calls().end());
    },
  };
  return actions;
}

/** What a playground starts with when another one takes its place. */
const FRESH = {
  lanes: [MAIN_LANE],
  transcripts: { [MAIN_LANE]: [] },
  log: [],
  logDropped: 0,
  db: 0,
  selected: undefined,
  draft: '',
  settings: {},
  recovery: undefined,
  programs: [],
} as const;
