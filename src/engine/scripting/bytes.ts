/** Byte strings in and out of an interpreter's memory. */

const SLICE = 8192;

/** The bytes from `start` to `end` as a byte string. */
export function readText(bytes: Uint8Array, start: number, end: number): string {
  if (end - start <= SLICE) return String.fromCharCode(...bytes.subarray(start, end));
  let text = '';
  for (let at = start; at < end; at += SLICE) {
    text += String.fromCharCode(...bytes.subarray(at, Math.min(at + SLICE, end)));
  }
  return text;
}

/** Writes a byte string at `at`; returns the offset after it. */
export function writeText(bytes: Uint8Array, at: number, text: string): number {
  for (let i = 0; i < text.length; i++) bytes[at + i] = text.charCodeAt(i);
  return at + text.length;
}

/** A buffer that grows as it is written to. */
export class ByteWriter {
  length = 0;
  private bytes = new Uint8Array(1024);
  private view = new DataView(this.bytes.buffer);

  clear(): this {
    this.length = 0;
    return this;
  }

  /** What was written; valid until the next write. */
  get written(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }

  u8(value: number): void {
    this.room(1);
    this.bytes[this.length++] = value;
  }

  u32(value: number): void {
    this.room(4);
    this.view.setUint32(this.length, value, true);
    this.length += 4;
  }

  i64(value: bigint): void {
    this.room(8);
    this.view.setBigInt64(this.length, value, true);
    this.length += 8;
  }

  f64(value: number): void {
    this.room(8);
    this.view.setFloat64(this.length, value, true);
    this.length += 8;
  }

  /** The length as 32 bits, then the bytes. */
  text(value: string): void {
    this.u32(value.length);
    this.raw(value);
  }

  raw(value: string): void {
    this.room(value.length);
    this.length = writeText(this.bytes, this.length, value);
  }

  private room(more: number): void {
    const wanted = this.length + more;
    if (wanted <= this.bytes.length) return;
    const bytes = new Uint8Array(Math.max(wanted, this.bytes.length * 2));
    bytes.set(this.bytes);
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer);
  }
}
