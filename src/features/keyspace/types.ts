/** How the types of values look: the same everywhere in this panel. */
import type { ValueType } from '../../protocol/views.ts';
import type { Tone } from '../../ui/Badge.tsx';

export const TYPES: readonly ValueType[] = ['string', 'hash', 'list', 'set', 'zset', 'stream'];

export const TYPE_TONES: Readonly<Record<ValueType, Tone>> = {
  string: 'blue',
  hash: 'violet',
  list: 'amber',
  set: 'green',
  zset: 'pink',
  stream: 'cyan',
};
