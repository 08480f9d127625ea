/** The text of a lesson's file, with the numbers of its lines and a mark at each that has a problem. */
import { type Ref, useImperativeHandle, useMemo, useRef } from 'react';
import type { LessonProblem } from '../../../lessons/lesson.ts';
import styles from './Preview.module.css';

/** The stylesheet repeats it. */
const LINE_PX = 20;

export interface SourceHandle {
  /** Puts the cursor at a line, from 1. */
  goTo(line: number): void;
}

export function Source({
  ref,
  text,
  problems,
  name,
  onEdit,
}: {
  ref: Ref<SourceHandle>;
  text: string;
  problems: readonly LessonProblem[];
  name: string;
  onEdit(text: string): void;
}) {
  const area = useRef<HTMLTextAreaElement>(null);
  const gutter = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => text.split('\n').length, [text]);
  const marks = useMemo(() => {
    const found = new Map<number, LessonProblem>();
    for (const problem of problems)
      if (found.get(problem.line)?.severity !== 'error') found.set(problem.line, problem);
    return found;
  }, [problems]);

  useImperativeHandle(ref, () => ({
    goTo(line) {
      const field = area.current;
      if (!field) return;
      const before = field.value.split('\n').slice(0, line - 1);
      const start = before.reduce((sum, each) => sum + each.length + 1, 0);
      const end = field.value.indexOf('\n', start);
      field.focus();
      field.setSelectionRange(start, end < 0 ? field.value.length : end);
      field.scrollTop = Math.max(0, (line - 1) * LINE_PX - field.clientHeight / 2);
    },
  }));

  return (
    <div className={styles.source}>
      <div ref={gutter} className={styles.gutter} aria-hidden="true">
        {/* One element for all numbers: a file may have thousands of lines. */}
        <pre>{numbers(lines)}</pre>
        {[...marks].map(([line, { severity, message }]) => (
          <span
            key={line}
            className={styles.mark}
            data-severity={severity}
            data-tip={message}
            style={{ top: (line - 1) * LINE_PX }}
          />
        ))}
      </div>
      <textarea
        ref={area}
        data-autofocus
        aria-label={`Text of ${name}`}
        className={styles.area}
        value={text}
        wrap="off"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        onChange={(event) => onEdit(event.target.value)}
        onScroll={(event) => {
          if (gutter.current) gutter.current.scrollTop = event.currentTarget.scrollTop;
        }}
      />
    </div>
  );
}

const numbers = (count: number) => Array.from({ length: count }, (_, i) => i + 1).join('\n');
