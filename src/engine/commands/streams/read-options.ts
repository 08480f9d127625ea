/** The options that XREAD and XREADGROUP have in common. */
import * as errors from '../../errors.ts';
import { parseInt64 } from '../../numbers.ts';
import { readInteger } from './shared.ts';

export interface ReadOptions {
  readonly keys: readonly string[];
  readonly ids: readonly string[];
  /** Where the first ID stands in argv. */
  readonly idsAt: number;
  /** Entries of each stream at most; Infinity where it was not given or is 0. */
  readonly count: number;
  /** How long to wait, 0 for ever; undefined: not at all. */
  readonly blockMs: number | undefined;
  readonly group: string;
  readonly consumer: string;
  readonly noAck: boolean;
  /** Pending entries idle for so many ms are wanted too; undefined: none. */
  readonly claimIdleMs: number | undefined;
}

const GROUP_ELSEWHERE = errors.err(
  'The GROUP option is only supported by XREADGROUP. You called XREAD instead.',
);
const NOACK_ELSEWHERE = errors.err(
  'The NOACK option is only supported by XREADGROUP. You called XREAD instead.',
);
const CLAIM_ELSEWHERE = errors.err(
  'The CLAIM option is only supported by XREADGROUP. You called XREAD instead.',
);
const MISSING_GROUP = errors.err('Missing GROUP option for XREADGROUP');
const TIMEOUT_NOT_INTEGER = errors.err('timeout is not an integer or out of range');
const IDLE_NOT_INTEGER = errors.err('min-idle-time is not an integer or out of range');
const IDLE_NEGATIVE = errors.err('min-idle-time must be a positive integer');

const unbalanced = (name: string, marks: string) =>
  errors.err(`Unbalanced '${name}' list of streams: for each stream key an ID${marks} must be specified.`);

function readTimeout(text: string): number {
  const value = readInteger(text, TIMEOUT_NOT_INTEGER);
  if (value < 0) throw errors.TIMEOUT_NEGATIVE;
  return value;
}

function readIdle(text: string): number {
  const value = parseInt64(text);
  if (value === undefined) throw IDLE_NOT_INTEGER;
  if (value < 0) throw IDLE_NEGATIVE;
  return Number(value);
}

/** Reads everything after the name; `grouped` for XREADGROUP. */
export function readOptions(argv: readonly string[], grouped: boolean): ReadOptions {
  let count = 0;
  let blockMs: number | undefined;
  let group: string | undefined;
  let consumer = '';
  let noAck = false;
  let claimIdleMs: number | undefined;
  for (let i = 1; i < argv.length; i++) {
    const option = (argv[i] as string).toUpperCase();
    const more = argv.length - 1 - i;
    if (option === 'BLOCK' && more > 0) blockMs = readTimeout(argv[++i] as string);
    else if (option === 'COUNT' && more > 0) count = Math.max(0, readInteger(argv[++i] as string));
    else if (option === 'GROUP' && more > 1) {
      if (!grouped) throw GROUP_ELSEWHERE;
      group = argv[++i] as string;
      consumer = argv[++i] as string;
    } else if (option === 'NOACK') {
      if (!grouped) throw NOACK_ELSEWHERE;
      noAck = true;
    } else if (option === 'CLAIM' && more > 0) {
      if (!grouped) throw CLAIM_ELSEWHERE;
      claimIdleMs = readIdle(argv[++i] as string);
    } else if (option === 'STREAMS' && more > 0) {
      if (more % 2 !== 0)
        throw unbalanced(grouped ? 'xreadgroup' : 'xread', grouped ? " or '>'" : ", '+', or '$'");
      if (grouped && group === undefined) throw MISSING_GROUP;
      const idsAt = i + 1 + more / 2;
      return {
        keys: argv.slice(i + 1, idsAt),
        ids: argv.slice(idsAt),
        idsAt,
        count: count === 0 ? Infinity : count,
        blockMs,
        group: group ?? '',
        consumer,
        noAck,
        claimIdleMs,
      };
    } else throw errors.SYNTAX;
  }
  throw errors.SYNTAX;
}
