/** The state of an open lesson, and who listens to it. */
import type { Step } from '../../lessons/lesson.ts';
import type { AnswerState, LessonState, StepState } from './state.ts';

export class LessonHolder {
  private state: LessonState;
  private readonly kept: () => void;
  private readonly listeners = new Set<() => void>();

  /** `kept` is called after a change of what is kept of a step. */
  constructor(state: LessonState, kept: () => void) {
    this.state = state;
    this.kept = kept;
  }

  readonly get = (): LessonState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** The step that is shown. */
  get here(): Step {
    const step = this.state.lesson.steps[this.state.step];
    if (!step) throw new Error('A lesson has a step that is shown.');
    return step;
  }

  set(change: Partial<LessonState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }

  change(step: number, change: Partial<StepState>): void {
    const before = this.state.steps[step];
    if (!before) return;
    this.set({ steps: this.state.steps.with(step, { ...before, ...change }) });
    this.kept();
  }

  /** Changes the answer to a question of the step that is shown. */
  answer(question: number, change: Partial<AnswerState>): void {
    const { step, steps } = this.state;
    const answers = steps[step]?.answers ?? [];
    const before = answers[question];
    if (before) this.change(step, { answers: answers.with(question, { ...before, ...change }) });
  }
}
