/** How the state of a lesson begins, and what of it is kept. */
import type { Lesson, Question } from '../../lessons/lesson.ts';
import type { KeptLesson, KeptStep } from './kept.ts';
import type { LessonProgress } from './progress.ts';
import type { StepState } from './state.ts';

/**
 * The steps' states out of what was kept with the playground, if anything was. `progress` outlives a playground: what was
 * done in one that is gone stays done.
 */
export const stepStates = (
  lesson: Lesson,
  kept: KeptLesson | undefined,
  progress?: LessonProgress,
): readonly StepState[] =>
  lesson.steps.map(({ questions }, i) => {
    const step = kept?.steps[i];
    // What is kept with the playground is written a moment later, so a quick reload may find it behind.
    const done = step?.done || progress?.done[i] || false;
    const skipped = !done && (step?.skipped || progress?.skipped[i] || false);
    return { ...stepState(questions, step), done, skipped };
  });

function stepState(questions: readonly Question[], kept: KeptStep | undefined): StepState {
  return {
    checks: undefined,
    done: false,
    skipped: false,
    hintsShown: kept?.hintsShown ?? 0,
    answers: questions.map((_, i) => ({
      choice: kept?.answers[i]?.choice,
      open: kept?.answers[i]?.open ?? false,
      output: [],
    })),
  };
}

/** What is kept of a step with what is known of it behind the scenes. */
export const keptStep = (
  { done, skipped, hintsShown, answers }: StepState,
  { begun, draft }: Pick<KeptStep, 'begun' | 'draft'>,
): KeptStep => ({
  done,
  skipped,
  begun,
  hintsShown,
  answers: answers.map(({ choice, open }) => ({ choice, open })),
  draft,
});
