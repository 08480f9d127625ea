/** Byte strings as people read and type them: redis-cli's quoting, and arguments that split back to the same bytes. */
import { decodeText, encodeText } from './text.ts';

/**
 * `escaped`: every byte outside printable ASCII as `\xHH`, as redis-cli prints it. `utf8`: text that is valid UTF-8 as
 * itself, anything else escaped.
 */
export type TextMode = 'escaped' | 'utf8';

const NAMED: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '"': '\\"',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\x07': '\\a',
  '\b': '\\b',
};

const TO_ESCAPE = /[^\x20-\x7e]|["\\]/g;
/** Beyond ASCII: controls, line and paragraph separators, marks that turn the writing direction, the byte order mark. */
const TO_ESCAPE_IN_TEXT = /["\\\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** A byte string in double quotes, as redis-cli shows it (`"a\x00b\n"`). Source: the reference's `sdscatrepr`. */
export function quoteBytes(bytes: string, mode: TextMode = 'escaped'): string {
  const text = mode === 'utf8' ? decodeText(bytes) : undefined;
  if (text === undefined) return `"${bytes.replace(TO_ESCAPE, escapeBytes)}"`;
  return `"${text.replace(TO_ESCAPE_IN_TEXT, (char) => escapeBytes(encodeText(char)))}"`;
}

function escapeBytes(bytes: string): string {
  let out = '';
  for (const byte of bytes) {
    out += NAMED[byte] ?? `\\x${byte.charCodeAt(0).toString(16).padStart(2, '0')}`;
  }
  return out;
}

/** What a label must not show as it is: as in a text, but quotes and backslashes are read as themselves. */
const TO_ESCAPE_IN_LABEL = /[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]/g;
/** A run of bytes that may be one char of UTF-8, or a byte that cannot. */
const BEYOND_ASCII = /[\xc2-\xf4][\x80-\xbf]{1,3}|[\x80-\xff]/g;

/**
 * A byte string as a label on one line, without quotes: readable text as itself, everything that would not be seen or
 * would break the line escaped as redis-cli does, so that two names that differ look different. For reading only: it does
 * not turn back into the same bytes. `empty` stands for the empty string.
 */
export function labelText(bytes: string, empty = ''): string {
  if (bytes === '') return empty;
  const text =
    decodeText(bytes) ?? bytes.replace(BEYOND_ASCII, (part) => decodeText(part) ?? escapeBytes(part));
  return text.replace(TO_ESCAPE_IN_LABEL, (char) => escapeBytes(encodeText(char)));
}

/** What needs no quotes: no blank, quote or control char in it, and no `#` first, which would start a comment. */
const BARE =
  /^[^\s"'#\x00-\x20\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff][^\s"'\x00-\x20\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]*$/;
const BARE_ASCII = /^[!$-&(-~][!#-&(-~]*$/;

/** An argument as one types it: bare where that is safe, else in double quotes. It splits back to the same bytes. */
export function quoteArgument(bytes: string, mode: TextMode = 'utf8'): string {
  if (BARE_ASCII.test(bytes)) return bytes;
  const text = mode === 'utf8' ? decodeText(bytes) : undefined;
  return text !== undefined && BARE.test(text) ? text : quoteBytes(bytes, mode);
}

/** A command as one line of text. */
export function quoteCommand(argv: readonly string[], mode: TextMode = 'utf8'): string {
  return argv.map((argument) => quoteArgument(argument, mode)).join(' ');
}
