/** The syntax of the command that is being typed, with the argument at the end of the line marked. */
import { useLayoutEffect, useMemo, useRef } from 'react';
import type { CommandTable } from '../../client/syntax/analyse.ts';
import { signature } from '../../client/syntax/signature.ts';
import { splitArguments } from '../../resp/split.ts';
import styles from './Console.module.css';

/** Pixels after the argument that should be seen as well. */
const ROOM = 60;

export function SyntaxHint({ table, line }: { table: CommandTable; line: string }) {
  const found = useMemo(() => {
    const { args, spans } = splitArguments(line);
    return signature(table, args, spans.at(-1)?.end === line.length);
  }, [table, line]);
  // A long syntax moves along, so that the argument that is being typed is always in view.
  const active = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const { current } = active;
    const box = current?.parentElement;
    if (!current || !box) return;
    const end = current.offsetLeft - box.offsetLeft + current.offsetWidth;
    const moved = end > box.clientWidth - ROOM;
    // Where the box is moved, the ellipsis would stay at the place it had before.
    box.style.textOverflow = moved ? 'clip' : '';
    box.scrollLeft = moved ? end - box.clientWidth / 2 : 0;
  });
  if (!found) return null;
  const [start, end] = found.parameters[found.active] ?? [0, 0];
  return (
    <p className={styles.hint}>
      {found.label.slice(0, start)}
      <b ref={active}>{found.label.slice(start, end)}</b>
      {found.label.slice(end)}
    </p>
  );
}
