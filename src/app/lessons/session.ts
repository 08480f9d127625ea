/**
 * An open lesson. It begins steps, records what is done in them, makes their checks, and keeps how far the person is:
 * drafts and answers with the playground, what is done for all playgrounds.
 *
 * A step that one comes to for the first time is begun: its setup runs on what the step before has left, where that one
 * is solved; otherwise everything is made anew, as on a reset: emptied, then the setups of all steps up to it with the
 * solutions of those before it. A step that was begun before comes back as it was left, and nothing runs.
 *
 * The lesson empties only a playground that is its own: one that says in its settings that this lesson runs there, or one
 * without keys.
 */
import type { StoreApi } from 'zustand';
import type { PlaygroundStore } from '../../client/state.ts';
import type { EditorSession } from '../../editor/session.ts';
import type { Lesson, LessonProblem, Step } from '../../lessons/lesson.ts';
import { Rows } from './beside.ts';
import { checkStep, dependsOnTime } from './check-step.ts';
import { Checker } from './checker.ts';
import { followPlayground } from './follow.ts';
import { keptStep, stepStates } from './initial.ts';
import { KEPT_LESSON, type KeptLesson } from './kept.ts';
import { isEmpty, makeAnew, setUp, whenReady } from './prepare.ts';
import { keepProgress, readProgress } from './progress.ts';
import { Recorder } from './recorder.ts';
import type {
  AnswerState,
  LessonActions,
  LessonOptions,
  LessonSession,
  LessonState,
  StepState,
} from './state.ts';
import { printRun, runUnseen } from './unseen.ts';

/** What is kept of a step beyond what is shown. */
interface Behind {
  begun: boolean;
  draft: string | undefined;
  readonly recorder: Recorder;
}

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
  private state: LessonState;
  private readonly store: StoreApi<PlaygroundStore>;
  private readonly editor: EditorSession;
  private readonly tables: Rows;
  private readonly course: boolean;
  private readonly checker: Checker;
  private readonly behind: readonly Behind[];
  private readonly listeners = new Set<() => void>();
  private stop: () => void = () => undefined;
  private playground: string | undefined;
  /** What is to be done comes one after the other. */
  private work: Promise<void> = Promise.resolve();
  private ended = false;
  /** While something unseen runs, what happens is not the person's doing. */
  private unseen = 0;

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
    this.behind = lesson.steps.map((_, i) => ({
      begun: kept?.steps[i]?.begun ?? false,
      draft: kept?.steps[i]?.draft,
      recorder: new Recorder(),
    }));
    this.state = {
      lesson,
      problems,
      step: clamp(step ?? kept?.step ?? 0, lesson.steps.length),
      steps: stepStates(lesson, kept, course ? readProgress().get(lesson.id) : undefined),
      busy: 'starting',
      trouble: undefined,
    };
    this.actions = this.makeActions();
    this.enqueue(() => this.start(kept));
  }

  readonly get = (): LessonState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  get pending(): boolean {
    return this.checker.pending || this.unseen > 0;
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
    this.leave();
    this.ended = true;
    this.checker.end();
    this.stop();
  }

  private makeActions(): LessonActions {
    return {
      goTo: (step) => this.enqueue(() => this.goTo(step)),
      check: () => {
        if (this.state.busy === undefined) this.set({ busy: 'checking' });
        void this.checker.now().then(() => {
          if (this.state.busy === 'checking') this.set({ busy: undefined });
        });
      },
      skip: () =>
        this.enqueue(async () => {
          const { step, steps } = this.state;
          if (!steps[step]?.done) this.change(step, { skipped: true });
          await this.goTo(step + 1);
        }),
      showHint: () => {
        const { step, steps, lesson } = this.state;
        const shown = (steps[step]?.hintsShown ?? 0) + 1;
        if (shown <= (lesson.steps[step]?.hints.length ?? 0)) this.change(step, { hintsShown: shown });
      },
      showSolution: () => {
        const { solution, script } = this.here;
        const text = solution || script;
        if (text !== '') this.store.getState().actions.setDraft(text);
      },
      resetStep: () => this.enqueue(() => this.rebuild(this.state.step, 'resetting')),
      resetLesson: () =>
        this.enqueue(async () => {
          if (this.course) keepProgress(this.state.lesson.id, undefined);
          this.forget();
          await this.rebuild(0, 'resetting');
        }),
      choose: (question, choice) => this.enqueue(() => this.choose(question, choice)),
      openAnswer: (question) => {
        this.answer(question, { open: true });
      },
      close: () => this.end(),
    };
  }

  private get here(): Step {
    const step = this.state.lesson.steps[this.state.step];
    if (!step) throw new Error('A lesson has a step that is shown.');
    return step;
  }

  // ---- steps

  private async start(kept: KeptLesson | undefined): Promise<void> {
    await whenReady(this.store);
    if (this.ended) return;
    const { actions, playground } = this.store.getState();
    this.playground = playground?.id;
    this.follow();
    await actions.call('followLog', { all: true });
    const { step } = this.state;
    if (kept === undefined && !(await isEmpty(this.store))) {
      this.set({
        busy: undefined,
        trouble:
          'There are keys in this playground that are not the lesson’s, so it has changed nothing. Open a new playground for it, or reset the lesson, which empties this one.',
      });
    } else if (this.behind[step]?.begun) this.resume(step);
    else await this.begin(step);
  }

  private async goTo(to: number): Promise<void> {
    const { lesson, step } = this.state;
    const next = clamp(to, lesson.steps.length);
    if (next === step) return;
    this.leave();
    // What has nothing to check is done when it was read.
    if (next > step && this.here.checks.length === 0) this.change(step, { done: true });
    this.editor.stop();
    this.store.getState().actions.programs.stopAll();
    if (this.behind[next]?.begun) this.resume(next);
    else await this.begin(next);
  }

  /** Keeps the draft of the step that is shown. */
  private leave(): void {
    const behind = this.behind[this.state.step];
    if (!behind?.begun || !this.present) return;
    behind.draft = this.store.getState().draft;
    this.keep();
  }

  /** Shows a step that was begun before. */
  private resume(step: number): void {
    this.set({ step, busy: undefined });
    this.show(step, this.behind[step]?.draft);
    this.keep();
    this.checker.soon();
  }

  /** Begins a step for the first time. */
  private async begin(step: number): Promise<void> {
    const before = step > 0 ? this.state.steps[step - 1] : undefined;
    const follows = before?.done && this.behind[step - 1]?.begun;
    if (!follows) {
      await this.rebuild(step, 'starting');
      return;
    }
    this.set({ step, busy: 'starting', trouble: undefined });
    const { script } = this.here;
    await this.prepare(() => setUp(this.store, this.editor, this.state.lesson.steps, step));
    this.opened(step, this.behind[step]?.draft ?? (script === '' ? undefined : script));
  }

  /** Makes everything anew up to the beginning of a step. */
  private async rebuild(step: number, busy: 'starting' | 'resetting'): Promise<void> {
    const { actions } = this.store.getState();
    const { steps } = this.state.lesson;
    this.editor.stop();
    actions.programs.clear();
    this.set({ step, busy, trouble: undefined });
    await this.prepare(() => makeAnew(this.store, this.editor, steps, step));
    actions.clearLog();
    this.behind[step]?.recorder.clear();
    this.change(step, { checks: undefined });
    // What comes after it is begun anew as well, with the drafts that there are.
    for (const later of this.behind.slice(step + 1)) later.begun = false;
    const script = steps.slice(0, step + 1).findLast((each) => each.script !== '')?.script ?? '';
    this.opened(step, busy === 'starting' ? (this.behind[step]?.draft ?? script) : script);
  }

  /** The step has begun; `draft` takes the place of what stands in the editor. */
  private opened(step: number, draft: string | undefined): void {
    const behind = this.behind[step];
    if (!behind) return;
    behind.begun = true;
    behind.recorder.clear();
    this.show(step, draft);
    this.set({ busy: undefined });
    const last = step === this.state.lesson.steps.length - 1;
    if (last && this.here.checks.length === 0) this.change(step, { done: true });
    this.keep();
    this.checker.soon();
  }

  /** Puts a step's draft into the editor, which has the only copy of it from then on. */
  private show(step: number, draft: string | undefined): void {
    const behind = this.behind[step];
    if (behind) behind.draft = undefined;
    if (draft !== undefined) this.store.getState().actions.setDraft(draft);
  }

  /** Does what the person is not to be credited with. `work` tells what went wrong. */
  private async prepare(work: () => Promise<string | undefined>): Promise<void> {
    this.unseen++;
    try {
      const trouble = await work();
      if (trouble !== undefined) this.set({ trouble });
      // The log of all that comes with this answer.
      await this.store.getState().actions.call('peek', { db: 0, commands: [] });
    } catch (error) {
      this.set({ trouble: error instanceof Error ? error.message : String(error) });
    } finally {
      this.unseen--;
    }
  }

  private forget(): void {
    for (const behind of this.behind) {
      behind.begun = false;
      behind.draft = undefined;
      behind.recorder.clear();
    }
    this.set({ steps: stepStates(this.state.lesson, undefined) });
  }

  // ---- questions

  private async choose(question: number, choice: number): Promise<void> {
    const chosen = this.here.questions[question]?.choices[choice];
    if (!chosen) return;
    this.answer(question, { choice, output: [], ...(chosen.right && { open: true }) });
    if (chosen.script !== '') {
      await this.prepare(async () => {
        const run = await runUnseen(this.store, this.editor, chosen.script);
        this.answer(question, { output: printRun(run) });
        return undefined;
      });
    }
    this.checker.soon();
  }

  private answer(question: number, change: Partial<AnswerState>): void {
    const { step, steps } = this.state;
    const answers = steps[step]?.answers ?? [];
    const before = answers[question];
    if (before) this.change(step, { answers: answers.with(question, { ...before, ...change }) });
  }

  // ---- what happens, and checks

  private follow(): void {
    const stop = followPlayground(this.store, this.editor, {
      present: () => this.present,
      recorder: () => (this.unseen > 0 ? undefined : this.behind[this.state.step]?.recorder),
      recorders: this.behind.map(({ recorder }) => recorder),
      changed: () => this.checker.soon(),
    });
    const poll = setInterval(() => {
      const { paused } = this.store.getState().clock;
      if (this.present && !paused && dependsOnTime(this.here)) this.checker.soon();
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
    const { step, steps, busy } = this.state;
    if (!this.present || busy === 'starting' || busy === 'resetting') return;
    const { checks } = this.here;
    const behind = this.behind[step];
    if (checks.length === 0 || !behind?.begun) return;
    const made = await checkStep(
      this.store,
      this.tables,
      this.here,
      behind.recorder,
      () => this.state.steps[step],
    );
    const gone = this.ended || this.state.step !== step || this.unseen > 0;
    if (gone || made === undefined) return;
    const done = steps[step]?.done || made.every(({ ok }) => ok);
    const now = this.state.steps[step];
    const same =
      now?.done === done &&
      now.checks?.length === made.length &&
      now.checks.every(({ ok, words }, i) => ok === made[i]?.ok && words === made[i]?.words);
    if (same) return;
    this.change(step, { checks: made, done, ...(done && { skipped: false }) });
  }

  // ---- state

  private enqueue(work: () => Promise<void>): void {
    this.work = this.work
      .then(() => (this.ended ? undefined : work()))
      .catch((error: unknown) => {
        this.set({ busy: undefined, trouble: error instanceof Error ? error.message : String(error) });
      });
  }

  private change(step: number, change: Partial<StepState>): void {
    const before = this.state.steps[step];
    if (!before) return;
    this.set({ steps: this.state.steps.with(step, { ...before, ...change }) });
    this.keep();
  }

  private set(change: Partial<LessonState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }

  /** Keeps what is to come back after a reload. */
  private keep(): void {
    if (!this.present) return;
    const { lesson, step, steps } = this.state;
    const kept: KeptLesson = {
      id: lesson.id,
      step,
      steps: steps.map((state, i) => keptStep(state, this.behind[i] ?? { begun: false, draft: undefined })),
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

const clamp = (step: number, steps: number) => Math.max(0, Math.min(Math.trunc(step), steps - 1));
