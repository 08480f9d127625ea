/** Files that come and go: what the page may ask for, and what it is told about a file before it opens it. */
import type { ValueType } from '../engine/values/value.ts';

/** `rdb`: dump.rdb. `aof`: a zip of the folder appendonlydir. `script`: commands as text. */
export type DownloadFormat = 'rdb' | 'aof' | 'script';

export interface Download {
  readonly name: string;
  readonly file: Blob;
}

/** What was found in a file, or done with it. */
export interface FileReport {
  readonly kind: 'rdb' | 'aof' | 'script' | 'unknown';
  /** Version of the RDB format; 0 for a plain log or a script. */
  readonly version: number;
  /** Bytes read. */
  readonly bytes: number;
  /** Keys in all databases afterwards. */
  readonly keys: number;
  /** Commands that ran. */
  readonly commands: number;
  /** Things that have no place here, for the person. */
  readonly skipped: readonly string[];
  /** Bytes at the end of a log that are no whole command. */
  readonly truncatedBytes: number;
  /** Where reading had to stop (byte; for a script: line, counted from 1), and why. */
  readonly damage: { readonly offset: number; readonly reason: string } | undefined;
}

export interface DatabaseInside {
  readonly db: number;
  readonly keys: number;
  /** Keys with a TTL, and those of them that have already ended. */
  readonly expiring: number;
  readonly expired: number;
  readonly types: Readonly<Partial<Record<ValueType, number>>>;
}

export interface FilePreview extends FileReport {
  /** What the data set is made of, in the order in which it is read. */
  readonly files: readonly string[];
  readonly databases: readonly DatabaseInside[];
}

export interface Imported {
  readonly report: FileReport;
  /** The keyspace from before, as an RDB file, to go back to. */
  readonly before: Blob;
}

/** How far the file that is being made or read is, 0 to 1. */
export interface FileProgress {
  readonly done: number;
}
