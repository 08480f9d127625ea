/** The list of all lessons: what each is about, how far the person is, and where to go on. */
import { type MouseEvent, useId, useRef, useState } from 'react';
import { Button, IconButton } from '../../../ui/Button.tsx';
import { cx } from '../../../ui/classes.ts';
import { Confirm, dialogFrame, useModal } from '../../../ui/Dialog.tsx';
import { plural } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icons.tsx';
import { lessonHref } from '../address.ts';
import type { LessonEntry } from '../course.ts';
import styles from './Course.module.css';
import { type Standing, standingOf, summaryOf } from './standing.ts';

export interface CourseDialogProps {
  readonly course: readonly LessonEntry[];
  /** The done and the skipped steps of a lesson, and where the person left it. */
  standing(lesson: string): Standing | undefined;
  onOpen(lesson: string, step: number | undefined): void;
  onReset(): void;
  /** Opens a lesson from a file. */
  onFile(file: File): void;
  onClose(): void;
}

export default function CourseDialog(props: CourseDialogProps) {
  const { course, standing, onOpen, onReset, onFile, onClose } = props;
  const ref = useModal(onClose);
  const id = useId();
  const picker = useRef<HTMLInputElement>(null);
  const [asking, setAsking] = useState(false);
  const rows = course.map((entry) => ({ entry, ...standingOf(entry, standing(entry.id)) }));
  const { done, minutes, begun, resume } = summaryOf(rows);

  return (
    <dialog ref={ref} className={cx(dialogFrame, styles.course)} aria-labelledby={id}>
      <header className={styles.header}>
        <div>
          <h2 id={id}>Learn</h2>
          <p>
            {plural(course.length, 'lesson')} of a few minutes each, about what a key-value store is for. Each
            moves, and checks itself.
          </p>
        </div>
        <IconButton icon="close" label="Close" onClick={onClose} />
      </header>
      <div className={styles.body}>
        {resume && (
          <button
            type="button"
            data-autofocus
            className={styles.resume}
            onClick={() => onOpen(resume.entry.id, placeOf(resume))}
          >
            <Ring part={done / Math.max(1, course.length)} />
            <span>
              <span className={styles.small}>
                {begun ? `${done} of ${plural(course.length, 'lesson')} done` : 'Begin here'}
              </span>
              <strong>
                {begun && resume.state === 'begun' ? 'Go on: ' : ''}
                {resume.entry.number}. {resume.entry.title}
              </strong>
              {resume.state === 'begun' && (
                <span className={styles.small}>
                  Step {resume.at + 1} of {resume.entry.steps.length}:{' '}
                  {resume.entry.steps[resume.at] ?? resume.entry.summary}
                </span>
              )}
            </span>
            <Icon name="chevronRight" />
          </button>
        )}
        {!resume && course.length > 0 && <p className={styles.all}>All lessons are done.</p>}
        <ol className={styles.lessons}>
          {rows.map(({ entry, state, done: steps, at }) => (
            <li key={entry.id} data-state={state}>
              <a
                href={lessonHref(entry.id, undefined)}
                onClick={(event: MouseEvent) => {
                  if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
                  event.preventDefault();
                  onOpen(entry.id, placeOf({ state, at }));
                }}
              >
                <span className={styles.number} aria-hidden="true">
                  {state === 'done' ? <Icon name="check" size={14} /> : entry.number}
                </span>
                <span className={styles.words}>
                  <strong>
                    <span className="visually-hidden">{entry.number}. </span>
                    {entry.title}
                  </strong>
                  <span className={styles.summary}>{entry.summary}</span>
                </span>
                <span className={styles.facts}>
                  <span>{entry.minutes} min</span>
                  <span className={styles.progress} data-begun={steps > 0 || undefined}>
                    {state === 'done' ? 'done' : `${steps} of ${plural(entry.steps.length, 'step')}`}
                  </span>
                </span>
              </a>
            </li>
          ))}
        </ol>
      </div>
      <footer className={styles.footer}>
        <span className={styles.small}>{plural(minutes, 'minute')} in all</span>
        <span className={styles.grow} />
        <input
          ref={picker}
          type="file"
          accept=".md,.markdown,text/markdown"
          hidden
          aria-label="A lesson's file"
          onChange={(event) => {
            const file = event.target.files?.[0];
            event.target.value = '';
            if (file) onFile(file);
          }}
        />
        <Button look="quiet" icon="book" onClick={() => window.open('./lessons/', '_blank', 'noopener')}>
          Read or print
        </Button>
        <Button look="quiet" icon="upload" onClick={() => picker.current?.click()}>
          Open a lesson’s file
        </Button>
        <Button look="quiet" icon="refresh" disabled={!begun} onClick={() => setAsking(true)}>
          Reset all progress
        </Button>
      </footer>
      {asking && (
        <Confirm
          title="Reset the progress of all lessons?"
          action="Reset"
          danger
          onConfirm={onReset}
          onClose={() => setAsking(false)}
        >
          <p>
            All lessons begin again at their first step, and the scripts that you wrote in them are forgotten.
            This cannot be taken back.
          </p>
        </Confirm>
      )}
    </dialog>
  );
}

/** Where one goes on, from 1: what was begun where it was left, even if its playground is gone. */
const placeOf = ({ state, at }: { state: 'new' | 'begun' | 'done'; at: number }) =>
  state === 'begun' ? at + 1 : undefined;

const RADIUS = 15;
const LENGTH = 2 * Math.PI * RADIUS;

function Ring({ part }: { part: number }) {
  return (
    <svg className={styles.ring} aria-hidden="true" width="40" height="40" viewBox="0 0 40 40">
      <circle cx="20" cy="20" r={RADIUS} />
      <circle
        cx="20"
        cy="20"
        r={RADIUS}
        strokeDasharray={LENGTH}
        strokeDashoffset={LENGTH * (1 - part)}
        transform="rotate(-90 20 20)"
      />
    </svg>
  );
}
