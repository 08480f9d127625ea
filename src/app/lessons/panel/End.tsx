import { plural } from '../../../ui/format.ts';
import type { LessonEntry } from '../course.ts';
import type { LessonState } from '../state.ts';
import styles from './LessonPanel.module.css';

/** Below the last step: how the lesson stands, and what comes next. */
export function End({
  state,
  previous,
  next,
  onOpen,
  onCourse,
}: {
  state: LessonState;
  previous: LessonEntry | undefined;
  next: LessonEntry | undefined;
  onOpen(lesson: string, step: number | undefined): void;
  onCourse(): void;
}) {
  const open = state.steps.filter(({ done }) => !done).length;
  const last = state.steps.at(-1);
  if (!last?.done && !last?.skipped) return null;
  return (
    <section className={styles.end} aria-label="End of the lesson" data-done={open === 0 || undefined}>
      <h4>{open === 0 ? 'Lesson done' : 'The end of the lesson'}</h4>
      {open > 0 && <p>Still open: {plural(open, 'step')}. The marks at the top lead there.</p>}
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
      {previous && (
        <p>
          <button type="button" className={styles.inline} onClick={() => onOpen(previous.id, undefined)}>
            Back to {previous.number}. {previous.title}
          </button>
        </p>
      )}
    </section>
  );
}
