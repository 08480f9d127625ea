import type { Lesson } from '../../../lessons/lesson.ts';
import type { StepState } from '../state.ts';
import styles from './LessonPanel.module.css';

/** One mark for each step; it says how the step stands and leads there. */
export function ProgressRow({
  lesson,
  steps,
  at,
  onGo,
}: {
  lesson: Lesson;
  steps: readonly StepState[];
  at: number;
  onGo(step: number): void;
}) {
  return (
    <nav className={styles.progress} aria-label="Steps">
      <ol>
        {lesson.steps.map(({ title, line }, i) => {
          const state = steps[i];
          const word = state?.done ? 'done' : state?.skipped ? 'skipped' : 'open';
          return (
            <li key={line}>
              <button
                type="button"
                data-look={word}
                data-tip={`${i + 1}. ${title}${word === 'open' ? '' : ` (${word})`}`}
                aria-label={`Step ${i + 1}: ${title}${word === 'open' ? '' : `, ${word}`}`}
                aria-current={i === at ? 'step' : undefined}
                onClick={() => onGo(i)}
              />
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
