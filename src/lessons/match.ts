/** Comparing commands, replies and texts with what a check says. */
import type { Reply } from '../engine/reply.ts';
import { formatReply } from '../resp/format.ts';
import { displayText } from '../resp/text.ts';
import type { Bounds, CommandPattern, TextMatch } from './lesson.ts';
import type { SeenCommand } from './observation.ts';

/** Stands for any words, none as well; a pattern that is open ends with it. */
const ANY_WORDS = '...';

/** Whether a command's words fit a pattern. Takes time in proportion to the words of both. */
export function fits({ words, open }: CommandPattern, argv: readonly string[]): boolean {
  const parts = between(open ? [...words, ANY_WORDS] : words);
  const fitsAt = (part: readonly string[], at: number) =>
    at + part.length <= argv.length && part.every((word, i) => fitsWord(word, argv[at + i] ?? '', at + i));
  const first = parts[0] ?? [];
  const last = parts.at(-1) ?? [];
  if (parts.length === 1) return argv.length === first.length && fitsAt(first, 0);
  if (!fitsAt(first, 0)) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    while (!fitsAt(part, at)) if (++at > argv.length) return false;
    at += part.length;
  }
  return argv.length - last.length >= at && fitsAt(last, argv.length - last.length);
}

/** The words before, between and after those that stand for any. */
function between(words: readonly string[]): readonly (readonly string[])[] {
  const parts: string[][] = [[]];
  for (const word of words) {
    if (word === ANY_WORDS) parts.push([]);
    else parts.at(-1)?.push(word);
  }
  return parts;
}

function fitsWord(word: string, actual: string, index: number): boolean {
  // Names and options are written in capitals and may be typed in any case.
  if (index === 0) return names(word).some((name) => fitsText(name.toUpperCase(), actual.toUpperCase()));
  return /^[A-Z]+$/.test(word) ? word === actual.toUpperCase() : fitsText(word, actual);
}

/** The names of a pattern's first word, any of which will do: `DEL|UNLINK`. */
const names = (word: string): readonly string[] => word.split('|');

/** `*` stands for any text. Takes time in proportion to the text and the parts of the pattern. */
export function fitsText(pattern: string, text: string): boolean {
  const parts = pattern.split('*');
  const first = parts[0] ?? '';
  if (parts.length === 1) return text === pattern;
  const last = parts.at(-1) ?? '';
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last))
    return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= text.length - last.length;
}

/** What counts besides commands that ran. */
export interface Counting {
  readonly refused?: boolean;
  readonly sql?: boolean;
}

/** Commands that fit, each once: one that had to wait shows up again when it is answered. */
export function commandsThatFit(
  log: readonly SeenCommand[],
  pattern: CommandPattern,
  counting: Counting = {},
): readonly SeenCommand[] {
  const waiting = new Map<string, number>();
  const found: SeenCommand[] = [];
  for (const seen of log) {
    if (!counts(seen, pattern, counting)) continue;
    const before = waiting.get(seen.lane);
    const again = before !== undefined && found[before]?.argv[0] === seen.argv[0];
    if (again) found[before] = { ...seen, at: found[before]?.at ?? seen.at };
    else found.push(seen);
    const index = again ? before : found.length - 1;
    if (isNone(seen.reply) && !/subscribe$/i.test(seen.argv[0] ?? '')) waiting.set(seen.lane, index);
    else waiting.delete(seen.lane);
  }
  return found;
}

function counts(seen: SeenCommand, pattern: CommandPattern, counting: Counting): boolean {
  if (seen.sql !== undefined) return counting.sql === true && fitsStatement(pattern, seen.sql);
  return (!seen.refused || counting.refused === true) && fits(pattern, seen.argv);
}

/** A pattern against a statement's text: `*` stands for any of it, blanks and case do not matter. */
function fitsStatement({ words, open }: CommandPattern, statement: string): boolean {
  const text = statement.trim().replace(/\s+/g, ' ').toLowerCase();
  const [first = '', ...rest] = words.map((word) => (word === ANY_WORDS ? '*' : displayText(word)));
  return names(first).some((name) => {
    const pattern = [name, ...rest].join(' ').toLowerCase();
    return fitsText(open ? `${pattern}*` : pattern, text) || fitsText(`${pattern};`, text);
  });
}

const isNone = (reply: Reply) =>
  typeof reply === 'object' && reply !== null && 'kind' in reply && reply.kind === 'none';

/** Whether a reply is what is expected. */
export function replyMatches(expected: TextMatch, reply: Reply): boolean {
  if (expected.how === 'error') {
    const error = typeof reply === 'object' && reply !== null && 'kind' in reply && reply.kind === 'error';
    return error && reply.text.includes(expected.text);
  }
  return printed(reply).some((text) => textMatches(expected, text));
}

/** Whether a text is what is expected; blanks at both ends of its lines do not count. */
export function textMatches(expected: TextMatch, text: string): boolean {
  const wanted = trimLines(expected.text);
  const actual = trimLines(text);
  return expected.how === 'is' ? actual === wanted : actual.includes(wanted);
}

const trimLines = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .join('\n');

/** Ways in which a reply is printed: in either protocol, escaped or readable, and a string without its quotes. */
function printed(reply: Reply): readonly string[] {
  const texts = ([2, 3] as const).flatMap((resp) =>
    (['utf8', 'escaped'] as const).map((text) => formatReply(reply, { text, resp })),
  );
  return typeof reply === 'string' ? [...texts, displayText(reply)] : texts;
}

/** A reply as one shows it to a person, short. */
export function shown(reply: Reply): string {
  const text = formatReply(reply, { text: 'utf8', resp: 2 });
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}

/** Whether only a part of a long reply, as it is shown, was looked for. */
export const isPartOf = ({ how }: TextMatch, text: string): boolean =>
  how === 'contains' && text.includes('\n');

export const within = ({ min, max }: Bounds, value: number): boolean => value >= min && value <= max;

/** `3`, `at least 3`, `at most 3`, `between 1 and 3`. */
export function boundsText({ min, max }: Bounds, show: (value: number) => string = String): string {
  if (min === max) return show(min);
  if (max === Infinity) return `at least ${show(min)}`;
  if (min === -Infinity) return `at most ${show(max)}`;
  return `between ${show(min)} and ${show(max)}`;
}

export function patternText({ words, open }: CommandPattern): string {
  const [first = '', ...rest] = words.map(displayText);
  const shownRest = rest.map((word) => (word === ANY_WORDS ? '…' : word));
  const text = [names(first).join(' or ').replaceAll('*', '…'), ...shownRest].join(' ');
  return open && words.length > 1 ? `${text} …` : text;
}

/** ms in words: `500 ms`, `1.5 s`, `2 minutes`. */
export function timeText(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 120_000) return `${Math.round(ms / 100) / 10} s`;
  if (ms < 7_200_000) return `${Math.round(ms / 6000) / 10} minutes`;
  return `${Math.round(ms / 360_000) / 10} hours`;
}
