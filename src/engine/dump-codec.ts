/**
 * What DUMP and RESTORE need from the RDB format. The engine knows no file formats, so its host hands this in
 * (`engine.dumpCodec`). Payloads are byte strings.
 */
import type { Limits, Value } from './values/value.ts';

export interface DumpCodec {
  /** Serializes a value. */
  dump(value: Value): string;
  /** True where a payload's version and checksum are right. */
  verify(payload: string): boolean;
  /** The value of a payload that was verified; undefined where its data is malformed. */
  restore(payload: string, limits: Limits): Value | undefined;
  /** Serializes the code of function libraries. */
  dumpLibraries(codes: Iterable<string>): string;
  /** The code of each library of a payload that was verified; undefined where it holds anything else or is malformed. */
  restoreLibraries(payload: string): string[] | undefined;
}
