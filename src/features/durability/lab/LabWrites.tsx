/** Every command that wrote, and what became of it in each mode; the chosen one with the reasons. */
import { useState } from 'react';
import type { LabResult } from '../../../protocol/durability.ts';
import { quoteCommand } from '../../../resp/quote.ts';
import { count } from '../../../ui/format.ts';
import styles from '../Durability.module.css';
import { MODE_NAMES, STATE_NAMES, seconds } from './words.ts';

/** More rows than anyone reads are not drawn. */
const MAX_ROWS = 200;
const MAX_CHARS = 60;

export function LabWrites({ result }: { result: LabResult }) {
  const { writes, modes } = result;
  const [chosen, setChosen] = useState<number>();
  return (
    <div className={styles.scroll}>
      <table className={styles.table} aria-label="Commands">
        <thead>
          <tr>
            <th scope="col">At</th>
            <th scope="col">Command</th>
            {modes.map(({ mode }) => (
              <th key={mode} scope="col">
                {MODE_NAMES[mode]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {writes.slice(0, MAX_ROWS).map((write, i) => (
            <Row
              key={`${write.at}-${write.lane}`}
              result={result}
              index={i}
              open={chosen === i}
              onChoose={() => setChosen(chosen === i ? undefined : i)}
            />
          ))}
        </tbody>
      </table>
      {writes.length > MAX_ROWS && <p>and {count(writes.length - MAX_ROWS)} more.</p>}
    </div>
  );
}

interface RowProps {
  readonly result: LabResult;
  readonly index: number;
  readonly open: boolean;
  onChoose(): void;
}

function Row({ result, index, open, onChoose }: RowProps) {
  const write = result.writes[index];
  if (!write) return null;
  const text = quoteCommand(write.argv);
  const reasons = result.modes.flatMap(({ mode, reasons }) => {
    const reason = reasons[index];
    return reason ? [{ mode, reason }] : [];
  });
  return (
    <>
      <tr>
        <td>{seconds(write.at)}</td>
        <th scope="row">
          <button type="button" className={styles.why} aria-expanded={open} onClick={onChoose}>
            <code>
              {write.lane === 'main' ? '' : `${write.lane}: `}
              {text.length > MAX_CHARS ? `${text.slice(0, MAX_CHARS)}…` : text}
            </code>
          </button>
        </th>
        {result.modes.map(({ mode, states }) => {
          const state = states[index] ?? 'unsent';
          return (
            <td key={mode} data-state={state}>
              {STATE_NAMES[state]}
            </td>
          );
        })}
      </tr>
      {open && (
        <tr>
          <td />
          <td colSpan={result.modes.length + 1}>
            <ul className={styles.reasons}>
              {reasons.length === 0 && <li>Every mode kept it.</li>}
              {reasons.map(({ mode, reason }) => (
                <li key={mode}>
                  <b>{MODE_NAMES[mode]}:</b> {reason}
                </li>
              ))}
            </ul>
          </td>
        </tr>
      )}
    </>
  );
}
