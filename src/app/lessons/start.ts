/** Opens a lesson in its playground. It brings the session and the editor along, so it is fetched with the first lesson. */
import type { StoreApi } from 'zustand';
import type { PlaygroundStore } from '../../client/state.ts';
import { sessionOf } from '../../editor/session.ts';
import type { Lesson, LessonProblem } from '../../lessons/lesson.ts';
import { type LessonFile, type OpenedLesson, openLesson, setOpenLesson } from './current.ts';
import { KEPT_LESSON, readKept } from './kept.ts';
import { openLessonPlayground } from './playground.ts';
import { createLessonSession } from './session.ts';

export interface StartOptions {
  /** From 1; undefined: where the person left it. */
  readonly step: number | undefined;
  /** Of a file that is being previewed. */
  readonly problems: readonly LessonProblem[];
  readonly file: LessonFile | undefined;
}

/**
 * In a playground that was not made for lessons (where the browser keeps nothing, there is only one) the script of the person
 * gives way to the lesson's; it can be had back.
 */
function offerScript(store: StoreApi<PlaygroundStore>): void {
  const { draft, actions } = store.getState();
  if (draft.trim() === '') return;
  const notice = actions.notify({
    kind: 'info',
    text: 'The lesson’s script takes the place of yours.',
    action: {
      label: 'Close the lesson and bring mine back',
      run() {
        actions.dismiss(notice);
        openLesson()?.actions.close();
        actions.setDraft(draft);
      },
    },
  });
}

/** Rejects where the lesson's playground cannot be opened. */
export async function startLesson(
  store: StoreApi<PlaygroundStore>,
  lesson: Lesson,
  { step, problems, file }: StartOptions,
): Promise<OpenedLesson> {
  await openLessonPlayground(store, lesson, file !== undefined);
  const { settings, playground } = store.getState();
  if (settings[KEPT_LESSON] === undefined) offerScript(store);
  const session = createLessonSession(
    store,
    sessionOf(store),
    lesson,
    problems,
    readKept(settings[KEPT_LESSON], lesson),
    { step: step === undefined ? undefined : step - 1, course: file === undefined },
  );
  const opened: OpenedLesson = {
    file,
    playground: playground?.id ?? '',
    get: session.get,
    subscribe: session.subscribe,
    end: () => session.end(),
    actions: {
      ...session.actions,
      close() {
        session.end();
        if (openLesson() === opened) setOpenLesson(undefined);
      },
    },
  };
  return opened;
}
