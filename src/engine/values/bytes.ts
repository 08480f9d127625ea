/**
 * A string that is edited in place: APPEND, SETRANGE, bit operations and HyperLogLog write into a growing buffer
 * instead of copying the whole value each time. Spare room doubles up to 1 MiB, as the reference's SDS does.
 */
import { decodeShort, MAX_SHORT } from './short.ts';

const MAX_SPARE = 1024 * 1024;

export class Bytes {
  readonly type = 'string';
  /** Backing store; bytes from `length` on are zero. */
  buffer: Uint8Array;
  length: number;

  constructor(buffer: Uint8Array, length = buffer.length) {
    this.buffer = buffer;
    this.length = length;
  }

  static from(text: string): Bytes {
    const buffer = new Uint8Array(text.length);
    writeAt(buffer, 0, text);
    return new Bytes(buffer);
  }

  /** The bytes as a byte string. */
  get text(): string {
    return textOf(this.buffer, 0, this.length);
  }

  /** Bytes [start, end) as a byte string. */
  slice(start: number, end: number): string {
    return textOf(this.buffer, start, end);
  }

  /** Makes the value at least `length` bytes long, filling with zero bytes. */
  grow(length: number): void {
    if (length <= this.length) return;
    if (length > this.buffer.length) {
      const spare = Math.min(length, MAX_SPARE);
      const next = new Uint8Array(length + spare);
      next.set(this.buffer.subarray(0, this.length));
      this.buffer = next;
    }
    this.length = length;
  }

  append(text: string): void {
    const at = this.length;
    this.grow(at + text.length);
    writeAt(this.buffer, at, text);
  }

  /** Overwrites from `offset` on, growing where needed. */
  write(offset: number, text: string): void {
    this.grow(offset + text.length);
    writeAt(this.buffer, offset, text);
  }

  copy(): Bytes {
    return new Bytes(this.buffer.slice(0, this.length));
  }
}

function writeAt(buffer: Uint8Array, offset: number, text: string): void {
  for (let i = 0; i < text.length; i++) buffer[offset + i] = text.charCodeAt(i);
}

const CHUNK = 8192;

/** Bytes [start, end) of `buffer` as a byte string. */
export function textOf(buffer: Uint8Array, start: number, end: number): string {
  if (end - start <= MAX_SHORT) return decodeShort(buffer, start, end);
  if (end - start <= CHUNK) {
    return charsOf(buffer.subarray(start, end));
  }
  let text = '';
  for (let i = start; i < end; i += CHUNK) {
    text += charsOf(buffer.subarray(i, Math.min(i + CHUNK, end)));
  }
  return text;
}

/** `apply` takes the array as it is; a spread would walk its iterator and be five times slower. */
function charsOf(bytes: Uint8Array): string {
  return Reflect.apply(String.fromCharCode, undefined, bytes);
}
