/** The playground's programs, loaded when the first one starts. */
import type { Session } from '../store.ts';
import { waitOnClock } from '../wait.ts';
import type { Programs } from './programs.ts';
import type { ProgramWorld } from './runner.ts';
import type { ProgramActions } from './state.ts';

export function createProgramActions(session: Session): ProgramActions {
  let programs: Programs | undefined;
  const load = async (): Promise<Programs> => {
    const [{ Programs }, { openFrame }] = await Promise.all([import('./programs.ts'), import('./frame.ts')]);
    programs ??= new Programs(worldOf(session, session.options.openSandbox ?? openFrame), (states) =>
      session.set({ programs: states }),
    );
    return programs;
  };
  return {
    start: async (run, signal) => (await load()).start(run, signal),
    pause: (name) => programs?.pause(name),
    resume: (name) => programs?.resume(name),
    stop: (name) => programs?.stop(name),
    stopAll: () => programs?.stopAll(),
    clear: () => programs?.clear(),
    remove: (name) => programs?.remove(name),
  };
}

/** The store's clock and lanes for programs. Their commands are shown in the log, but in no console. */
function worldOf(session: Session, openSandbox: ProgramWorld['openSandbox']): ProgramWorld {
  const { programLanes } = session;
  const store = { getState: session.get, subscribe: session.subscribe };
  return {
    openSandbox,
    clock: () => session.get().clock,
    onClock: (listener) =>
      session.subscribe((state, before) => {
        if (state.clock !== before.clock) listener(state.clock);
      }),
    openLane(name, listener) {
      const taken = (lane: string) => programLanes.has(lane) || session.get().lanes.includes(lane);
      let lane = name;
      for (let i = 2; taken(lane); i++) lane = `${name}_${i}`;
      programLanes.set(lane, listener);
      return lane;
    },
    closeLane(lane) {
      programLanes.delete(lane);
      void session.connection.call('disconnect', { lane }).catch(() => undefined);
    },
    async send(lane, argv) {
      const { reply, lost } = await session.connection.run(lane, argv);
      return lost ? { kind: 'none' } : reply;
    },
    async sql(lane, text, params, signal) {
      const [result, { resultRows }] = await Promise.all([
        session.get().actions.sql(lane, text, params, signal),
        import('../sql-text.ts'),
      ]);
      if (result.error) throw new Error(result.error.message);
      return resultRows(result);
    },
    sleep: (ms, signal) => waitOnClock(store, ms, signal),
  };
}
