/**
 * The way through a lesson's steps.
 *
 * A step that one comes to for the first time is begun: its setup runs on what the step before has left, where that one
 * is solved; otherwise everything is made anew, as on a reset: emptied, then the setups of all steps up to it with the
 * solutions of those before it. A step that was begun before comes back as it was left, and nothing runs.
 */
import type { StoreApi } from 'zustand';
import type { PlaygroundStore } from '../../client/state.ts';
import type { EditorSession } from '../../editor/session.ts';
import type { LessonHolder } from './holder.ts';
import { stepStates } from './initial.ts';
import type { KeptLesson } from './kept.ts';
import { makeAnew, setUp } from './prepare.ts';
import { Recorder } from './recorder.ts';

/** What is kept of a step beyond what is shown. */
export interface Behind {
  begun: boolean;
  draft: string | undefined;
  readonly recorder: Recorder;
}

export interface WalkWorld {
  /** Whether the lesson's playground is the one that is open. */
  present(): boolean;
  /** Keeps what is to come back after a reload. */
  keep(): void;
  /** Checks may come to another result. */
  changed(): void;
}

export class Walk {
  readonly behind: readonly Behind[];
  private readonly store: StoreApi<PlaygroundStore>;
  private readonly editor: EditorSession;
  private readonly holder: LessonHolder;
  private readonly world: WalkWorld;
  private atWork = 0;

  constructor(
    store: StoreApi<PlaygroundStore>,
    editor: EditorSession,
    holder: LessonHolder,
    kept: KeptLesson | undefined,
    world: WalkWorld,
  ) {
    this.store = store;
    this.editor = editor;
    this.holder = holder;
    this.world = world;
    this.behind = holder.get().lesson.steps.map((_, i) => ({
      begun: kept?.steps[i]?.begun ?? false,
      draft: kept?.steps[i]?.draft,
      recorder: new Recorder(),
    }));
  }

  /** While something unseen runs, what happens is not the person's doing. */
  get unseen(): boolean {
    return this.atWork > 0;
  }

  /** Shows the step that the lesson is at, as it was left or from its beginning. */
  async enter(): Promise<void> {
    const { step } = this.holder.get();
    if (this.behind[step]?.begun) this.resume(step);
    else await this.begin(step);
  }

  async goTo(to: number): Promise<void> {
    const { lesson, step } = this.holder.get();
    const next = clamp(to, lesson.steps.length);
    if (next === step) return;
    this.leave();
    // What has nothing to check is done when it was read.
    if (next > step && this.holder.here.checks.length === 0) this.holder.change(step, { done: true });
    this.editor.stop();
    this.store.getState().actions.programs.stopAll();
    if (this.behind[next]?.begun) this.resume(next);
    else await this.begin(next);
  }

  /** Keeps the draft of the step that is shown. */
  leave(): void {
    const behind = this.behind[this.holder.get().step];
    if (!behind?.begun || !this.world.present()) return;
    behind.draft = this.store.getState().draft;
    this.world.keep();
  }

  /** Shows a step that was begun before. */
  private resume(step: number): void {
    this.holder.set({ step, busy: undefined });
    this.show(step, this.behind[step]?.draft);
    this.world.keep();
    this.world.changed();
  }

  /** Begins a step for the first time. */
  private async begin(step: number): Promise<void> {
    const before = step > 0 ? this.holder.get().steps[step - 1] : undefined;
    const follows = before?.done && this.behind[step - 1]?.begun;
    if (!follows) {
      await this.rebuild(step, 'starting');
      return;
    }
    this.holder.set({ step, busy: 'starting', trouble: undefined });
    const { script } = this.holder.here;
    await this.prepare(() => setUp(this.store, this.editor, this.holder.get().lesson.steps, step));
    this.opened(step, this.behind[step]?.draft ?? (script === '' ? undefined : script));
  }

  /** Makes everything anew up to the beginning of a step. */
  async rebuild(step: number, busy: 'starting' | 'resetting'): Promise<void> {
    const { actions } = this.store.getState();
    const { steps } = this.holder.get().lesson;
    this.editor.stop();
    actions.programs.clear();
    this.holder.set({ step, busy, trouble: undefined });
    await this.prepare(() => makeAnew(this.store, this.editor, steps, step));
    actions.clearLog();
    this.behind[step]?.recorder.clear();
    this.holder.change(step, { checks: undefined });
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
    this.holder.set({ busy: undefined });
    const last = step === this.holder.get().lesson.steps.length - 1;
    if (last && this.holder.here.checks.length === 0) this.holder.change(step, { done: true });
    this.world.keep();
    this.world.changed();
  }

  /** Puts a step's draft into the editor, which has the only copy of it from then on. */
  private show(step: number, draft: string | undefined): void {
    const behind = this.behind[step];
    if (behind) behind.draft = undefined;
    if (draft !== undefined) this.store.getState().actions.setDraft(draft);
  }

  /** Does what the person is not to be credited with. `work` tells what went wrong. */
  async prepare(work: () => Promise<string | undefined>): Promise<void> {
    this.atWork++;
    try {
      const trouble = await work();
      if (trouble !== undefined) this.holder.set({ trouble });
      // The log of all that comes with this answer.
      await this.store.getState().actions.call('peek', { db: 0, commands: [] });
    } catch (error) {
      this.holder.set({ trouble: error instanceof Error ? error.message : String(error) });
    } finally {
      this.atWork--;
    }
  }

  forget(): void {
    for (const behind of this.behind) {
      behind.begun = false;
      behind.draft = undefined;
      behind.recorder.clear();
    }
    this.holder.set({ steps: stepStates(this.holder.get().lesson, undefined) });
  }
}

/** A step that the lesson has, by its index. */
export const clamp = (step: number, steps: number): number =>
  Math.max(0, Math.min(Math.trunc(step), steps - 1));
