/** What the page shows of an open lesson, and what the person can do in it. */
import type { Lesson, LessonProblem } from '../../lessons/lesson.ts';

export interface CheckState {
  /** One for each check of the step, in their order. */
  readonly ok: boolean;
  /** What holds, or what is missing, in words. */
  readonly words: string;
}

export interface StepState {
  /** Undefined before the first check of this visit. */
  readonly checks: readonly CheckState[] | undefined;
  /** All checks held at once, now or earlier; or the step has none and was read. */
  readonly done: boolean;
  readonly skipped: boolean;
  readonly hintsShown: number;
  /** One for each question: the choice taken, whether the answer is open, and what the choice's script printed. */
  readonly answers: readonly AnswerState[];
}

export interface AnswerState {
  readonly choice: number | undefined;
  readonly open: boolean;
  readonly output: readonly string[];
}

export interface LessonState {
  readonly lesson: Lesson;
  /** Problems of a file that is being previewed; empty for the lessons of the house. */
  readonly problems: readonly LessonProblem[];
  /** Index of the step that is shown. */
  readonly step: number;
  readonly steps: readonly StepState[];
  /** What goes on right now, for a progress line and to hold back buttons. */
  readonly busy: 'starting' | 'resetting' | 'checking' | undefined;
  /** Setup failed or could not run: what to tell the person. */
  readonly trouble: string | undefined;
}

export interface LessonActions {
  /** Goes to a step. The draft of the step that is left is kept with it and comes back with it. */
  goTo(step: number): void;
  /** Checks now; it also happens by itself after each run and change. */
  check(): void;
  /** Marks the step as skipped and goes on. */
  skip(): void;
  showHint(): void;
  /** Puts the solution into the editor (undo brings the draft back) and runs nothing. */
  showSolution(): void;
  /** Makes keyspace, database and script of this step anew. */
  resetStep(): void;
  /** Forgets the progress of this lesson, and begins again. */
  resetLesson(): void;
  choose(question: number, choice: number): void;
  openAnswer(question: number): void;
  /** Ends the lesson; script and keyspace stay. */
  close(): void;
}

/** A lesson that runs in a playground. */
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
