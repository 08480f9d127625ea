/**
 * Values between Postgres' text form and JavaScript. Type numbers are those of `pg_type`; the reading of each is that of the
 * usual driver (npm `pg`), apart from bigint, which is a number as long as that holds it exactly.
 */
import type { SqlResult, SqlSet, SqlValue } from './types.ts';

const BOOL = 16;
const BYTEA = 17;
const INT8 = 20;
const NUMBERS = new Set([21, 23, 26, 700, 701]);
const JSON_TYPES = new Set([114, 3802]);
const TIMESTAMP = 1114;
const TIMESTAMPTZ = 1184;
/** Array types by number, with the type of their elements. */
const ARRAYS = new Map([
  [1000, BOOL],
  [1005, 21],
  [1007, 23],
  [1016, INT8],
  [1021, 700],
  [1022, 701],
  [1231, 1700],
  [1009, 25],
  [1015, 1043],
  [1014, 1042],
  [199, 114],
  [3807, 3802],
  [1115, TIMESTAMP],
  [1185, TIMESTAMPTZ],
  [1182, 1082],
  [2951, 2950],
]);

/** Reads a value of the type `oid` from Postgres' text form. What has no form in JavaScript stays text. */
export function readValue(oid: number, text: string | null): SqlValue {
  if (text === null) return null;
  if (NUMBERS.has(oid)) return Number(text);
  if (oid === INT8) return Number.isSafeInteger(Number(text)) ? Number(text) : BigInt(text);
  if (oid === BOOL) return text === 't';
  if (JSON_TYPES.has(oid)) return JSON.parse(text);
  if (oid === TIMESTAMP || oid === TIMESTAMPTZ) return readTime(text, oid === TIMESTAMP);
  if (oid === BYTEA && text.startsWith('\\x')) return readHex(text.slice(2));
  const element = ARRAYS.get(oid);
  return element === undefined ? text : readArray(element, text);
}

/** A time as Postgres writes it in its ISO style; without a zone it is read as UTC, which the session's zone is. */
function readTime(text: string, utc: boolean): SqlValue {
  const iso = text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00');
  const date = new Date(utc ? `${iso}Z` : iso);
  return Number.isNaN(date.getTime()) ? text : date;
}

function readHex(hex: string): Uint8Array {
  const bytes = new Uint8Array(hex.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

/** Reads `{1,NULL,"a b"}`, nested too. Bounds that do not begin at 1 stand before an `=` and are left out. */
function readArray(element: number, text: string): SqlValue {
  let at = text.indexOf('{');
  function list(): SqlValue[] {
    const items: SqlValue[] = [];
    at++;
    while (at < text.length && text[at] !== '}') {
      if (text[at] === ',') at++;
      items.push(text[at] === '{' ? list() : item());
    }
    at++;
    return items;
  }
  function item(): SqlValue {
    let word = '';
    if (text[at] !== '"') {
      while (at < text.length && text[at] !== ',' && text[at] !== '}') word += text[at++];
      return word.toUpperCase() === 'NULL' ? null : readValue(element, word);
    }
    for (at++; at < text.length && text[at] !== '"'; at++) {
      if (text[at] === '\\') at++;
      word += text[at] ?? '';
    }
    at++;
    return readValue(element, word);
  }
  return at < 0 ? text : list();
}

/** Writes a parameter in Postgres' text form; null and undefined are NULL. Objects become JSON, arrays Postgres' arrays. */
export function writeParam(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  if (typeof value !== 'object') return String(value);
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return `\\x${writeHex(value)}`;
  return Array.isArray(value) ? writeArray(value) : JSON.stringify(value);
}

const writeHex = (bytes: Uint8Array) =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

function writeArray(items: readonly unknown[]): string {
  const texts = items.map((item) => {
    if (Array.isArray(item)) return writeArray(item);
    const text = writeParam(item);
    return text === null ? 'NULL' : `"${text.replace(/["\\]/g, '\\$&')}"`;
  });
  return `{${texts.join(',')}}`;
}

export type SqlRow = Readonly<Record<string, SqlValue>>;

/** A set's rows as objects by column; of two columns with one name the last counts. */
export function rowObjects(set: SqlSet): SqlRow[] {
  return set.rows.map((row) =>
    Object.fromEntries(set.columns.map(({ name, oid }, i) => [name, readValue(oid, row[i] ?? null)])),
  );
}

/** The rows that a program gets: those of the last statement that gives any. */
export function resultRows(result: SqlResult): SqlRow[] {
  const last = result.sets.findLast(({ columns }) => columns.length > 0);
  return last ? rowObjects(last) : [];
}
