/** For tests: a command written with each of its options, one at a time. */
import type { Command } from '../command.ts';
import { type Argument, parseSyntax } from './syntax.ts';

/** Values by the argument's name where neither any string nor 1 will do. */
const VALUES: Readonly<Record<string, string>> = {
  encoding: 'u8',
  protover: '2',
  'internal-command': 'get',
  command: 'get',
  threshold: '1',
  lastid: '1-1',
  'last-id': '1-1',
  'max-deleted-id': '1-1',
  'min-idle-time': '1',
  id: '1-1',
  min: '1',
  max: '1',
  start: '1',
  stop: '1',
  end: '1',
};

/** What an option stands beside, by the command and a word of it: words that come before it. */
const BESIDE: readonly [name: RegExp, word: string, before: readonly string[]][] = [
  [/^ZRANGE(STORE)?$/, 'LIMIT', ['BYSCORE']],
  [/^CLIENT TRACKING$/, 'PREFIX', ['BCAST']],
];

/** Puts words right that depend on others. */
function fitted(name: string, argv: readonly string[]): string[] {
  const words = [...argv];
  for (const [command, word, before] of BESIDE) {
    if (command.test(name) && words.includes(word)) words.splice(words.indexOf(word), 0, ...before);
  }
  // Only an approximate trim has a limit.
  if (/^X(ADD|TRIM)$/.test(name) && words.includes('LIMIT'))
    words.splice(words.indexOf('MAXLEN') + 1, 0, '~');
  if (words.includes('BYLEX')) return words.map((word) => (word === '1' ? '[a' : word));
  if (/^(EVAL|FCALL)/.test(name) && !words.includes('k')) return words.with(2, '0');
  return words;
}

function value(argument: Argument, name: string): string {
  if (/LEX/.test(name) && (argument.name === 'min' || argument.name === 'max')) return '[a';
  const known = VALUES[argument.name.toLowerCase()];
  if (known !== undefined) return known;
  if (argument.type === 'integer' || argument.type === 'double' || argument.type === 'unix-time') return '1';
  return argument.type === 'key' ? 'k' : 'a';
}

/** One way to write an argument with `wanted` in it, if it is inside, and no other options. */
function write(name: string, argument: Argument, wanted: Argument | undefined): string[] {
  const inside = argument.arguments ?? [];
  let words: string[];
  if (argument.type === 'pure-token') return [argument.token ?? ''];
  if (argument.type === 'oneof') {
    const chosen = inside.find((item) => holds(item, wanted)) ?? inside[0];
    words = chosen ? write(name, chosen, wanted) : [];
  } else if (argument.type === 'block') words = writeAll(name, inside, wanted);
  else words = [value(argument, name)];
  return argument.token === undefined ? words : [argument.token, ...words];
}

const writeAll = (name: string, list: readonly Argument[], wanted: Argument | undefined): string[] =>
  list.filter((item) => !item.optional || holds(item, wanted)).flatMap((item) => write(name, item, wanted));

const holds = (argument: Argument, wanted: Argument | undefined): boolean =>
  wanted !== undefined &&
  (argument === wanted || (argument.arguments ?? []).some((item) => holds(item, wanted)));

/** Every argument of a tree that somebody may or may not write. */
function* options(list: readonly Argument[], choice = false): Generator<Argument> {
  for (const item of list) {
    if (item.optional || choice) yield item;
    yield* options(item.arguments ?? [], item.type === 'oneof');
  }
}

/** The words of a command: plain, and once with every option alone. */
export function variantsOf({ name, syntax, id }: Command): string[][] {
  const tree = parseSyntax(syntax, id);
  return [undefined, ...options(tree)].map((option) =>
    fitted(name, [...name.split(' '), ...writeAll(name, tree, option)]),
  );
}
