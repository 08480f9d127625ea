import type { Engine } from '../../engine.ts';
import * as errors from '../../errors.ts';
import { parseInt64 } from '../../numbers.ts';
import { MAX_STRING_LENGTH } from '../../values/string.ts';

const BAD_OFFSET = errors.err('bit offset is not an integer or out of range');

/**
 * Reads the number of a bit: at most the last bit of the longest string. With `width`, `#3` counts in fields of that many
 * bits (BITFIELD).
 */
export function parseBitOffset(text: string, width?: number): number {
  const counted = width !== undefined && text.startsWith('#');
  const value = parseInt64(counted ? text.slice(1) : text);
  if (value === undefined) throw BAD_OFFSET;
  const offset = Number(value) * (counted ? width : 1);
  if (offset < 0 || offset >= MAX_STRING_LENGTH * 8) throw BAD_OFFSET;
  return offset;
}

/** Throws where a bit lies behind the longest string that this server takes now (proto-max-bulk-len). */
export function checkBitOffset({ maxBulkLength }: Engine, offset: number): void {
  if (offset >= maxBulkLength * 8) throw BAD_OFFSET;
}
