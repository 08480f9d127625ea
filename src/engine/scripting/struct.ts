/**
 * struct.pack, unpack and size for formats with integers of more than four bytes; the interpreter's own library does the
 * others. Values come and go as words with a letter in front: `n` and a number (with a zero byte and what Lua writes for it), `s` and a string, or `?` and the
 * name of another type. Source of the behaviour and the texts: lua_struct.c of the reference.
 */
import { toLong, toUnsigned } from './long.ts';
import { readDouble } from './wire.ts';

/** What is wrong, as luaL_error words it. */
export class StructError {
  readonly message: string;
  constructor(message: string) {
    this.message = message;
  }
}

const MOST = 32;
const NATIVE_ALIGN = 8;
const SIZES: Readonly<Record<string, number>> = {
  b: 1,
  B: 1,
  h: 2,
  H: 2,
  l: 8,
  L: 8,
  T: 8,
  f: 4,
  d: 8,
  x: 1,
};
const INTEGERS = 'bBhHlLTiI';

const wrongArgument = (at: number, name: string, why: string) =>
  new StructError(`bad argument #${at} to '${name}' (${why})`);

/** Reads a format option by option. */
class Format {
  little = true;
  private align = 1;
  private at = 0;
  private readonly text: string;
  private readonly name: string;

  constructor(text: string, name: string) {
    // C reads up to the first zero.
    this.text = text.split('\0', 1)[0] ?? '';
    this.name = name;
  }

  /** The next option with its size in bytes (0 where it has none of its own); undefined at the end. */
  next(): { option: string; size: number } | undefined {
    const option = this.text[this.at++];
    if (option === undefined) return undefined;
    if (option === 'c') return { option, size: this.number(1) };
    if (option !== 'i' && option !== 'I') return { option, size: SIZES[option] ?? 0 };
    const size = this.number(4);
    if (size > MOST) throw new StructError(`integral size ${size} is larger than limit of ${MOST}`);
    return { option, size };
  }

  /** Bytes up to where a value of this size may begin. */
  padding(position: number, option: string, size: number): number {
    if (size === 0 || option === 'c') return 0;
    const unit = Math.min(size, this.align);
    return (unit - (position & (unit - 1))) & (unit - 1);
  }

  control(option: string): void {
    if (option === ' ') return;
    if (option === '>' || option === '<') this.little = option === '<';
    else if (option === '!') {
      const align = this.number(NATIVE_ALIGN);
      if (align <= 0 || (align & (align - 1)) !== 0) {
        throw new StructError(`alignment ${align} is not a power of 2`);
      }
      this.align = align;
    } else throw wrongArgument(1, this.name, `invalid format option '${option}'`);
  }

  private number(missing: number): number {
    const start = this.at;
    while (/[0-9]/.test(this.text[this.at] ?? '')) this.at++;
    return start === this.at ? missing : Number(this.text.slice(start, this.at));
  }
}

export function pack(text: string, words: readonly string[]): string {
  const format = new Format(text, 'pack');
  let out = '';
  let at = 0;
  const take = (type: 'number' | 'string'): string => {
    const word = words[at++];
    const kind = word?.[0] ?? '?';
    if (kind === 's' && (type === 'string' || Number.isFinite(Number(word?.slice(1)))))
      return word?.slice(1) ?? '';
    if (kind === 'n') {
      const [exact = '', shown = exact] = word?.slice(1).split('\0') ?? [];
      return type === 'number' ? exact : shown;
    }
    // A nil stands behind the last word, where the reference keeps its buffer.
    const got =
      word === undefined
        ? at > words.length + 1
          ? 'no value'
          : 'nil'
        : kind === 's'
          ? 'string'
          : word.slice(1);
    throw wrongArgument(at + 1, 'pack', `${type} expected, got ${got}`);
  };
  for (let next = format.next(); next; next = format.next()) {
    const { option, size } = next;
    out += '\0'.repeat(format.padding(out.length, option, size));
    if (INTEGERS.includes(option)) out += integerBytes(readDouble(take('number')), size, format.little);
    else if (option === 'x') out += '\0';
    else if (option === 'f' || option === 'd')
      out += doubleBytes(readDouble(take('number')), size, format.little);
    else if (option === 'c' || option === 's') {
      const value = take('string');
      const length = size || value.length;
      if (value.length < length) throw wrongArgument(at + 2, 'pack', 'string too short');
      out += value.slice(0, length) + (option === 's' ? '\0' : '');
    } else format.control(option);
  }
  return out;
}

/** The values, and after them the position behind what was read. */
export function unpack(text: string, data: string, start: number): string[] {
  const format = new Format(text, 'unpack');
  const values: string[] = [];
  let at = start - 1;
  const need = (size: number) => {
    if (size > data.length || at > data.length - size)
      throw wrongArgument(2, 'unpack', 'data string too short');
  };
  for (let next = format.next(); next; next = format.next()) {
    const { option } = next;
    let { size } = next;
    at += format.padding(at, option, size);
    need(size);
    if (INTEGERS.includes(option)) {
      values.push(`n${integer(data.slice(at, at + size), option > 'Z', format.little)}`);
    } else if (option === 'f' || option === 'd') {
      values.push(`n${readFloat(data.slice(at, at + size), format.little)}`);
    } else if (option === 'c') {
      if (size === 0) {
        const length = values.pop();
        if (length === undefined || Number.isNaN(Number(length.slice(1)))) {
          throw new StructError("format 'c0' needs a previous size");
        }
        size = Math.trunc(Number(length.slice(1)));
        need(size);
      }
      values.push(`s${data.slice(at, at + size)}`);
    } else if (option === 's') {
      const end = data.indexOf('\0', at);
      if (end < 0) throw new StructError('unfinished string in data');
      size = end - at + 1;
      values.push(`s${data.slice(at, end)}`);
    } else if (option !== 'x') format.control(option);
    at += size;
  }
  return [...values, `n${at + 1}`];
}

export function structSize(text: string): number {
  const format = new Format(text, 'size');
  let at = 0;
  for (let next = format.next(); next; next = format.next()) {
    const { option, size } = next;
    at += format.padding(at, option, size);
    if (option === 's') throw wrongArgument(1, 'size', "option 's' has no fixed size");
    if (option === 'c' && size === 0) throw wrongArgument(1, 'size', "option 'c0' has no fixed size");
    if (!/[a-z0-9]/i.test(option)) format.control(option);
    at += size;
  }
  return at;
}

function integerBytes(value: number, size: number, little: boolean): string {
  const bytes: string[] = [];
  let rest = value < 0 ? BigInt.asUintN(64, toLong(value)) : toUnsigned(value);
  for (let i = 0; i < size; i++, rest >>= 8n) bytes.push(String.fromCharCode(Number(rest & 0xffn)));
  return (little ? bytes : bytes.reverse()).join('');
}

function integer(bytes: string, signed: boolean, little: boolean): number {
  const ordered = little ? [...bytes].reverse() : [...bytes];
  let value = 0n;
  for (const byte of ordered) value = BigInt.asUintN(64, (value << 8n) | BigInt(byte.charCodeAt(0)));
  // x86 shifts by the count's lowest six bits.
  const bits = ((bytes.length * 8 - 1) & 63) + 1;
  if (signed && value >> BigInt(bits - 1) !== 0n) {
    value |= BigInt.asUintN(64, -1n << BigInt(bits - 1));
    return Number(BigInt.asIntN(64, value));
  }
  return Number(signed ? BigInt.asIntN(64, value) : value);
}

function doubleBytes(value: number, size: number, little: boolean): string {
  const view = new DataView(new ArrayBuffer(8));
  if (size === 4) view.setFloat32(0, value, little);
  else view.setFloat64(0, value, little);
  return Array.from({ length: size }, (_, i) => String.fromCharCode(view.getUint8(i))).join('');
}

function readFloat(bytes: string, little: boolean): number {
  const view = new DataView(new ArrayBuffer(8));
  for (let i = 0; i < bytes.length; i++) view.setUint8(i, bytes.charCodeAt(i));
  return bytes.length === 4 ? view.getFloat32(0, little) : view.getFloat64(0, little);
}
