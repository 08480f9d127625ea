/**
 * Short runs of bytes as strings. Keys and most values are short, and a server makes one string for each: a slice of a
 * larger string is a slow Map key and keeps the whole alive, and `fromCharCode` with an array of arguments takes four
 * times as long as with its arguments written out (20 against 85 ns for 16 bytes). So they are written out.
 */

/** The longest run that `decodeShort` takes. */
export const MAX_SHORT = 24;

/** The caller stays inside the array, so there is always a byte. */
const at = (bytes: Uint8Array, i: number): number => bytes[i] as number;

/** Bytes [start, end), at most MAX_SHORT of them, as a flat byte string. */
export function decodeShort(bytes: Uint8Array, start: number, end: number): string {
  const length = end - start;
  const from = String.fromCharCode;
  if (length === 0) return '';
  const a = at(bytes, start);
  if (length === 1) return from(a);
  const b = at(bytes, start + 1);
  if (length === 2) return from(a, b);
  const c = at(bytes, start + 2);
  if (length === 3) return from(a, b, c);
  const d = at(bytes, start + 3);
  if (length === 4) return from(a, b, c, d);
  const e = at(bytes, start + 4);
  if (length === 5) return from(a, b, c, d, e);
  const f = at(bytes, start + 5);
  if (length === 6) return from(a, b, c, d, e, f);
  const g = at(bytes, start + 6);
  if (length === 7) return from(a, b, c, d, e, f, g);
  const h = at(bytes, start + 7);
  if (length === 8) return from(a, b, c, d, e, f, g, h);
  const i = at(bytes, start + 8);
  if (length === 9) return from(a, b, c, d, e, f, g, h, i);
  const j = at(bytes, start + 9);
  if (length === 10) return from(a, b, c, d, e, f, g, h, i, j);
  const k = at(bytes, start + 10);
  if (length === 11) return from(a, b, c, d, e, f, g, h, i, j, k);
  const l = at(bytes, start + 11);
  if (length === 12) return from(a, b, c, d, e, f, g, h, i, j, k, l);
  const m = at(bytes, start + 12);
  if (length === 13) return from(a, b, c, d, e, f, g, h, i, j, k, l, m);
  const n = at(bytes, start + 13);
  if (length === 14) return from(a, b, c, d, e, f, g, h, i, j, k, l, m, n);
  const o = at(bytes, start + 14);
  if (length === 15) return from(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o);
  const p = at(bytes, start + 15);
  if (length === 16) return from(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p);
  const q = at(bytes, start + 16);
  if (length === 17) return from(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q);
  const r = at(bytes, start + 17);
  if (length === 18) return from(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r);
  const s = at(bytes, start + 18);
  if (length === 19) return from(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s);
  const t = at(bytes, start + 19);
  if (length === 20) return from(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t);
  const u = at(bytes, start + 20);
  if (length === 21) return from(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u);
  const v = at(bytes, start + 21);
  if (length === 22) return from(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v);
  const w = at(bytes, start + 22);
  if (length === 23) return from(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w);
  const x = at(bytes, start + 23);
  return from(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x);
}
