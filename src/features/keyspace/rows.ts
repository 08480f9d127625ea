/**
 * The rows that are shown: those of the projection, and for a moment those that just left it, at the place where they
 * were, so that one sees what expired or was deleted.
 */
import type { FolderRow, KeyEvent, KeyRow, KeysProjection } from '../../protocol/views.ts';

export type Row = FolderRow | KeyRow;

export type Sign = 'created' | 'changed' | 'expired' | 'deleted';

/** Something that happened to a key and is still shown. */
export interface Mark {
  readonly sign: Sign;
  /** Grows with each event, so that a second one starts the flash again. */
  readonly seq: number;
  /** ms on any steady clock. */
  readonly at: number;
}

/** A row that is gone and still shown. */
export interface Ghost {
  readonly row: KeyRow;
  readonly mark: Mark;
  /** The row before it that is still there; undefined at the top. */
  readonly after: string | undefined;
  /** Row of the list before which it stands. */
  readonly index: number;
}

export interface Shown {
  readonly projection: KeysProjection;
  readonly marks: ReadonlyMap<string, Mark>;
  readonly ghosts: readonly Ghost[];
  readonly seq: number;
}

export interface Line {
  readonly row: Row;
  readonly id: string;
  /** Place in the list, ghosts counted. */
  readonly index: number;
  readonly mark: Mark | undefined;
  readonly gone: boolean;
}

/** How long a sign and a row that left stay, in ms. */
export const STAY_MS = 1500;

/** The identity of a row, the same in every projection. */
export const rowId = (row: Row): string => (row.kind === 'key' ? `k${row.key}` : `f${row.path}`);

/** Takes in a projection at time `now`. */
export function show(before: Shown | undefined, projection: KeysProjection, now: number): Shown {
  let seq = before?.seq ?? 0;
  const marks = new Map([...(before?.marks ?? [])].filter(([, mark]) => now - mark.at < STAY_MS));
  const removed = new Map<string, Mark>();
  for (const event of projection.events) {
    const mark: Mark = { sign: signOf(event), seq: ++seq, at: now };
    if (event.removed) {
      marks.delete(event.key);
      removed.set(event.key, mark);
    } else {
      marks.set(event.key, mark);
      removed.delete(event.key);
    }
  }
  const places = new Map(projection.rows.map((row, i) => [rowId(row), projection.offset + i]));
  const kept = (before?.ghosts ?? [])
    .filter((ghost) => now - ghost.mark.at < STAY_MS && !places.has(rowId(ghost.row)))
    .map((ghost) => ({ ...ghost, index: placeAfter(ghost.after, places) ?? ghost.index }));
  const ghosts = [...kept, ...leaving(before?.projection, removed, places, projection.offset)];
  return { projection, marks, ghosts: inWindow(ghosts, projection), seq };
}

/** Drops what has been shown long enough; the same object where nothing was. */
export function fade(shown: Shown, now: number): Shown {
  const ghosts = shown.ghosts.filter(({ mark }) => now - mark.at < STAY_MS);
  const marks = new Map([...shown.marks].filter(([, mark]) => now - mark.at < STAY_MS));
  if (ghosts.length === shown.ghosts.length && marks.size === shown.marks.size) return shown;
  return { ...shown, ghosts, marks };
}

/** The rows in order with their places. */
export function lines({ projection, marks, ghosts }: Shown): readonly Line[] {
  const out: Line[] = [];
  const sorted = ghosts.toSorted((a, b) => a.index - b.index);
  let next = 0;
  let index = projection.offset;
  const putGhosts = (upTo: number) => {
    for (let ghost = sorted[next]; ghost && ghost.index <= upTo; ghost = sorted[++next]) {
      const id = `g${ghost.row.key}`;
      out.push({ row: ghost.row, id, index: index++, mark: ghost.mark, gone: true });
    }
  };
  for (const [i, row] of projection.rows.entries()) {
    putGhosts(projection.offset + i);
    const mark = row.kind === 'key' ? marks.get(row.key) : undefined;
    out.push({ row, id: rowId(row), index: index++, mark, gone: false });
  }
  putGhosts(Number.POSITIVE_INFINITY);
  return out;
}

function signOf(event: KeyEvent): Sign {
  if (event.removed) return event.cause === 'expired' ? 'expired' : 'deleted';
  return event.created ? 'created' : 'changed';
}

const placeAfter = (id: string | undefined, places: ReadonlyMap<string, number>) => {
  const place = id === undefined ? undefined : places.get(id);
  return place === undefined ? undefined : place + 1;
};

function leaving(
  before: KeysProjection | undefined,
  removed: ReadonlyMap<string, Mark>,
  places: ReadonlyMap<string, number>,
  offset: number,
): readonly Ghost[] {
  if (!before || removed.size === 0) return [];
  const ghosts: Ghost[] = [];
  let after: string | undefined;
  for (const row of before.rows) {
    const id = rowId(row);
    if (places.has(id)) {
      after = id;
      continue;
    }
    const mark = row.kind === 'key' ? removed.get(row.key) : undefined;
    if (row.kind === 'key' && mark)
      ghosts.push({ row, mark, after, index: placeAfter(after, places) ?? offset });
  }
  return ghosts;
}

/** A ghost outside the window would only shift what is inside it. */
const inWindow = (ghosts: readonly Ghost[], { offset, rows }: KeysProjection) =>
  ghosts.filter(({ index }) => index >= offset && index <= offset + rows.length);
