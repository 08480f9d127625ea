/** How far a person is in a lesson and in the course, out of what was kept. */
import type { LessonFacts } from '../course.ts';

export interface Standing {
  readonly done: readonly boolean[];
  readonly skipped: readonly boolean[];
  /** The step that was shown last, from 0. */
  readonly at: number;
}

export interface Row<E extends LessonFacts = LessonFacts> {
  readonly entry: E;
  readonly state: 'new' | 'begun' | 'done';
  /** Steps that are done. */
  readonly done: number;
  readonly at: number;
}

/** `done` where every step is; a lesson may have changed since its progress was kept, so only its own steps count. */
export function standingOf(entry: LessonFacts, standing: Standing | undefined): Omit<Row, 'entry'> {
  const total = entry.steps.length;
  const done = entry.steps.filter((_, i) => standing?.done[i] === true).length;
  const touched = standing !== undefined && (done > 0 || standing.at > 0 || standing.skipped.some(Boolean));
  const at = Math.min(Math.max(0, standing?.at ?? 0), Math.max(0, total - 1));
  return { state: done === total ? 'done' : touched ? 'begun' : 'new', done, at };
}

/**
 * The whole course: lessons done, minutes in all, whether anything was begun, and the lesson to go on with: the last one
 * that was begun, or else the first new one behind those that are done. Undefined where all are done.
 */
export function summaryOf<R extends Row>(rows: readonly R[]) {
  const done = rows.filter(({ state }) => state === 'done').length;
  const lastDone = rows.findLastIndex(({ state }) => state === 'done');
  return {
    done,
    minutes: rows.reduce((sum, { entry }) => sum + entry.minutes, 0),
    begun: rows.some(({ state }) => state !== 'new'),
    resume:
      rows.findLast(({ state }) => state === 'begun') ??
      rows.slice(lastDone + 1).find(({ state }) => state === 'new') ??
      rows.find(({ state }) => state === 'new'),
  };
}
