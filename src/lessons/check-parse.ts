/** Reads a line of a `check` block. LESSONS.md has the grammar. */
import { splitArguments } from '../resp/split.ts';
import { encodeText } from '../resp/text.ts';
import { isClientName } from '../script/directives.ts';
import { nearest } from '../script/nearest.ts';
import type { Bounds, Check, CheckKind, CommandPattern, TextMatch } from './lesson.ts';
import { splitCheck, type Word } from './words.ts';

/** The check of a line, or a sentence that says what is wrong with it. */
export function parseCheck(text: string, line: number): Check | string {
  const split = splitCheck(text);
  if (typeof split === 'string') return split;
  try {
    const words = new Words(split.words);
    const name = words.word('what to check');
    const read = Object.hasOwn(READERS, name) ? READERS[name] : undefined;
    if (!read) return unknown(name, Object.keys(READERS), 'check');
    const kind = read(words);
    words.end();
    return { ...kind, line, says: split.says };
  } catch (error) {
    if (error instanceof Wrong) return error.message;
    throw error;
  }
}

/** What an author wrote is wrong; the message is for them. */
class Wrong extends Error {}

function unknown(word: string, words: readonly string[], what: string): string {
  const meant = nearest(word.slice(0, 30), words);
  return `There is no ${what} “${word.slice(0, 40)}”. ${meant ? `Did you mean “${meant}”?` : `Known are ${words.join(', ')}.`}`;
}

type Reader = (words: Words) => CheckKind;

const TYPES = ['string', 'list', 'set', 'zset', 'hash', 'stream'];

const OF_A_KEY: Readonly<Record<string, (words: Words, key: string) => CheckKind>> = {
  exists: (_, key) => ({ kind: 'exists', key, exists: true }),
  missing: (_, key) => ({ kind: 'exists', key, exists: false }),
  type: (words, key) => {
    const type = words.word('a type');
    if (!TYPES.includes(type)) throw new Wrong(unknown(type, TYPES, 'type'));
    return { kind: 'type', key, type };
  },
  is: (words, key) => ({ kind: 'value', key, expected: { how: 'is', text: words.text('a text') } }),
  contains: (words, key) => ({
    kind: 'value',
    key,
    expected: { how: 'contains', text: words.text('a text') },
  }),
  field: (words, key) => ({
    kind: 'value',
    key,
    field: words.bytes('a field'),
    expected: words.match(false),
  }),
  length: (words, key) => ({ kind: 'length', key, bounds: words.bounds(whole) }),
  ttl: (words, key) => {
    const bounds = words.bounds(duration);
    if (bounds.min === bounds.max)
      throw new Wrong('A TTL runs down all the time: say “between 1s and 10s”, or “at most 10s”.');
    return { kind: 'ttl', key, bounds };
  },
  no: (words, key) => {
    words.exactly('ttl');
    return { kind: 'ttl', key, bounds: undefined };
  },
  score: (words, key) => ({
    kind: 'score',
    key,
    member: words.bytes('a member'),
    bounds: words.bounds(score),
  }),
  rank: (words, key) => {
    const member = words.bytes('a member');
    const rank = whole(words.word('a rank'));
    const top = words.take('from');
    if (top) {
      words.exactly('the');
      words.exactly('top');
    }
    return { kind: 'rank', key, member, rank, top };
  },
};

const READERS: Readonly<Record<string, Reader>> = {
  key: (words) => {
    const key = words.bytes('a key');
    const what = words.word('what to check of the key');
    const read = Object.hasOwn(OF_A_KEY, what) ? OF_A_KEY[what] : undefined;
    if (!read) throw new Wrong(unknown(what, Object.keys(OF_A_KEY), 'check of a key'));
    return read(words, key);
  },
  keys: (words) => ({ kind: 'keys', pattern: words.bytes('a pattern'), bounds: words.bounds(whole) }),
  run: (words) => {
    const split = splitArguments(words.text('a command'));
    if (split.error || split.args.length === 0) throw new Wrong('This is no command: look at its quotes.');
    return { kind: 'run', argv: split.args, expected: words.match(true) };
  },
  sql: (words) => ({ kind: 'sql', query: query(words.text('a query')), expected: words.match(false) }),
  reply: (words) => ({ kind: 'reply', command: words.command(), expected: words.match(true) }),
  used: (words) => ({
    kind: 'used',
    command: words.command(),
    bounds: words.done ? { min: 1, max: Infinity } : words.times(),
  }),
  avoided: (words) => ({ kind: 'used', command: words.command(), bounds: { min: 0, max: 0 } }),
  order: (words) => {
    const commands = [words.command()];
    while (words.comma) commands.push(words.command());
    if (commands.length < 2) throw new Wrong('An order has two commands or more, with commas between them.');
    return { kind: 'order', commands };
  },
  gap: (words) => {
    const from = words.command();
    words.exactly('to');
    return { kind: 'gap', from, to: words.command(), bounds: words.bounds(duration) };
  },
  log: (words) => ({ kind: 'log', app: words.app(), expected: words.match(false) }),
  finished: (words) => ({ kind: 'finished', app: words.app() }),
  outcome: (words) => ({
    kind: 'outcome',
    app: words.app(),
    outcome: words.text('an outcome'),
    bounds: words.times(),
  }),
  queries: (words) => ({ kind: 'queries', containing: words.text('a text'), bounds: words.times() }),
  answered: (words) => {
    const question = whole(words.word('a number'));
    if (question < 1) throw new Wrong('Questions are counted from 1.');
    return { kind: 'answered', question };
  },
};

class Words {
  private readonly words: readonly Word[];
  private at = 0;

  constructor(words: readonly Word[]) {
    this.words = words;
  }

  get done(): boolean {
    return this.at >= this.words.length;
  }

  /** Whether a comma stands behind the last word. */
  get comma(): boolean {
    return this.words[this.at - 1]?.comma ?? false;
  }

  text(what: string): string {
    const word = this.words[this.at];
    if (!word) throw new Wrong(`Here ends the line; ${what} is missing.`);
    this.at++;
    return word.text;
  }

  /** A word that stands without quotes. */
  word(what: string): string {
    if (this.words[this.at]?.quoted) throw new Wrong(`Here comes ${what}, without quotes.`);
    return this.text(what);
  }

  /** As a byte string. */
  bytes(what: string): string {
    return encodeText(this.text(what));
  }

  /** Takes the next word if it is this one. */
  take(wanted: string): boolean {
    const word = this.words[this.at];
    if (!word || word.quoted || word.text !== wanted) return false;
    this.at++;
    return true;
  }

  exactly(wanted: string): void {
    if (!this.take(wanted)) throw new Wrong(`“${wanted}” is missing${this.before()}.`);
  }

  end(): void {
    const word = this.words[this.at];
    if (word) throw new Wrong(`Nothing may follow here; there is “${word.text.slice(0, 40)}”.`);
  }

  app(): string {
    const name = this.text('a program');
    if (!isClientName(name)) throw new Wrong('A program’s name is one word, such as shop.');
    return name;
  }

  match(errors: boolean): TextMatch {
    if (this.take('is')) return { how: 'is', text: this.text('a text') };
    if (this.take('contains')) return { how: 'contains', text: this.text('a text') };
    if (errors && this.take('error')) return { how: 'error', text: this.text('the error’s first word') };
    throw new Wrong(`“is” or “contains”${errors ? ' or “error”' : ''} is missing${this.before()}.`);
  }

  command(): CommandPattern {
    const word = this.words[this.at];
    const text = this.text('a command').trim();
    const open = text.endsWith('...');
    const split = splitArguments(open ? text.slice(0, -3) : text);
    if (split.error || split.args.length === 0)
      throw new Wrong('This is no pattern of a command: one or more words, such as "INCR limit:*".');
    const alone = split.args.length === 1;
    if (alone && !word?.quoted && !/^[\w.*|-]+$/.test(text.replace(/\.{3}$/, '')))
      throw new Wrong(`“${text.slice(0, 40)}” is no command.`);
    return { words: split.args, open: open || alone };
  }

  /** Bounds of a count, after which `times` may stand. */
  times(): Bounds {
    const bounds = this.bounds(whole);
    if (!this.take('times')) this.take('time');
    return bounds;
  }

  bounds(read: (text: string) => number): Bounds {
    const number = () => read(this.word('a number'));
    if (this.take('between')) {
      const min = number();
      this.exactly('and');
      const max = number();
      if (max < min) throw new Wrong('The smaller number comes first.');
      return { min, max };
    }
    if (this.take('at')) {
      if (this.take('least')) return { min: number(), max: Infinity };
      if (this.take('most')) return { min: -Infinity, max: number() };
      throw new Wrong('“least” or “most” is missing after “at”.');
    }
    const value = number();
    return { min: value, max: value };
  }

  private before(): string {
    const word = this.words[this.at];
    return word ? ` before “${word.text.slice(0, 40)}”` : ' at the end';
  }
}

function whole(text: string): number {
  if (/^\d{1,12}$/.test(text)) return Number(text);
  throw new Wrong(`“${text.slice(0, 40)}” is no whole number.`);
}

function score(text: string): number {
  if (/^-?inf$/.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  if (/^-?\d{1,20}(?:\.\d{1,20})?(?:e[+-]?\d{1,3})?$/i.test(text)) return Number(text);
  throw new Wrong(`“${text.slice(0, 40)}” is no number.`);
}

const UNITS: ReadonlyMap<string, number> = new Map([
  ['ms', 1],
  ['s', 1000],
  ['m', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
]);

function duration(text: string): number {
  const match = /^(\d{1,9}(?:\.\d{1,3})?)(ms|s|m|h|d)$/.exec(text);
  const unit = UNITS.get(match?.[2] ?? '');
  if (unit === undefined) throw new Wrong('Say how long, with a unit: 500ms, 10s, 5m or 1h.');
  return Number(match?.[1]) * unit;
}

function query(text: string): string {
  if (!/^\s*(select|with|values|table|explain|show)\b/i.test(text))
    throw new Wrong('A check’s query only reads: it begins with SELECT.');
  if (/;\s*\S/.test(text)) throw new Wrong('A check makes one query.');
  if (/\b(insert\s+into|delete\s+from|merge\s+into|update\s+\S+\s+(as\s+\S+\s+)?set)\b/i.test(text))
    throw new Wrong('A check’s query only reads: it changes no rows.');
  return text;
}
