/**
 * An open lesson. It goes through its steps, records what is done in them, makes their checks, and keeps how far the person
 * is: drafts and answers with the playground, what is done for all playgrounds.
 *
 * The lesson empties only a playground that is its own: one that says in its settings that this lesson runs there, or one
 * without keys.
 */
import type { StoreApi } from 'zustand';
import type { PlaygroundStore } from '../../client/state.ts';
import type { EditorSession } from '../../editor/session.ts';
import type { Lesson, LessonProblem } from '../../lessons/lesson.ts';
import { Rows } from './beside.ts';
import { checkStep, dependsOnTime } from './check-step.ts';
import { Checker } from './checker.ts';
import { followPlayground } from './follow.ts';
import { LessonHolder } from './holder.ts';
import { keptStep, stepStates } from './initial.ts';
import { KEPT_LESSON, type KeptLesson } from './kept.ts';
import { isEmpty, whenReady } from './prepare.ts';
import { keepProgress, readProgress } from './progress.ts';
import type { LessonActions, LessonOptions, LessonSession, LessonState } from './state.ts';
import { printRun, runUnseen } from './unseen.ts';
import { clamp, Walk } from './walk.ts';

const CHECK_DELAY_MS = 120;
/** How often checks are made again that time may change. */
const POLL_MS = 1000;

export function createLessonSession(
  store: StoreApi<PlaygroundStore>,
  editor: EditorSession,
  lesson: Lesson,
  problems: readonly LessonProblem[],
  kept: KeptLesson | undefined,
  options: LessonOptions = {},
): LessonSession {
  return new Session(store, editor, lesson, problems, kept, options);
}

class Session implements LessonSession {
  readonly actions: LessonActions;
  readonly get: LessonSession['get'];
  readonly subscribe: LessonSession['subscribe'];
  private readonly holder: LessonHolder;
  private readonly walk: Walk;
  private readonly store: StoreApi<PlaygroundStore>;
  private readonly editor: EditorSession;
  private readonly tables: Rows;
  private readonly course: boolean;
  private readonly checker: Checker;
  private stop: () => void = () => undefined;
  private playground: string | undefined;
  /** What is to be done comes one after the other. */
  private work: Promise<void> = Promise.resolve();
  private ended = false;

  constructor(
    store: StoreApi<PlaygroundStore>,
    editor: EditorSession,
    lesson: Lesson,
    problems: readonly LessonProblem[],
    kept: KeptLesson | undefined,
    { step, course = true, checkDelay = CHECK_DELAY_MS }: LessonOptions,
  ) {
    this.store = store;
    this.editor = editor;
    this.tables = new Rows(store);
    this.course = course;
    this.checker = new Checker(() => this.makeChecks(), checkDelay);
    const state: LessonState = {
      lesson,
      problems,
      step: clamp(step ?? kept?.step ?? 0, lesson.steps.length),
      steps: stepStates(lesson, kept, course ? readProgress().get(lesson.id) : undefined),
      busy: 'starting',
      trouble: undefined,
    };
    this.holder = new LessonHolder(state, () => this.keep());
    this.get = this.holder.get;
    this.subscribe = this.holder.subscribe;
    this.walk = new Walk(store, editor, this.holder, kept, {
      present: () => this.present,
      keep: () => this.keep(),
      changed: () => this.checker.soon(),
    });
    this.actions = this.makeActions();
    this.enqueue(() => this.start(kept));
  }

  get pending(): boolean {
    return this.checker.pending || this.walk.unseen;
  }

  async settled(): Promise<void> {
    for (let work: Promise<void> | undefined; work !== this.work; ) {
      work = this.work;
      await work;
    }
    if (!this.present) return;
    // Everything before this answer has been heard by then.
    await this.store.getState().actions.call('peek', { db: 0, commands: [] });
    await this.checker.now();
  }

  end(): void {
    if (this.ended) return;
    this.walk.leave();
    this.ended = true;
    this.checker.end();
    this.stop();
  }

  private makeActions(): LessonActions {
    const { holder, walk } = this;
    return {
      goTo: (step) => this.enqueue(() => walk.goTo(step)),
      check: () => {
        if (holder.get().busy === undefined) holder.set({ busy: 'checking' });
        void this.checker.now().then(() => {
          if (holder.get().busy === 'checking') holder.set({ busy: undefined });
        });
      },
      skip: () =>
        this.enqueue(async () => {
          const { step, steps } = holder.get();
          if (!steps[step]?.done) holder.change(step, { skipped: true });
          await walk.goTo(step + 1);
        }),
      showHint: () => {
        const { step, steps } = holder.get();
        const shown = (steps[step]?.hintsShown ?? 0) + 1;
        if (shown <= holder.here.hints.length) holder.change(step, { hintsShown: shown });
      },
      showSolution: () => {
        const { solution, script } = holder.here;
        const text = solution || script;
        if (text !== '') this.store.getState().actions.setDraft(text);
      },
      resetStep: () => this.enqueue(() => walk.rebuild(holder.get().step, 'resetting')),
      resetLesson: () =>
        this.enqueue(async () => {
          if (this.course) keepProgress(holder.get().lesson.id, undefined);
          walk.forget();
          await walk.rebuild(0, 'resetting');
        }),
      choose: (question, choice) => this.enqueue(() => this.choose(question, choice)),
      openAnswer: (question) => holder.answer(question, { open: true }),
      close: () => this.end(),
    };
  }

  private async start(kept: KeptLesson | undefined): Promise<void> {
    await whenReady(this.store);
    if (this.ended) return;
    const { actions, playground } = this.store.getState();
    this.playground = playground?.id;
    this.follow();
    await actions.call('followLog', { all: true });
    if (kept === undefined && !(await isEmpty(this.store))) {
      this.holder.set({
        busy: undefined,
        trouble:
          'There are keys in this playground that are not the lesson’s, so it has changed nothing. Open a new playground for it, or reset the lesson, which empties this one.',
      });
    } else await this.walk.enter();
  }

  private async choose(question: number, choice: number): Promise<void> {
    const chosen = this.holder.here.questions[question]?.choices[choice];
    if (!chosen) return;
    this.holder.answer(question, { choice, output: [], ...(chosen.right && { open: true }) });
    if (chosen.script !== '') {
      await this.walk.prepare(async () => {
        const run = await runUnseen(this.store, this.editor, chosen.script);
        this.holder.answer(question, { output: printRun(run) });
        return undefined;
      });
    }
    this.checker.soon();
  }

  // ---- what happens, and checks

  private follow(): void {
    const { behind } = this.walk;
    const stop = followPlayground(this.store, this.editor, {
      present: () => this.present,
      recorder: () => (this.walk.unseen ? undefined : behind[this.get().step]?.recorder),
      recorders: behind.map(({ recorder }) => recorder),
      changed: () => this.checker.soon(),
    });
    const poll = setInterval(() => {
      const { paused } = this.store.getState().clock;
      if (this.present && !paused && dependsOnTime(this.holder.here)) this.checker.soon();
    }, POLL_MS);
    this.stop = () => {
      clearInterval(poll);
      stop();
    };
  }

  /** Whether the playground of this lesson is the one that is open. */
  private get present(): boolean {
    return !this.ended && this.store.getState().playground?.id === this.playground;
  }

  private async makeChecks(): Promise<void> {
    const { step, steps, busy } = this.get();
    if (!this.present || busy === 'starting' || busy === 'resetting') return;
    const { here } = this.holder;
    const behind = this.walk.behind[step];
    if (here.checks.length === 0 || !behind?.begun) return;
    const now = () => this.get().steps[step];
    const made = await checkStep(this.store, this.tables, here, behind.recorder, now);
    const gone = this.ended || this.get().step !== step || this.walk.unseen;
    if (gone || made === undefined) return;
    const done = steps[step]?.done || made.every(({ ok }) => ok);
    const before = now();
    const same =
      before?.done === done &&
      before.checks?.length === made.length &&
      before.checks.every(({ ok, words }, i) => ok === made[i]?.ok && words === made[i]?.words);
    if (same) return;
    this.holder.change(step, { checks: made, done, ...(done && { skipped: false }) });
  }

  private enqueue(work: () => Promise<void>): void {
    this.work = this.work
      .then(() => (this.ended ? undefined : work()))
      .catch((error: unknown) => {
        const trouble = error instanceof Error ? error.message : String(error);
        this.holder.set({ busy: undefined, trouble });
      });
  }

  /** Keeps what is to come back after a reload. */
  private keep(): void {
    if (!this.present) return;
    const { lesson, step, steps } = this.get();
    const nothing = { begun: false, draft: undefined };
    const kept: KeptLesson = {
      id: lesson.id,
      step,
      steps: steps.map((state, i) => keptStep(state, this.walk.behind[i] ?? nothing)),
    };
    this.store.getState().actions.setSetting(KEPT_LESSON, kept);
    if (!this.course) return;
    keepProgress(lesson.id, {
      done: steps.map(({ done }) => done),
      skipped: steps.map(({ skipped }) => skipped),
      at: step,
    });
  }
}
