/** An open lesson: one step of it, what it asks for, and how far that is. */
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { Glossary } from '../../../lessons/terms.ts';
import { lessonTrees } from '../../../lessons/trees.ts';
import { IconButton } from '../../../ui/Button.tsx';
import { Confirm } from '../../../ui/Dialog.tsx';
import { Icon } from '../../../ui/icons.tsx';
import { IconMenu } from '../../../ui/Menu.tsx';
import type { LessonEntry } from '../course.ts';
import type { LessonActions, LessonState } from '../state.ts';
import { Markdown, OpenLesson } from '../text/Markdown.tsx';
import { Checks } from './Checks.tsx';
import { End } from './End.tsx';
import { Footer } from './Footer.tsx';
import { Help } from './Help.tsx';
import styles from './LessonPanel.module.css';
import { Problems } from './Problems.tsx';
import { ProgressRow } from './ProgressRow.tsx';
import { Questions } from './Questions.tsx';

export interface LessonPanelProps {
  readonly state: LessonState;
  readonly actions: LessonActions;
  readonly glossary: Glossary;
  /** Its number among ours, from 1; undefined for a lesson from a file. */
  readonly number: number | undefined;
  readonly previous: LessonEntry | undefined;
  readonly next: LessonEntry | undefined;
  onOpen(lesson: string, step: number | undefined): void;
  onCourse(): void;
  /** Copies the address of the step; undefined where it has none. */
  readonly onCopyLink: (() => void) | undefined;
  /** The page of this lesson that prints; undefined where there is none. */
  readonly onPrint: (() => void) | undefined;
  /** Back to the file; undefined for lessons of ours. */
  readonly onEdit: (() => void) | undefined;
  readonly onFold: (() => void) | undefined;
}

export function LessonPanel(props: LessonPanelProps) {
  const {
    state,
    actions,
    glossary,
    number,
    previous,
    next,
    onOpen,
    onCourse,
    onCopyLink,
    onPrint,
    onEdit,
    onFold,
  } = props;
  const { lesson, problems, step: at, steps, busy, trouble } = state;
  const step = lesson.steps[at];
  const here = steps[at];
  const trees = useMemo(() => lessonTrees(lesson, glossary), [lesson, glossary])[at];
  const [asking, setAsking] = useState(false);
  const { scroller, heading } = useStepFocus(`${lesson.id}/${at}`);
  const taskId = useId();
  if (!step || !here || !trees) return null;

  const last = at === lesson.steps.length - 1;
  return (
    <section className={styles.panel} aria-label="Lesson">
      <header className={styles.header}>
        <h2 className={styles.title}>
          {number !== undefined && <span className={styles.number}>{number}</span>}
          {lesson.title}
        </h2>
        <IconButton small icon="list" label="All lessons" onClick={onCourse} />
        <IconMenu
          small
          icon="more"
          label="Lesson menu"
          entries={() => [
            {
              label: 'Reset the step',
              icon: 'undo',
              disabled: busy !== undefined,
              onSelect: actions.resetStep,
            },
            { label: 'Start the lesson again …', icon: 'refresh', onSelect: () => setAsking(true) },
            ...(onCopyLink
              ? [{ label: 'Copy a link to this step', icon: 'copy' as const, onSelect: onCopyLink }]
              : []),
            ...(onPrint
              ? [{ label: 'Read or print as a page', icon: 'book' as const, onSelect: onPrint }]
              : []),
            ...(onEdit ? [{ label: 'Edit the file', icon: 'pencil' as const, onSelect: onEdit }] : []),
            { kind: 'separator', id: 'close' },
            { label: 'Close the lesson', icon: 'close', onSelect: actions.close },
          ]}
        />
        {onFold && <IconButton small icon="chevronLeft" label="Fold the lesson" onClick={onFold} />}
      </header>
      <ProgressRow lesson={lesson} steps={steps} at={at} onGo={actions.goTo} />
      <Busy busy={busy} />
      <section ref={scroller} className={styles.body} tabIndex={0} aria-label="Step">
        <OpenLesson value={onOpen}>
          <p className={styles.count}>
            Step {at + 1} of {lesson.steps.length}
            {here.done && <span className={styles.doneWord}>done</span>}
            {!here.done && here.skipped && <span className={styles.skippedWord}>skipped</span>}
          </p>
          <h3 ref={heading} tabIndex={-1} className={styles.stepTitle}>
            {step.title}
          </h3>
          {problems.length > 0 && <Problems problems={problems} onEdit={onEdit} />}
          {trouble !== undefined && (
            <div role="alert" className={styles.trouble}>
              <Icon name="warning" size={16} />
              <div>
                <p>{trouble}</p>
                <p className={styles.row}>
                  <button type="button" className={styles.inline} onClick={actions.resetStep}>
                    Reset the step
                  </button>
                  <button type="button" className={styles.inline} onClick={() => setAsking(true)}>
                    Start the lesson again …
                  </button>
                </p>
              </div>
            </div>
          )}
          <Markdown nodes={trees.text} />
          {trees.task.length > 0 && (
            <section className={styles.task} aria-labelledby={taskId}>
              <h4 id={taskId}>Your task</h4>
              <Markdown nodes={trees.task} level={5} />
            </section>
          )}
          <Checks key={at} step={step} state={here} asked={state.busy === 'checking'} />
          <Help
            key={`help-${at}`}
            step={step}
            trees={trees.hints}
            state={here}
            busy={busy !== undefined}
            actions={actions}
          />
          <Questions
            key={`questions-${at}`}
            step={step}
            trees={trees.questions}
            state={here}
            actions={actions}
          />
          {last && <End state={state} previous={previous} next={next} onOpen={onOpen} onCourse={onCourse} />}
        </OpenLesson>
      </section>
      <Footer step={step} state={state} actions={actions} next={next} onOpen={onOpen} onCourse={onCourse} />
      {asking && (
        <Confirm
          title="Start the lesson again?"
          action="Start again"
          onConfirm={actions.resetLesson}
          onClose={() => setAsking(false)}
        >
          <p>
            The progress of “{lesson.title}” is forgotten, and the scripts that you wrote in its steps go with
            it. All keys of this playground go, too.
          </p>
        </Confirm>
      )}
    </section>
  );
}

/** At a new step the reader is at its beginning: the text is scrolled up and the title takes the focus. */
function useStepFocus(place: string) {
  const scroller = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef(place);
  useEffect(() => {
    if (before.current === place) return;
    before.current = place;
    scroller.current?.scrollTo({ top: 0 });
    heading.current?.focus({ preventScroll: true });
  }, [place]);
  return { scroller, heading };
}

const DOING = {
  starting: 'Preparing the step …',
  resetting: 'Making the step anew …',
  checking: 'Checking …',
};

function Busy({ busy }: { busy: LessonState['busy'] }) {
  return (
    <div className={styles.busy} role="status" data-busy={busy}>
      {busy !== undefined && <span key={busy}>{DOING[busy]}</span>}
    </div>
  );
}
