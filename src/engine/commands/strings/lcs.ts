/**
 * LCS: the longest common subsequence of two strings, by the usual table of prefix lengths, which is then walked from
 * the end. Source: the reference's documentation; the walk prefers the second string where both ways are equally long,
 * because the reported ranges depend on it.
 */
import { type Command, defineCommand } from '../../command.ts';
import * as errors from '../../errors.ts';
import { parseInt64 } from '../../numbers.ts';
import { map, type Reply } from '../../reply.ts';
import { MAX_STRING_LENGTH } from '../../values/string.ts';
import { stringOf, type Value } from '../../values/value.ts';

const NOT_STRINGS = errors.err('The specified keys must contain string values');
const LEN_AND_IDX = errors.err('If you want both the length and indexes, please just use IDX.');
const TOO_LARGE = errors.err('Insufficient memory, transient memory for LCS exceeds proto-max-bulk-len');

interface LcsOptions {
  length: boolean;
  indexes: boolean;
  minMatch: number;
  withMatchLength: boolean;
}

function parseOptions(words: readonly string[]): LcsOptions {
  const options: LcsOptions = { length: false, indexes: false, minMatch: 0, withMatchLength: false };
  for (let i = 0; i < words.length; i++) {
    const word = (words[i] ?? '').toUpperCase();
    const value = words[i + 1];
    if (word === 'IDX') options.indexes = true;
    else if (word === 'LEN') options.length = true;
    else if (word === 'WITHMATCHLEN') options.withMatchLength = true;
    else if (word === 'MINMATCHLEN' && value !== undefined) {
      const number = parseInt64(value);
      if (number === undefined) throw errors.NOT_INTEGER;
      options.minMatch = Math.max(0, Number(number));
      i++;
    } else throw errors.SYNTAX;
  }
  if (options.length && options.indexes) throw LEN_AND_IDX;
  return options;
}

/** lengths[i × (|b| + 1) + j]: length of the LCS of the first i bytes of `a` and the first j of `b`. */
function prefixLengths(a: string, b: string): Uint32Array {
  const width = b.length + 1;
  if ((a.length + 1) * width * 4 > MAX_STRING_LENGTH) throw TOO_LARGE;
  const lengths = new Uint32Array((a.length + 1) * width);
  for (let i = 1; i <= a.length; i++) {
    const row = i * width;
    const above = row - width;
    for (let j = 1; j <= b.length; j++) {
      lengths[row + j] =
        a.charCodeAt(i - 1) === b.charCodeAt(j - 1)
          ? (lengths[above + j - 1] ?? 0) + 1
          : Math.max(lengths[above + j] ?? 0, lengths[row + j - 1] ?? 0);
    }
  }
  return lengths;
}

/** A run of matches: first index in each string, and how long it is. */
interface Run {
  readonly a: number;
  readonly b: number;
  readonly length: number;
}

/** The runs of the subsequence, last first. */
function walk(a: string, b: string, lengths: Uint32Array): Run[] {
  const width = b.length + 1;
  const runs: Run[] = [];
  let i = a.length;
  let j = b.length;
  let length = 0;
  const close = () => {
    if (length > 0) runs.push({ a: i, b: j, length });
    length = 0;
  };
  while (i > 0 && j > 0) {
    if (a.charCodeAt(i - 1) === b.charCodeAt(j - 1)) {
      i--;
      j--;
      length++;
      continue;
    }
    close();
    if ((lengths[(i - 1) * width + j] ?? 0) > (lengths[i * width + j - 1] ?? 0)) i--;
    else j--;
  }
  close();
  return runs;
}

function compare(a: string, b: string, options: LcsOptions): Reply {
  const lengths = prefixLengths(a, b);
  const total = lengths[lengths.length - 1] ?? 0;
  if (options.length) return total;
  const runs = walk(a, b, lengths);
  if (!options.indexes) {
    return runs
      .map((run) => a.slice(run.a, run.a + run.length))
      .reverse()
      .join('');
  }
  const matches = runs
    .filter((run) => run.length >= options.minMatch)
    .map((run): Reply => {
      const ranges: Reply[] = [
        [run.a, run.a + run.length - 1],
        [run.b, run.b + run.length - 1],
      ];
      return options.withMatchLength ? [...ranges, run.length] : ranges;
    });
  return map(['matches', matches, 'len', total]);
}

function textOf(value: Value | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'object' && value.type !== 'string') throw NOT_STRINGS;
  return stringOf(value);
}

const lcs = defineCommand({
  name: 'LCS',
  group: 'string',
  since: '7.0.0',
  arity: -3,
  flags: ['readonly'],
  keys: [{ kind: 'range', first: 1, last: 1, step: 1 }],
  complexity: 'O(N*M)',
  summary: 'Finds the longest common subsequence of two strings: itself, its length, or where it is.',
  syntax: 'key1 key2 [LEN] [IDX] [MINMATCHLEN min-match-len] [WITHMATCHLEN]',
  categories: ['string'],
  parse: (args) => ({ first: args.next(), second: args.next(), words: args.rest() }),
  run({ db }, { first, second, words }) {
    const left = db.lookup(first)?.value;
    const right = db.lookup(second)?.value;
    // The types are looked at before the options are read.
    const a = textOf(left);
    const b = textOf(right);
    return compare(a, b, parseOptions(words));
  },
});

export const lcsCommands: readonly Command[] = [lcs];
