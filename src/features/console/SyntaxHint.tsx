/** The syntax of the command that is being typed, with the argument at the end of the line marked. */
import { useMemo } from 'react';
import type { CommandTable } from '../../client/syntax/analyse.ts';
import { signature } from '../../client/syntax/signature.ts';
import { splitArguments } from '../../resp/split.ts';
import styles from './Console.module.css';

export function SyntaxHint({ table, line }: { table: CommandTable; line: string }) {
  const found = useMemo(() => {
    const { args, spans } = splitArguments(line);
    return signature(table, args, spans.at(-1)?.end === line.length);
  }, [table, line]);
  if (!found) return null;
  const [start, end] = found.parameters[found.active] ?? [0, 0];
  return (
    <p className={styles.hint}>
      {found.label.slice(0, start)}
      <b>{found.label.slice(start, end)}</b>
      {found.label.slice(end)}
    </p>
  );
}
