/** The RDB format in the shape that the engine wants it in for DUMP and RESTORE. */
import type { DumpCodec } from '../engine/dump-codec.ts';
import { textOf } from '../engine/values/bytes.ts';
import { dumpLibraries, dumpValue, restoreLibraries, restoreValue, verifyDump } from './dump.ts';
import { RdbError } from './error.ts';

const bytesOf = (text: string): Uint8Array => {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
};

/** Give it to `engine.dumpCodec`. */
export const rdbCodec: DumpCodec = {
  dump(value) {
    const bytes = dumpValue(value);
    return textOf(bytes, 0, bytes.length);
  },
  dumpLibraries(codes) {
    const bytes = dumpLibraries(codes);
    return textOf(bytes, 0, bytes.length);
  },
  restoreLibraries: (payload) => orNothing(() => restoreLibraries(bytesOf(payload))),
  verify: (payload) => verifyDump(bytesOf(payload)),
  restore: (payload, limits) => orNothing(() => restoreValue(bytesOf(payload), limits)),
};

/** undefined where what is read is malformed. */
function orNothing<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof RdbError) return undefined;
    throw error;
  }
}
