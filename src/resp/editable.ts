/**
 * Byte strings in a text field. What is readable text is edited as it is; anything else is edited in redis-cli's quoted
 * form, so that no byte is lost. Which of the two a field holds is told beside it, never guessed from the text.
 */
import { quoteBytes } from './quote.ts';
import { splitArguments } from './split.ts';
import { decodeText, encodeText } from './text.ts';

export interface Editable {
  readonly text: string;
  /** True where `text` is the quoted form. */
  readonly quoted: boolean;
}

/** Control chars other than tab and line ends, marks that turn the writing direction, the byte order mark. */
const UNREADABLE = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]/;

export function toEditable(bytes: string): Editable {
  const text = decodeText(bytes);
  return text !== undefined && !UNREADABLE.test(text)
    ? { text, quoted: false }
    : { text: quoteBytes(bytes), quoted: true };
}

/** The bytes of what was typed, or undefined where a quoted form is not one whole quoted string. */
export function fromEditable(text: string, quoted: boolean): string | undefined {
  if (!quoted) return encodeText(text);
  const { args, error } = splitArguments(text);
  return error === undefined && args.length === 1 ? args[0] : undefined;
}
