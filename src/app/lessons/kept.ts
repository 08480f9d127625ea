/** What a playground keeps of the lesson that runs in it, among its settings. What is read is checked: it may be anything. */
import type { Lesson } from '../../lessons/lesson.ts';
import { index, isRecord } from './progress.ts';

export interface KeptAnswer {
  readonly choice: number | undefined;
  readonly open: boolean;
}

export interface KeptStep {
  readonly done: boolean;
  readonly skipped: boolean;
  /** Its setup ran. */
  readonly begun: boolean;
  readonly hintsShown: number;
  readonly answers: readonly KeptAnswer[];
  /** Undefined where the step was never left. */
  readonly draft: string | undefined;
}

export interface KeptLesson {
  readonly id: string;
  readonly step: number;
  readonly steps: readonly KeptStep[];
}

/** The name of the setting. */
export const KEPT_LESSON = 'lesson';

const MAX_DRAFT = 256 * 1024;

/** What is kept of this lesson; undefined where it is another's, or nothing that can be read. */
export function readKept(value: unknown, lesson: Lesson): KeptLesson | undefined {
  if (!isRecord(value) || value.id !== lesson.id || !Array.isArray(value.steps)) return undefined;
  const kept: readonly unknown[] = value.steps;
  const steps = lesson.steps.map(({ hints, questions }, i): KeptStep => {
    const step = kept[i];
    if (!isRecord(step)) return FRESH;
    const answers: readonly unknown[] = Array.isArray(step.answers) ? step.answers : [];
    return {
      done: step.done === true,
      skipped: step.skipped === true,
      begun: step.begun === true,
      hintsShown: Math.min(index(step.hintsShown), hints.length),
      answers: questions.map(({ choices }, j): KeptAnswer => {
        const answer = answers[j];
        if (!isRecord(answer)) return { choice: undefined, open: false };
        const choice = answer.choice === undefined ? undefined : index(answer.choice);
        return {
          choice: choice !== undefined && choice < choices.length ? choice : undefined,
          open: answer.open === true,
        };
      }),
      draft: typeof step.draft === 'string' && step.draft.length <= MAX_DRAFT ? step.draft : undefined,
    };
  });
  return { id: lesson.id, step: Math.min(index(value.step), lesson.steps.length - 1), steps };
}

const FRESH: KeptStep = {
  done: false,
  skipped: false,
  begun: false,
  hintsShown: 0,
  answers: [],
  draft: undefined,
};
