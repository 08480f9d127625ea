import type { Step } from '../../../lessons/lesson.ts';
import { Button } from '../../../ui/Button.tsx';
import type { LessonEntry } from '../course.ts';
import type { LessonActions, LessonState } from '../state.ts';
import styles from './LessonPanel.module.css';

/** The way through the lesson. The button that leads on is the strong one; while something is asked for, that is Check. */
export function Footer({
  step,
  state,
  actions,
  next,
  onOpen,
  onCourse,
}: {
  step: Step;
  state: LessonState;
  actions: LessonActions;
  next: LessonEntry | undefined;
  onOpen(lesson: string, step: number | undefined): void;
  onCourse(): void;
}) {
  const { step: at, steps, busy } = state;
  const here = steps[at];
  const last = at === steps.length - 1;
  const asked = step.checks.length > 0;
  const done = here?.done === true || !asked;
  const onNext = () => {
    if (!last) actions.goTo(at + 1);
    else if (next) onOpen(next.id, undefined);
    else onCourse();
  };
  return (
    <footer className={styles.footer}>
      <Button icon="chevronLeft" disabled={at === 0} onClick={() => actions.goTo(at - 1)}>
        Back
      </Button>
      <span className={styles.grow} />
      {!done && !(last && here?.skipped) && (
        <Button look="quiet" disabled={busy === 'starting' || busy === 'resetting'} onClick={actions.skip}>
          Skip
        </Button>
      )}
      {asked && (
        <Button look={done ? 'plain' : 'primary'} disabled={busy !== undefined} onClick={actions.check}>
          Check
        </Button>
      )}
      {(done || (last && here?.skipped)) && (
        <Button look="primary" onClick={onNext}>
          {last ? (next ? 'Next lesson' : 'All lessons') : 'Next'}
        </Button>
      )}
    </footer>
  );
}
