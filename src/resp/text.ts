/**
 * Text at the edges. Inside the engine a byte string is a JavaScript string with one byte (0–255) a char; people type and
 * read Unicode text. These functions turn one into the other as UTF-8, without the platform's TextEncoder, so that they
 * run in every layer. Source of the format: RFC 3629.
 */
import { decodeShort, MAX_SHORT } from '../engine/values/short.ts';

const NOT_ASCII = /[^\x00-\x7f]/;

/** Text as a UTF-8 byte string. A lone surrogate becomes U+FFFD, as everywhere on the web. */
export function encodeText(text: string): string {
  if (!NOT_ASCII.test(text)) return text;
  let bytes = '';
  for (const char of text) {
    let code = char.codePointAt(0) ?? 0;
    if (code >= 0xd800 && code <= 0xdfff) code = 0xfffd;
    if (code < 0x80) bytes += char;
    else if (code < 0x800) bytes += String.fromCharCode(0xc0 | (code >> 6), tail(code));
    else if (code < 0x10000) bytes += String.fromCharCode(0xe0 | (code >> 12), tail(code >> 6), tail(code));
    else bytes += String.fromCharCode(0xf0 | (code >> 18), tail(code >> 12), tail(code >> 6), tail(code));
  }
  return bytes;
}

const tail = (code: number) => 0x80 | (code & 0x3f);

/** The text of a UTF-8 byte string, or undefined where the bytes are not valid UTF-8. */
export function decodeText(bytes: string): string | undefined {
  if (!NOT_ASCII.test(bytes)) return bytes;
  let text = '';
  for (let i = 0; i < bytes.length; ) {
    const lead = bytes.charCodeAt(i);
    if (lead < 0x80) {
      text += bytes[i++];
      continue;
    }
    const length = sequenceLength(lead);
    if (length === 0 || i + length > bytes.length) return undefined;
    let code = lead & (0x7f >> length);
    for (let j = 1; j < length; j++) {
      const byte = bytes.charCodeAt(i + j);
      if ((byte & 0xc0) !== 0x80) return undefined;
      code = (code << 6) | (byte & 0x3f);
    }
    // A longer form than needed, a surrogate or a code past U+10FFFF is not UTF-8.
    if (code < (LEAST[length] ?? 0) || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
      return undefined;
    text += String.fromCodePoint(code);
    i += length;
  }
  return text;
}

/** The smallest code that a sequence of this many bytes may carry. */
const LEAST = [0, 0, 0x80, 0x800, 0x10000];

/** Number of bytes of a sequence by its first byte; 0 where none starts so. */
function sequenceLength(lead: number): number {
  if (lead >= 0xc2 && lead < 0xe0) return 2;
  if (lead >= 0xe0 && lead < 0xf0) return 3;
  return lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
}

/** The text of a byte string, with U+FFFD for each byte that is not UTF-8: for labels, never for data. */
export function displayText(bytes: string): string {
  const text = decodeText(bytes);
  if (text !== undefined) return text;
  return bytes.replace(/[\xc2-\xf4][\x80-\xbf]+|[\x80-\xff]/g, (part) => decodeText(part) ?? '\ufffd');
}

/** A byte string as bytes. */
export function toUint8Array(bytes: string): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) out[i] = bytes.charCodeAt(i);
  return out;
}

/** Bytes [start, end) as a byte string. */
export type Decode = (bytes: Uint8Array, start: number, end: number) => string;

const CHUNK = 8192;

/** Any number of bytes as a byte string, in plain JavaScript. */
export const decodeBytes: Decode = (bytes, start, end) => {
  if (end - start <= CHUNK) return String.fromCharCode(...bytes.subarray(start, end));
  let text = '';
  for (let i = start; i < end; i += CHUNK) {
    text += String.fromCharCode(...bytes.subarray(i, Math.min(i + CHUNK, end)));
  }
  return text;
};

/** Bytes as a byte string. */
export function fromUint8Array(bytes: Uint8Array, start = 0, end = bytes.length): string {
  return end - start <= MAX_SHORT ? decodeShort(bytes, start, end) : decodeBytes(bytes, start, end);
}
