/**
 * Splits a command line into arguments as redis-cli does. Source of the rules: the reference's `sdssplitargs`.
 *
 * Blanks separate. Double quotes know `\n \r \t \b \a \xHH`, and a backslash before any other char stands for that char;
 * single quotes know only `\'`. Quotes may open in the middle of an argument (`a"b c"`), but after a closing quote there
 * must be a blank or the end. Quoted strings may span lines, and a line end outside quotes is a blank like any other.
 */
import { encodeText } from './text.ts';

/** Where an argument stands in the source, quotes included: [start, end). */
export interface ArgumentSpan {
  readonly start: number;
  readonly end: number;
  /** True where its quote never closes; it then reaches to the end of the source. */
  readonly unterminated: boolean;
}

/** `unterminated`: a quote never closes. `joined`: something follows a closing quote without a blank. */
export type SplitError = 'unterminated' | 'joined';

export interface Split {
  /** Byte strings. After an error: those before it, and what there is of the one that is wrong. */
  readonly args: string[];
  /** One for each of `args`. */
  readonly spans: ArgumentSpan[];
  /** redis-cli calls either "Invalid argument(s)", the server "unbalanced quotes in request". */
  readonly error?: SplitError;
  /** Where the error is: the quote that opens and never closes, or the char after the closing quote. */
  readonly errorAt?: number;
}

/** Splits Unicode text, as people type it. Arguments are UTF-8 byte strings, spans count chars of `text`. */
export function splitArguments(text: string): Split {
  return split(text, encodeText);
}

/** Splits a byte string, as an inline request brings it. Spans count bytes. */
export function splitByteArguments(line: string): Split {
  return split(line, (bytes) => bytes);
}

const isBlank = (code: number) => code === 32 || (code >= 9 && code <= 13);
/** Vertical tab and form feed are skipped between arguments but do not end one. */
const endsArgument = (code: number) => code === 32 || code === 9 || code === 10 || code === 13;

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', a: '\x07' };
const HEX_PAIR = /^[0-9a-fA-F]{2}$/;

function split(source: string, encode: (text: string) => string): Split {
  const args: string[] = [];
  const spans: ArgumentSpan[] = [];
  let i = 0;
  for (;;) {
    while (i < source.length && isBlank(source.charCodeAt(i))) i++;
    if (i >= source.length) return { args, spans };
    const argument = readArgument(source, i, encode);
    args.push(argument.value);
    spans.push({ start: i, end: argument.end, unterminated: argument.error === 'unterminated' });
    if (argument.error) return { args, spans, error: argument.error, errorAt: argument.errorAt };
    i = argument.end;
  }
}

interface Argument {
  value: string;
  end: number;
  error?: SplitError;
  errorAt: number;
}

function readArgument(source: string, start: number, encode: (text: string) => string): Argument {
  let value = '';
  // Plain chars are copied in runs, so that the two halves of a surrogate pair are encoded together.
  let run = start;
  let i = start;
  while (i < source.length && !endsArgument(source.charCodeAt(i))) {
    const quote = source[i];
    if (quote !== '"' && quote !== "'") {
      i++;
      continue;
    }
    value += encode(source.slice(run, i));
    const quoted = readQuoted(source, i, encode);
    value += quoted.value;
    if (!quoted.closed) return { value, end: source.length, error: 'unterminated', errorAt: i };
    i = run = quoted.end;
    if (i >= source.length || isBlank(source.charCodeAt(i))) return { value, end: i, errorAt: i };
    return { value, end: i, error: 'joined', errorAt: i };
  }
  return { value: value + encode(source.slice(run, i)), end: i, errorAt: i };
}

/** Reads from the opening quote at `start` past the closing one. */
function readQuoted(source: string, start: number, encode: (text: string) => string) {
  const quote = source[start];
  let value = '';
  let run = start + 1;
  let i = run;
  for (; i < source.length; i++) {
    const char = source[i];
    if (char === quote) return { value: value + encode(source.slice(run, i)), end: i + 1, closed: true };
    if (char !== '\\' || i + 1 >= source.length) continue;
    const next = source[i + 1] ?? '';
    if (quote === "'") {
      if (next !== "'") continue;
      value += encode(source.slice(run, i));
      run = ++i;
      continue;
    }
    value += encode(source.slice(run, i));
    const hex = source.slice(i + 2, i + 4);
    if (next === 'x' && HEX_PAIR.test(hex)) {
      value += String.fromCharCode(Number.parseInt(hex, 16));
      i += 3;
      run = i + 1;
    } else if (next in ESCAPES) {
      value += ESCAPES[next];
      run = ++i + 1;
    } else run = ++i;
  }
  return { value: value + encode(source.slice(run)), end: source.length, closed: false };
}
