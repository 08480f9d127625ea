/** Comparing a string with a value or a digest: SET IFEQ … IFDNE and DELEX. */
import * as errors from '../../errors.ts';
import { type StringValue, stringOf } from '../../values/value.ts';
import { xxh3Hex } from '../../xxh3.ts';
import type { Comparison } from './options.ts';

const BAD_DIGEST = errors.err('must be exactly 16 hexadecimal characters');
const DIGEST = /^[0-9a-f]{16}$/i;

/** True where the condition holds for the current value. A malformed digest is an error; its case does not matter. */
export function holds(kind: Comparison, operand: string, current: StringValue): boolean {
  const text = stringOf(current);
  if (kind === 'IFEQ') return text === operand;
  if (kind === 'IFNE') return text !== operand;
  if (!DIGEST.test(operand)) throw BAD_DIGEST;
  return (xxh3Hex(text) === operand.toLowerCase()) === (kind === 'IFDEQ');
}
