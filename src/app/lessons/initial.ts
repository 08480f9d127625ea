/** How the state of a lesson begins, and what of it is kept. */
import type { Lesson, Question } from '../../lessons/lesson.ts';
import type { KeptLesson, KeptStep } from './kept.ts';
import type { StepState } from './state.ts';

/** The steps' states out of what was kept, if anything was. */
export const stepStates = (lesson: Lesson, kept: KeptLesson | undefined): readonly StepState[] =>
  lesson.steps.map(({ questions }, i) => stepState(questions, kept?.steps[i]));

function stepState(questions: readonly Question[], kept: KeptStep | undefined): StepState {
  return {
    checks: undefined,
    done: kept?.done ?? false,
    skipped: kept?.skipped ?? false,
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
