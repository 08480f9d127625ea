/** Results as text: rows with ` | ` between their columns, errors as psql prints them. */
import type { SqlError, SqlProgress, SqlResult, SqlSet } from './types.ts';

/** Characters of the statement's line that an error shows. */
const LINE_WIDTH = 70;

/** The rows of a set, one line each, without a header; NULL is empty, as psql has it. */
export function setLines(set: SqlSet): string[] {
  return set.rows.map((row) => row.map((value) => value ?? '').join(' | '));
}

/**
 * A result as an `@expect` means it: the rows of all statements; the tag of one that gives none (`INSERT 0 1`); the error.
 * `text` is what was run, for the error's place in it.
 */
export function resultLines(result: SqlResult, text: string): string[] {
  const lines = result.sets.flatMap((set) => (set.columns.length > 0 ? setLines(set) : [set.tag]));
  return result.error ? [...lines, ...errorLines(result.error, text)] : lines;
}

/** A result in a few words: `3 rows`, `INSERT 0 1`, or the error's first line. */
export function resultSummary({ sets, error }: SqlResult): string {
  if (error) return `${error.severity}:  ${error.message}`;
  const last = sets.at(-1);
  if (!last) return 'done';
  const each = sets.length > 1 ? `${sets.length} statements, the last: ` : '';
  return `${each}${last.columns.length > 0 ? countRows(last.rows.length + last.left) : last.tag}`;
}

export const countRows = (rows: number) => (rows === 1 ? '1 row' : `${rows.toLocaleString('en')} rows`);

/** An error as psql prints it: the message, the line with a caret below the place, DETAIL, HINT. */
export function errorLines(error: SqlError, text: string): string[] {
  const { severity, message, position, detail, hint, where } = error;
  return [
    `${severity}:  ${message}`,
    ...(position === undefined ? [] : placeLines(text, position)),
    ...(detail === undefined ? [] : [`DETAIL:  ${detail}`]),
    ...(hint === undefined ? [] : [`HINT:  ${hint}`]),
    ...(where === undefined ? [] : [`CONTEXT:  ${where}`]),
  ].flatMap((line) => line.split('\n'));
}

/** `LINE 2: …` and the caret. Positions count characters (code points) from 1. */
function placeLines(text: string, position: number): string[] {
  const characters = [...text];
  const before = characters.slice(0, position - 1);
  const start = before.lastIndexOf('\n') + 1;
  const end = characters.indexOf('\n', start);
  const line = characters.slice(start, end < 0 ? undefined : end).map((char) => (char === '\t' ? ' ' : char));
  let column = position - 1 - start;
  let shown = line.join('').replace('\r', '');
  if (line.length > LINE_WIDTH) {
    const from = Math.max(0, Math.min(column - 30, line.length - LINE_WIDTH));
    const part = line.slice(from, from + LINE_WIDTH).join('');
    shown = `${from > 0 ? '...' : ''}${part}${from + LINE_WIDTH < line.length ? '...' : ''}`;
    column -= from > 0 ? from - 3 : 0;
  }
  const label = `LINE ${before.filter((char) => char === '\n').length + 1}: `;
  return [`${label}${shown}`, `${' '.repeat(label.length + column)}^`];
}

/** A result in full, as psql prints it: tables with a header, notices, the error. */
export function resultText({ sets, notices, error }: SqlResult, text: string): string {
  const parts = sets.map((set) => (set.columns.length > 0 ? tableText(set) : set.tag));
  return [...notices, ...parts, ...(error ? errorLines(error, text) : [])].join('\n');
}

/** Rows that a table shows below its statement, and the width of a column. */
const MAX_ROWS = 500;
const MAX_WIDTH = 80;
/** The types whose values stand at the right of their column. */
const NUMERIC = new Set([20, 21, 23, 26, 700, 701, 790, 1700]);

function tableText({ columns, rows, left }: SqlSet): string {
  const cell = (value: string | null | undefined) => {
    const text = (value ?? '').replaceAll('\n', '↵');
    return text.length > MAX_WIDTH ? `${text.slice(0, MAX_WIDTH - 1)}…` : text;
  };
  const shown = rows.slice(0, MAX_ROWS).map((row) => columns.map((_column, i) => cell(row[i])));
  const widths = columns.map(({ name }, i) =>
    shown.reduce((width, row) => Math.max(width, row[i]?.length ?? 0), cell(name).length),
  );
  const line = (cells: readonly string[], place: (text: string, i: number) => string) =>
    cells
      .map((text, i) => ` ${place(text, i)} `)
      .join('|')
      .trimEnd();
  const width = (i: number) => widths[i] ?? 0;
  const centred = (text: string, i: number) =>
    text.padStart(text.length + ((width(i) - text.length) >> 1)).padEnd(width(i));
  const placed = (text: string, i: number) =>
    NUMERIC.has(columns[i]?.oid ?? 0) ? text.padStart(width(i)) : text.padEnd(width(i));
  const total = rows.length + left;
  const note =
    total > shown.length
      ? `(${countRows(total)}, the first ${shown.length} of them here)`
      : `(${countRows(total)})`;
  return [
    line(
      columns.map(({ name }) => cell(name)),
      centred,
    ),
    widths.map((each) => '-'.repeat(each + 2)).join('+'),
    ...shown.map((row) => line(row, placed)),
    note,
  ].join('\n');
}

/** What is said while Postgres is on its way. */
export function loadingText({ loaded, total }: SqlProgress): string {
  if (loaded === 0 || loaded === total) return 'starting Postgres';
  return `loading Postgres: ${megabytes(loaded)} of ${megabytes(total)}`;
}

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
