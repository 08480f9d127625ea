/** Forms of a string value: the reference's `int`, `embstr` and `raw` encodings, whatever is underneath. */
import { parseInt64 } from '../numbers.ts';
import { Bytes } from './bytes.ts';
import type { StringValue } from './value.ts';

/** Longest string the reference takes by default (`proto-max-bulk-len`), in bytes. */
export const MAX_STRING_LENGTH = 512 * 1024 * 1024;
const MAX_EMBSTR = 44;

/** A byte string in the form that the reference would keep it in: an integer where the text is a canonical one. */
export function encodeString(text: string): StringValue {
  if (text.length > 20) return text;
  return parseInt64(text) ?? text;
}

/** Length in bytes. */
export function stringLength(value: StringValue): number {
  return typeof value === 'string' || typeof value === 'object' ? value.length : String(value).length;
}

/** What OBJECT ENCODING says. */
export function stringEncoding(value: StringValue): 'int' | 'embstr' | 'raw' {
  if (typeof value === 'number' || typeof value === 'bigint') return 'int';
  return typeof value === 'string' && value.length <= MAX_EMBSTR ? 'embstr' : 'raw';
}

/** The value as an editable buffer: itself where it already is one, else a copy. */
export function toBytes(value: StringValue): Bytes {
  return typeof value === 'object' ? value : Bytes.from(typeof value === 'string' ? value : String(value));
}
