/** Hears what happens in a lesson's playground, and hands it to whoever records it. */
import type { StoreApi } from 'zustand';
import { engineNow } from '../../client/engine-time.ts';
import type { PlaygroundStore } from '../../client/state.ts';
import type { EditorSession } from '../../editor/session.ts';
import type { FromWorker } from '../../protocol/messages.ts';
import { observeBeside } from './beside.ts';
import type { Recorder } from './recorder.ts';

export interface Follower {
  /** Whether the lesson's playground is the one that is open. */
  present(): boolean;
  /** Who records what happens now; undefined: it is not the person's doing. */
  recorder(): Recorder | undefined;
  /** All recorders of the lesson. */
  readonly recorders: readonly Recorder[];
  /** Something happened that a check may look at. */
  changed(): void;
}

/** Returns how to stop it. */
export function followPlayground(
  store: StoreApi<PlaygroundStore>,
  editor: EditorSession,
  follower: Follower,
): () => void {
  const { actions } = store.getState();
  const stops = [
    actions.observe(({ log, refused, clock }: FromWorker) => {
      if (!follower.present()) return;
      const recorder = follower.recorder();
      for (const entry of log ?? []) recorder?.command(entry, false);
      for (const entry of refused ?? []) recorder?.command(entry, true);
      if (log || refused || clock) follower.changed();
    }),
    observeBeside(store, (event) => {
      const recorder = follower.present() ? follower.recorder() : undefined;
      if (!recorder) return;
      if (event.kind === 'statement') {
        // It stands behind the commands that the engine has taken by now.
        const at = engineNow(store.getState().clock);
        void newest(store, (seq) => {
          recorder.statement(event.text, at, seq);
          follower.changed();
        });
      } else recorder.program(event);
      follower.changed();
    }),
    editor.onScriptRun(() => {
      if (!follower.present()) return;
      // A run of the whole script is a fresh attempt.
      const recorder = follower.recorder();
      recorder?.clear();
      // What the log has not told yet is older, too.
      void newest(store, (seq) => recorder?.forgetUpTo(seq));
    }),
    editor.subscribe(() => {
      if (!editor.status().running) follower.changed();
    }),
    store.subscribe((state, before) => {
      // A new worker knows nothing of what was asked of the one before it.
      if (state.status !== 'ready' || before.status === 'ready') return;
      if (follower.present()) for (const recorder of follower.recorders) recorder.restarted();
      void actions.call('followLog', { all: follower.present() }).catch(() => undefined);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
    void actions.call('followLog', { all: false }).catch(() => undefined);
  };
}

/** Calls `use` with the number of the newest entry that the log has now. */
async function newest(store: StoreApi<PlaygroundStore>, use: (seq: number) => void): Promise<void> {
  const answer = await store
    .getState()
    .actions.call('peek', { db: 0, commands: [] })
    .catch(() => undefined);
  if (answer) use(answer.seq);
}
