import type { LessonProblem } from '../../../lessons/lesson.ts';
import { Button } from '../../../ui/Button.tsx';
import { plural } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icons.tsx';
import styles from './LessonPanel.module.css';

/** What is wrong in the file of a lesson that is being previewed. `onLine` goes to a line of it. */
export function Problems({
  problems,
  onLine,
  onEdit,
}: {
  problems: readonly LessonProblem[];
  onLine?: (line: number) => void;
  onEdit?: (() => void) | undefined;
}) {
  return (
    <section className={styles.problems} aria-label="Problems of the file">
      <h4>
        <Icon name="warning" size={14} />
        {plural(problems.length, 'problem')} in the file
      </h4>
      <ul>
        {problems.map(({ line, severity, message }) => (
          <li key={`${line} ${message}`} data-severity={severity}>
            {onLine ? (
              <button type="button" className={styles.inline} onClick={() => onLine(line)}>
                Line {line}
              </button>
            ) : (
              <span>Line {line}</span>
            )}
            <span className={styles.severity}>{severity}</span>
            <span>{message}</span>
          </li>
        ))}
      </ul>
      {onEdit && (
        <Button small icon="pencil" onClick={onEdit}>
          Edit the file
        </Button>
      )}
    </section>
  );
}
