/** The arguments of one command while they are put together. */
import { encodeText, fromUint8Array } from '../../resp/text.ts';

export class ArgumentList {
  /** Byte strings, the command's name first. */
  readonly argv: string[] = [];

  /** Adds text as UTF-8, or bytes as they are; anything else is refused, as npm `redis` does. */
  push(value: unknown): void {
    if (typeof value === 'string') this.argv.push(encodeText(value));
    else if (value instanceof Uint8Array) this.argv.push(fromUint8Array(value));
    else
      throw new TypeError(
        `"arguments[${this.argv.length}]" must be of type "string | Buffer", got ${typeof value} instead.`,
      );
  }

  /** Adds a value that may be a number too. */
  pushValue(value: unknown): void {
    this.push(typeof value === 'number' ? String(value) : value);
  }

  /** Adds what has a text, such as a number. */
  pushNumber(value: unknown): void {
    this.push(value === undefined || value === null ? value : String(value));
  }

  /** Adds a score: a number, infinities among them, or a bound such as `(5`. */
  pushScore(value: unknown): void {
    if (value === Infinity) this.push('+inf');
    else if (value === -Infinity) this.push('-inf');
    else this.pushValue(value);
  }

  /** Adds a moment: a Date, or a number in the unit. */
  pushTime(value: unknown, unit: 's' | 'ms'): void {
    if (!(value instanceof Date)) this.pushNumber(value);
    else this.push(String(unit === 's' ? Math.floor(value.getTime() / 1000) : value.getTime()));
  }

  /** Adds one or many, with their number before them where `counted`. */
  pushMany(value: unknown, counted = false): void {
    const items: readonly unknown[] = Array.isArray(value) ? value : [value];
    if (counted) this.push(String(items.length));
    for (const item of items) this.push(item);
  }
}

/** What an options object or a pair holds by a name; undefined in anything that is no object. */
export function field(of: unknown, name: string): unknown {
  return typeof of === 'object' && of !== null ? Reflect.get(of, name) : undefined;
}

export function oneOrMany(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}
