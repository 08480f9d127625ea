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
import { engineNow } from '../../client/engine-time.ts';
import type { PlaygroundStore } from '../../client/state.ts';
import type { EditorSession } from '../../editor/session.ts';
import type { Lesson, LessonProblem, Step } from '../../lessons/lesson.ts';
import type { FromWorker } from '../../protocol/messages.ts';
import { observeBeside, Rows } from './beside.ts';
import { checkStep, dependsOnTime } from './check-step.ts';
import { KEPT_LESSON, type KeptLesson } from './kept.ts';
import { keepProgress } from './progress.ts';
import { Recorder } from './recorder.ts';
import type { AnswerState, LessonActions, LessonState, StepState } from './state.ts';
import { printRun, runUnseen } from './unseen.ts';

export interface LessonSession {
  get(): LessonState;
  subscribe(listener: () => void): () => void;
  readonly actions: LessonActions;
  /** Resolves when what was asked for so far has been done, checks included. */
  settled(): Promise<void>;
  /** Whether a check is about to be made or under way, or something runs unseen. */
  readonly pending: boolean;
  /** Ends the session; the same as the action `close`. */
  end(): void;
}

export interface LessonOptions {
  /** From 0, in place of the one that was left. */
  readonly step?: number | undefined;
  /** False for a preview: its progress is kept with the playground alone. */
  readonly course?: boolean;
  /** ms of real time from a change to the checks that it calls for. */
  readonly checkDelay?: number;
}

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
  private readonly checkDelay: number;
  private readonly behind: readonly Behind[];
  private readonly listeners = new Set<() => void>();
  private readonly stops: (() => void)[] = [];
  private playground: string | undefined;
  /** What is to be done comes one after the other. */
  private work: Promise<void> = Promise.resolve();
  private checking: Promise<void> | undefined;
  private checkAgain = false;
  private checkTimer: ReturnType<typeof setTimeout> | undefined;
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
    this.checkDelay = checkDelay;
    this.behind = lesson.steps.map((_, i) => ({
      begun: kept?.steps[i]?.begun ?? false,
      draft: kept?.steps[i]?.draft,
      recorder: new Recorder(),
    }));
    this.state = {
      lesson,
      problems,
      step: clamp(step ?? kept?.step ?? 0, lesson.steps.length),
      steps: lesson.steps.map(({ questions }, i): StepState => {
        const before = kept?.steps[i];
        return {
          checks: undefined,
          done: before?.done ?? false,
          skipped: before?.skipped ?? false,
          hintsShown: before?.hintsShown ?? 0,
          answers: questions.map((_, j) => ({
            choice: before?.answers[j]?.choice,
            open: before?.answers[j]?.open ?? false,
            output: [],
          })),
        };
      }),
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
    return this.checkTimer !== undefined || this.checking !== undefined || this.unseen > 0;
  }

  async settled(): Promise<void> {
    for (let work: Promise<void> | undefined; work !== this.work; ) {
      work = this.work;
      await work;
    }
    if (!this.present) return;
    // Everything before this answer has been heard by then.
    await this.store.getState().actions.call('peek', { db: 0, commands: [] });
    this.checkNow();
    while (this.checking) await this.checking;
  }

  end(): void {
    if (this.ended) return;
    this.leave();
    this.ended = true;
    clearTimeout(this.checkTimer);
    for (const stop of this.stops.splice(0)) stop();
    void this.store
      .getState()
      .actions.call('followLog', { all: false })
      .catch(() => undefined);
  }

  private makeActions(): LessonActions {
    return {
      goTo: (step) => this.enqueue(() => this.goTo(step)),
      check: () => this.checkNow(true),
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
    await ready(this.store);
    if (this.ended) return;
    const { actions, playground } = this.store.getState();
    this.playground = playground?.id;
    this.listen();
    await actions.call('followLog', { all: true });
    const { step } = this.state;
    if (kept === undefined && !(await this.isEmpty())) {
      this.set({
        busy: undefined,
        trouble:
          'There are keys in this playground that are not the lesson’s, so it has changed nothing. Open a new playground for it, or reset the lesson, which empties this one.',
      });
      return;
    }
    if (this.behind[step]?.begun) this.resume(step);
    else await this.begin(step);
  }

  private async isEmpty(): Promise<boolean> {
    const { actions } = this.store.getState();
    const { replies } = await actions.call('peek', { db: 0, commands: [['INFO', 'keyspace']] });
    return !/db\d+:keys=/.test(JSON.stringify(replies));
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
    this.checkSoon();
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
    const { setup, script } = this.here;
    await this.prepare(async () => {
      const trouble = await this.setUp(step, setup);
      this.set({ trouble });
    });
    this.opened(step, this.behind[step]?.draft ?? (script === '' ? undefined : script));
  }

  /** Makes everything anew up to the beginning of a step. */
  private async rebuild(step: number, busy: 'starting' | 'resetting'): Promise<void> {
    const { actions } = this.store.getState();
    const { steps } = this.state.lesson;
    this.editor.stop();
    actions.programs.clear();
    this.set({ step, busy, trouble: undefined });
    await this.prepare(async () => {
      // Not the worker's own reset, which the log would show.
      for (const lane of this.store.getState().lanes) await actions.call('disconnect', { lane });
      await actions.resetSql();
      await runUnseen(this.store, this.editor, AFRESH);
      for (const [i, { setup, solution, script }] of steps.slice(0, step + 1).entries()) {
        const trouble = await this.setUp(i, setup);
        if (trouble) this.set({ trouble });
        // What of a solution fails, or waits for ever, may be meant to.
        const done = solution || script;
        if (i < step && done !== '') await runUnseen(this.store, this.editor, done);
      }
      // What the panels counted meanwhile is nothing that the person did.
      await runUnseen(this.store, this.editor, NO_COUNTS);
      actions.programs.clear();
      actions.clearSqlLog();
    });
    actions.clearLog();
    this.behind[step]?.recorder.clear();
    this.change(step, { checks: undefined });
    // What comes after it is begun anew as well, with the drafts that there are.
    for (const later of this.behind.slice(step + 1)) later.begun = false;
    const script = steps.slice(0, step + 1).findLast((each) => each.script !== '')?.script ?? '';
    this.opened(step, busy === 'starting' ? (this.behind[step]?.draft ?? script) : script);
  }

  private async setUp(step: number, setup: string): Promise<string | undefined> {
    if (setup === '') return undefined;
    const { errors } = await runUnseen(this.store, this.editor, setup);
    return errors[0] === undefined ? undefined : `The setup of step ${step + 1} failed. ${errors[0]}`;
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
    this.checkSoon();
  }

  /** Puts a step's draft into the editor, which has the only copy of it from then on. */
  private show(step: number, draft: string | undefined): void {
    const behind = this.behind[step];
    if (behind) behind.draft = undefined;
    if (draft !== undefined) this.store.getState().actions.setDraft(draft);
  }

  /** Does what the person is not to be credited with. */
  private async prepare(work: () => Promise<void>): Promise<void> {
    this.unseen++;
    try {
      await work();
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
    const steps = this.state.steps.map(
      ({ answers }): StepState => ({
        checks: undefined,
        done: false,
        skipped: false,
        hintsShown: 0,
        answers: answers.map(() => ({ choice: undefined, open: false, output: [] })),
      }),
    );
    this.set({ steps });
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
      });
    }
    this.checkSoon();
  }

  private answer(question: number, change: Partial<AnswerState>): void {
    const { step, steps } = this.state;
    const answers = steps[step]?.answers ?? [];
    const before = answers[question];
    if (before) this.change(step, { answers: answers.with(question, { ...before, ...change }) });
  }

  // ---- what happens, and checks

  private listen(): void {
    const { store, stops } = this;
    stops.push(
      store.getState().actions.observe((message) => this.hear(message)),
      observeBeside(store, (event) => {
        if (!this.present || this.unseen > 0) return;
        const recorder = this.behind[this.state.step]?.recorder;
        if (event.kind === 'statement') this.statement(event.text, recorder);
        else recorder?.program(event);
        this.checkSoon();
      }),
      this.editor.onScriptRun(() => {
        if (!this.present) return;
        // A run of the whole script is a fresh attempt.
        const recorder = this.behind[this.state.step]?.recorder;
        recorder?.clear();
        // What the log has not told yet is older, too.
        void store
          .getState()
          .actions.call('peek', { db: 0, commands: [] })
          .then(({ seq }) => recorder?.forgetUpTo(seq))
          .catch(() => undefined);
      }),
      this.editor.subscribe(() => {
        if (!this.editor.status().running) this.checkSoon();
      }),
      store.subscribe((state, before) => {
        // A new worker knows nothing of what was asked of the one before it.
        if (state.status !== 'ready' || before.status === 'ready') return;
        if (this.present) for (const { recorder } of this.behind) recorder.restarted();
        void state.actions.call('followLog', { all: this.present }).catch(() => undefined);
      }),
    );
    const poll = setInterval(() => {
      if (this.present && !store.getState().clock.paused && dependsOnTime(this.here)) this.checkSoon();
    }, POLL_MS);
    stops.push(() => clearInterval(poll));
  }

  /** A statement stands behind the commands that the engine has taken by now. */
  private statement(text: string, recorder: Recorder | undefined): void {
    const { actions, clock } = this.store.getState();
    const at = engineNow(clock);
    void actions
      .call('peek', { db: 0, commands: [] })
      .then(({ seq }) => {
        recorder?.statement(text, at, seq);
        this.checkSoon();
      })
      .catch(() => undefined);
  }

  private hear({ log, refused, clock }: FromWorker): void {
    if (!this.present) return;
    const recorder = this.unseen === 0 ? this.behind[this.state.step]?.recorder : undefined;
    for (const entry of log ?? []) recorder?.command(entry, false);
    for (const entry of refused ?? []) recorder?.command(entry, true);
    if (log || refused || clock) this.checkSoon();
  }

  /** Whether the playground of this lesson is the one that is open. */
  private get present(): boolean {
    return !this.ended && this.store.getState().playground?.id === this.playground;
  }

  private checkSoon(): void {
    if (this.ended || this.checkTimer !== undefined) return;
    this.checkTimer = setTimeout(() => this.checkNow(), this.checkDelay);
  }

  /** `asked`: by the person, who is shown that it goes on. */
  private checkNow(asked = false): void {
    clearTimeout(this.checkTimer);
    this.checkTimer = undefined;
    if (!this.present || this.state.busy === 'starting' || this.state.busy === 'resetting') return;
    if (asked) this.set({ busy: 'checking' });
    if (this.checking) {
      this.checkAgain = true;
      return;
    }
    this.checking = this.makeChecks().finally(() => {
      this.checking = undefined;
      if (this.state.busy === 'checking') this.set({ busy: undefined });
      if (this.checkAgain) {
        this.checkAgain = false;
        this.checkNow();
      }
    });
  }

  private async makeChecks(): Promise<void> {
    const { step, steps } = this.state;
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
      steps: steps.map(({ done, skipped, hintsShown, answers }, i) => ({
        done,
        skipped,
        begun: this.behind[i]?.begun ?? false,
        hintsShown,
        answers: answers.map(({ choice, open }) => ({ choice, open })),
        draft: this.behind[i]?.draft,
      })),
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

/** What a lesson may have changed beyond keys, as it is in a new playground. */
const AFRESH = [
  'FLUSHALL',
  'FUNCTION FLUSH',
  'SCRIPT FLUSH',
  'CONFIG SET maxmemory 0 maxmemory-policy noeviction notify-keyspace-events ""',
].join('\n');

const NO_COUNTS = 'CONFIG RESETSTAT\nSLOWLOG RESET';

const clamp = (step: number, steps: number) => Math.max(0, Math.min(Math.trunc(step), steps - 1));

function ready(store: StoreApi<PlaygroundStore>): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const { status, failure } = store.getState();
      if (status === 'starting' || status === 'recovering') return false;
      if (status === 'failed') reject(new Error(failure ?? 'The engine could not be started.'));
      else resolve();
      return true;
    };
    if (look()) return;
    const unsubscribe = store.subscribe(() => {
      if (look()) unsubscribe();
    });
  });
}
