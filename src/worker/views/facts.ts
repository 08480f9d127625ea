/** Small facts about values that several views show. */
import type { Value } from '../../engine/values/value.ts';

/** Elements of a collection, bytes of a string. */
export function sizeOf(value: Value): number {
  switch (typeof value) {
    case 'string':
      return value.length;
    case 'object':
      return value.type === 'string' ? value.length : value.size;
    default:
      return String(value).length;
  }
}

/** As OBJECT ENCODING says it. */
export function encodingOf(value: Value): string {
  switch (typeof value) {
    case 'string':
      return value.length <= 44 ? 'embstr' : 'raw';
    case 'object':
      return value.type === 'string' ? 'raw' : value.encoding;
    default:
      return 'int';
  }
}
