/**
 * The payload of DUMP and RESTORE: type, value, version (2 bytes) and CRC-64 of all before it (8 bytes). Source: the
 * reference's `createDumpPayload` and `verifyDumpPayload`.
 */
import type { Limits, Value } from '../engine/values/value.ts';
import { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import { Crc64 } from './crc64.ts';
import { RdbError } from './error.ts';
import { OPCODE, VERSION_NEWEST, VERSION_PLAIN, VERSION_VALKEY } from './opcodes.ts';
import { startValue, ValueLoader } from './read-value.ts';
import { formatOf, rdbTypeOf, versionOf, writeValue } from './write-value.ts';

const FOOTER = 10;

/** Serializes a value. */
export function dumpValue(value: Value): Uint8Array {
  const out = new ByteWriter(256);
  const version = versionOf(value);
  out.u8(rdbTypeOf(value, version));
  const steps = writeValue(out, value, formatOf(version));
  while (!steps.next().done);
  return finish(out, version);
}

/** Serializes the code of function libraries, as FUNCTION DUMP does. */
export function dumpLibraries(codes: Iterable<string>): Uint8Array {
  const out = new ByteWriter(256);
  for (const code of codes) {
    out.u8(OPCODE.FUNCTION2);
    out.string(code);
  }
  return finish(out, VERSION_PLAIN);
}

function finish(out: ByteWriter, version: number): Uint8Array {
  out.u16(version);
  out.bytes(new Crc64().update(out.buffer, 0, out.length).bytes());
  return out.take();
}

/** True where version and checksum of a payload are right. */
export function verifyDump(payload: Uint8Array): boolean {
  const end = payload.length - FOOTER;
  // No libraries at all are a footer alone.
  if (end < 0) return false;
  const version = (payload[end] as number) | ((payload[end + 1] as number) << 8);
  if (version > VERSION_NEWEST && version < VERSION_VALKEY) return false;
  return new Crc64().update(payload, 0, end + 2).matches(payload, end + 2);
}

/** Reads a payload that `verifyDump` accepts. Throws RdbError where the value is malformed, empty or of no type we have. */
export function restoreValue(payload: Uint8Array, limits: Limits): Value {
  const end = payload.length - FOOTER;
  const version = (payload[end] as number) | ((payload[end + 1] as number) << 8);
  const reader = new ByteReader(payload.subarray(0, end));
  const started = startValue(reader.u8(), reader, limits, version >= VERSION_VALKEY);
  const value = started instanceof ValueLoader ? started.run(reader) : started;
  if (value === undefined) throw new RdbError('the value is empty', reader.offset);
  if (reader.left > 0) throw new RdbError('the payload goes on after its value', reader.offset);
  return value;
}

/** The code of each library of a payload that `verifyDump` accepts. Throws RdbError where there is anything else in it. */
export function restoreLibraries(payload: Uint8Array): string[] {
  const reader = new ByteReader(payload.subarray(0, payload.length - FOOTER));
  const codes: string[] = [];
  while (reader.left > 0) {
    if (reader.u8() !== OPCODE.FUNCTION2) throw new RdbError('the payload holds no function', reader.offset);
    codes.push(reader.string());
  }
  return codes;
}
