import { plural } from '../../../ui/format.ts';
import type { LessonEntry } from '../course.ts';
import type { LessonState } from '../state.ts';
import styles from './LessonPanel.module.css';

/** Below the last step: how the lesson stands, and what comes next. */
export function End({
  state,
  next,
  onOpen,
  onCourse,
}: {
  state: LessonState;
  next: LessonEntry | undefined;
  onOpen(lesson: string, step: number | undefined): void;
  onCourse(): void;
}) {
  const open = state.steps.filter(({ done }) => !done).length;
  if (!state.steps.at(-1)?.done && open > 0) return null;
  return (
    <section className={styles.end} aria-label="End of the lesson" data-done={open === 0 || undefined}>
      <h4>{open === 0 ? 'Lesson done' : 'The end of the lesson'}</h4>
      {open > 0 && <p>{plural(open, 'step')} of it are still open: the marks above lead there.</p>}
      {next ? (
        <button type="button" className={styles.next} onClick={() => onOpen(next.id, undefined)}>
          <span className={styles.quiet}>Next lesson, {plural(next.minutes, 'minute')}</span>
          <strong>
            {next.number}. {next.title}
          </strong>
          <span>{next.summary}</span>
        </button>
      ) : (
        <button type="button" className={styles.next} onClick={onCourse}>
          <strong>All lessons</strong>
        </button>
      )}
    </section>
  );
}
