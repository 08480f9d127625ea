/**
 * A lesson's file: its text, what is wrong with it, and how it reads. The text can be edited, and all follows while one
 * types. Nothing of it runs before the person starts the lesson.
 */
import { useDeferredValue, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { Lesson, LessonProblem } from '../../../lessons/lesson.ts';
import { readLesson } from '../../../lessons/read.ts';
import { Button, IconButton } from '../../../ui/Button.tsx';
import { cx } from '../../../ui/classes.ts';
import { dialogFrame, useModal } from '../../../ui/Dialog.tsx';
import { plural } from '../../../ui/format.ts';
import { usePhone } from '../../../ui/media.ts';
import { Segments } from '../../../ui/Segments.tsx';
import { courseGlossary } from '../course.ts';
import { Problems } from '../panel/Problems.tsx';
import { LessonText } from './LessonText.tsx';
import styles from './Preview.module.css';
import { Source, type SourceHandle } from './Source.tsx';
import { saveText } from './save.ts';

export interface PreviewProps {
  /** The file's name. */
  readonly name: string;
  readonly text: string;
  /** Where it came from, for the person; undefined: from a file of theirs. */
  readonly from: string | undefined;
  /** What is shown first: a reader wants the lesson, an author the text beside it. */
  readonly mode: PreviewMode;
  onEdit(text: string): void;
  onStart(lesson: Lesson, problems: readonly LessonProblem[]): void;
  onClose(): void;
}

export type PreviewMode = 'read' | 'both' | 'edit';

export default function PreviewDialog(props: PreviewProps) {
  const { name, text, from, onEdit, onStart, onClose } = props;
  const ref = useModal(onClose, false);
  const id = useId();
  const phone = usePhone();
  const source = useRef<SourceHandle>(null);
  const [wanted, setMode] = useState(props.mode);
  const mode = phone && wanted === 'both' ? 'edit' : wanted;
  // Reading a long file again at every key would hold the keys up.
  const settled = useDeferredValue(text);
  const { lesson, problems } = useMemo(() => readLesson(settled), [settled]);
  const errors = problems.filter(({ severity }) => severity === 'error').length;

  // What was written here is nowhere else.
  const [given] = useState(text);
  const edited = text !== given;
  useEffect(() => {
    if (!edited) return;
    const ask = (event: Event) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [edited]);

  function goToLine(line: number) {
    if (mode === 'read') setMode(phone ? 'edit' : 'both');
    // After the text is there.
    setTimeout(() => source.current?.goTo(line));
  }

  return (
    <dialog ref={ref} className={cx(dialogFrame, styles.preview)} aria-labelledby={id}>
      <header className={styles.header}>
        <div className={styles.name}>
          <h2 id={id}>{lesson?.title || 'A lesson’s file'}</h2>
          <p>
            {name}
            {from !== undefined && `, from ${from}`}
            {'. '}Nothing of it has run yet.
          </p>
        </div>
        <Segments<PreviewMode>
          label="What is shown"
          value={mode}
          options={[
            { value: 'read', label: 'Lesson' },
            ...(phone ? [] : [{ value: 'both' as const, label: 'Both' }]),
            { value: 'edit', label: 'Text' },
          ]}
          onChange={setMode}
        />
        <IconButton icon="close" label="Close" onClick={onClose} />
      </header>
      <div className={styles.columns} data-mode={mode}>
        {mode !== 'read' && (
          <Source ref={source} text={text} problems={problems} name={name} onEdit={onEdit} />
        )}
        <div className={styles.right}>
          {problems.length > 0 ? (
            <div className={styles.problems}>
              <Problems problems={problems} onLine={goToLine} />
            </div>
          ) : (
            <p className={styles.fine}>No problems in the file.</p>
          )}
          {mode !== 'edit' && (
            <section className={styles.lesson} tabIndex={0} aria-label="The lesson">
              {lesson ? (
                <LessonText lesson={lesson} source={settled} glossary={courseGlossary} />
              ) : (
                <p className={styles.none}>There is nothing to show as long as this is no lesson.</p>
              )}
            </section>
          )}
        </div>
      </div>
      <footer className={styles.footer}>
        <p role="status">
          {problems.length === 0
            ? 'No problems.'
            : `${plural(errors, 'error')}, ${plural(problems.length - errors, 'warning')}.`}
        </p>
        <Button icon="download" onClick={() => saveText(text, name)}>
          Download
        </Button>
        <Button
          look="primary"
          icon="play"
          disabled={!lesson || settled !== text}
          onClick={() => lesson && onStart(lesson, problems)}
        >
          Start the lesson
        </Button>
      </footer>
    </dialog>
  );
}
