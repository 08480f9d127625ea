/** The options that XADD and XTRIM have in common. */
import * as errors from '../../errors.ts';
import { type IdPart, parsePartialId, type StreamId } from '../../values/stream-id.ts';
import type { DeleteStrategy, Trim } from '../../values/stream-trim.ts';
import type { Limits } from '../../values/value.ts';
import { readId, readInteger } from './shared.ts';

const BOTH = errors.err('syntax error, MAXLEN and MINID options at the same time are not compatible');
const NEGATIVE_MAXLEN = errors.err('The MAXLEN argument must be >= 0.');
const NEGATIVE_LIMIT = errors.err('The LIMIT argument must be >= 0.');
const LIMIT_ALONE = errors.err('syntax error, LIMIT cannot be used without specifying a trimming strategy');
const LIMIT_EXACT = errors.err('syntax error, LIMIT cannot be used without the special ~ option');
const NO_STRATEGY = errors.err('syntax error, XTRIM must be called with a trimming strategy');

export interface StreamOptions {
  /** How many entries may stay, or the smallest ID that may; undefined: nothing is trimmed. */
  keep: number | StreamId | undefined;
  approximate: boolean;
  /** undefined: not given. */
  limit: number | undefined;
  strategy: DeleteStrategy;
  noMkstream: boolean;
  /** Where the threshold stands in argv, and the word LIMIT. */
  thresholdAt: number;
  limitAt: number;
  /** XADD: where the ID stands; the ID, with `*` undefined; or the first part of `ms-*`. */
  idAt: number;
  id: StreamId | undefined;
  idMs: IdPart | undefined;
}

const STRATEGIES: ReadonlySet<string> = new Set(['KEEPREF', 'DELREF', 'ACKED']);
export const isStrategy = (word: string): word is DeleteStrategy => STRATEGIES.has(word);

/** Reads the options from argv[2] on; for XADD up to the ID. */
export function readStreamOptions(argv: readonly string[], xadd: boolean): StreamOptions {
  const found: StreamOptions = {
    keep: undefined,
    approximate: false,
    limit: undefined,
    strategy: 'KEEPREF',
    noMkstream: false,
    thresholdAt: -1,
    limitAt: -1,
    idAt: argv.length,
    id: undefined,
    idMs: undefined,
  };
  let strategyGiven = false;
  for (let i = 2; i < argv.length; i++) {
    const word = argv[i] as string;
    const option = word.toUpperCase();
    const more = argv.length - 1 - i;
    if (xadd && word === '*') {
      found.idAt = i;
      break;
    }
    if ((option === 'MAXLEN' || option === 'MINID') && more > 0) {
      if (found.keep !== undefined) throw BOTH;
      const mark = argv[i + 1];
      found.approximate = more > 1 && mark === '~';
      if (more > 1 && (mark === '~' || mark === '=')) i++;
      found.thresholdAt = ++i;
      const threshold = argv[i] as string;
      if (option === 'MINID') found.keep = readId(threshold);
      else if ((found.keep = readInteger(threshold)) < 0) throw NEGATIVE_MAXLEN;
    } else if (option === 'LIMIT' && more > 0) {
      found.limitAt = i++;
      found.limit = readInteger(argv[i] as string);
      if (found.limit < 0) throw NEGATIVE_LIMIT;
    } else if (xadd && option === 'NOMKSTREAM') found.noMkstream = true;
    else if (isStrategy(option)) {
      if (strategyGiven) throw errors.SYNTAX;
      strategyGiven = true;
      found.strategy = option;
    } else if (xadd) {
      found.idMs = parsePartialId(word);
      if (found.idMs === undefined) found.id = readId(word);
      found.idAt = i;
      break;
    } else throw errors.SYNTAX;
  }
  if (found.limit !== undefined && found.limit > 0 && found.keep === undefined) throw LIMIT_ALONE;
  if (!xadd && found.keep === undefined) throw NO_STRATEGY;
  if (found.limit !== undefined && !found.approximate && found.keep !== undefined) throw LIMIT_EXACT;
  return found;
}

/** What to trim, or undefined. Without LIMIT an approximate trim takes a hundred blocks at a time. */
export function trimOf(
  { keep, approximate, limit, strategy }: StreamOptions,
  limits: Limits,
): Trim | undefined {
  if (keep === undefined) return undefined;
  const usual = 100 * limits.streamNodeMaxEntries;
  const bounded = usual <= 0 ? 10000 : Math.min(usual, 1000000);
  return { keep, approximate, strategy, limit: approximate ? (limit ?? bounded) : 0 };
}

/**
 * What is logged for an approximate trim: exactly what it left, so that a replay does not depend on blocks. `left` is the
 * threshold to log.
 */
export function exactTrim(words: string[], { thresholdAt, limitAt }: StreamOptions, left: string): string[] {
  words[thresholdAt] = left;
  words[thresholdAt - 1] = '=';
  if (limitAt >= 0) words.splice(limitAt, 2);
  return words;
}
