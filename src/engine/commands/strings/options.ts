/** The options that SET, GETEX and MSETEX share: conditions and times. */
import type { Args } from '../../args.ts';
import * as errors from '../../errors.ts';
import { INT64_MAX, parseInt64 } from '../../numbers.ts';

export type ExpireUnit = 'EX' | 'PX' | 'EXAT' | 'PXAT';

/** A time as it was given; its digits are read later, because a syntax error anywhere comes first. */
export interface ExpireOption {
  readonly unit: ExpireUnit;
  readonly text: string;
}

export type Comparison = 'IFEQ' | 'IFNE' | 'IFDEQ' | 'IFDNE';

export interface StringOptions {
  exists: 'NX' | 'XX' | undefined;
  compare: { readonly kind: Comparison; readonly operand: string } | undefined;
  get: boolean;
  /** What becomes of the TTL: kept, removed, or set by `expire`. */
  ttl: 'KEEPTTL' | 'PERSIST' | ExpireUnit | undefined;
  expire: ExpireOption | undefined;
}

/**
 * Reads the options that are left. Conditions exclude each other, and so do times; the same word twice is fine, and the
 * last one counts. Words that `command` does not know are syntax errors.
 */
export function parseStringOptions(args: Args, command: 'SET' | 'GETEX' | 'MSETEX'): StringOptions {
  const options: StringOptions = {
    exists: undefined,
    compare: undefined,
    get: false,
    ttl: undefined,
    expire: undefined,
  };
  while (!args.done) {
    const word = args.option();
    switch (word) {
      case 'NX':
      case 'XX':
        if (command === 'GETEX' || options.compare || (options.exists ?? word) !== word) throw errors.SYNTAX;
        options.exists = word;
        break;
      case 'IFEQ':
      case 'IFNE':
      case 'IFDEQ':
      case 'IFDNE':
        if (command !== 'SET' || options.exists || (options.compare?.kind ?? word) !== word)
          throw errors.SYNTAX;
        options.compare = { kind: word, operand: args.next() };
        break;
      case 'GET':
        if (command !== 'SET') throw errors.SYNTAX;
        options.get = true;
        break;
      case 'KEEPTTL':
      case 'PERSIST':
        if ((word === 'PERSIST') !== (command === 'GETEX') || (options.ttl ?? word) !== word)
          throw errors.SYNTAX;
        options.ttl = word;
        break;
      case 'EX':
      case 'PX':
      case 'EXAT':
      case 'PXAT':
        if ((options.ttl ?? word) !== word) throw errors.SYNTAX;
        options.ttl = word;
        options.expire = { unit: word, text: args.next() };
        break;
      default:
        throw errors.SYNTAX;
    }
  }
  return options;
}

/**
 * The absolute deadline in ms that a time option means. Throws where it is not an integer, not positive, or beyond what
 * 64 bits hold; `command` names the command in the error.
 */
export function deadlineOf({ unit, text }: ExpireOption, now: number, command: string): number {
  const value = parseInt64(text);
  if (value === undefined) throw errors.NOT_INTEGER;
  const inSeconds = unit === 'EX' || unit === 'EXAT';
  const ms = BigInt(value) * (inSeconds ? 1000n : 1n);
  if (value <= 0 || ms > INT64_MAX) throw errors.invalidExpire(command);
  const at = unit === 'EX' || unit === 'PX' ? ms + BigInt(now) : ms;
  if (at > INT64_MAX) throw errors.invalidExpire(command);
  return Number(at);
}
