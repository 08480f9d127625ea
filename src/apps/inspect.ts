/** Values as text for the log, in the way of Node's console: short, on one line, and never too long. */

/** Longest line of a log, in chars. */
export const MAX_LINE = 4000;
const MAX_DEPTH = 4;
const MAX_ITEMS = 100;

/** What `log(...)` writes: text as it is, other values as they are written in code. */
export function formatLine(values: readonly unknown[]): string {
  const text = values.map((value) => (typeof value === 'string' ? value : inspect(value))).join(' ');
  return text.length > MAX_LINE ? `${text.slice(0, MAX_LINE - 1)}…` : text;
}

export function inspect(value: unknown, depth = 0): string {
  if (typeof value === 'string') return `'${value.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n')}'`;
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'function') return '[function]';
  if (typeof value !== 'object' || value === null) return String(value);
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
  if (value instanceof Promise) return '[promise; await it]';
  if (depth >= MAX_DEPTH) return Array.isArray(value) ? '[…]' : '{…}';
  if (Array.isArray(value)) return list('[', value, ']', (item) => inspect(item, depth + 1));
  if (value instanceof Uint8Array) return list('<', [...value.subarray(0, MAX_ITEMS + 1)], '>', String);
  if (value instanceof Set) return `Set ${list('{', [...value], '}', (item) => inspect(item, depth + 1))}`;
  const pairs = value instanceof Map ? [...value] : Object.entries(value);
  const mark = value instanceof Map ? ' => ' : ': ';
  const text = list('{', pairs, '}', ([name, item]) => {
    const label = typeof name !== 'string' || mark === ' => ' ? inspect(name, depth + 1) : nameOf(name);
    return `${label}${mark}${inspect(item, depth + 1)}`;
  });
  return value instanceof Map ? `Map ${text}` : text;
}

const nameOf = (name: string) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : inspect(name));

function list<T>(open: string, items: readonly T[], close: string, show: (item: T) => string): string {
  if (items.length === 0) return open + close;
  const shown: string[] = [];
  let length = 0;
  for (const item of items) {
    if (shown.length >= MAX_ITEMS || length > MAX_LINE) {
      shown.push(`… ${items.length - shown.length} more`);
      break;
    }
    const text = show(item);
    length += text.length;
    shown.push(text);
  }
  const space = open === '{' ? ' ' : '';
  return `${open}${space}${shown.join(', ')}${space}${close}`;
}
