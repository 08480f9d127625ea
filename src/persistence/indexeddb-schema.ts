/**
 * What a playground's database holds, its versions, and the checks that everything read from it must pass: other tabs,
 * other versions of this program, extensions and failing disks can all have written there.
 */
import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import { Crc64 } from '../rdb/crc64.ts';
import { connect } from './connection.ts';
import type { Part } from './store.ts';

/** The one record of `meta`: what counts as the present state. */
export interface Head {
  readonly format: 1;
  /** Generation of the snapshot's chunks; 0 where there is none. Chunks of others are left-overs. */
  readonly generation: number;
  readonly chunks: number;
  readonly snapshotBytes: number;
  /** The first record of the log, and how many bytes had been logged before it. Earlier records are left-overs. */
  readonly logFirst: number;
  readonly logOffset: number;
}

/** A chunk of the snapshot, or a record of the log: one blob of whole commands. */
export interface Chunk {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** CRC-64 of the bytes in hexadecimal. */
  readonly sum: string;
  /** Bytes of the same part before this. */
  readonly offset: number;
}

export interface AsideHead {
  readonly part: Part;
  readonly reason: string;
  readonly at: number;
  readonly bytes: number;
}

export interface PlaygroundSchema extends DBSchema {
  meta: { key: string; value: unknown };
  /** Key: [generation, index]. */
  snapshot: { key: [number, number]; value: unknown };
  /** Key: sequence number, counted from 1 without gaps. */
  log: { key: number; value: unknown };
  aside: { key: number; value: unknown };
  /** Key: [id in `aside`, index]. */
  asideChunk: { key: [number, number]; value: unknown };
}

export type PlaygroundDb = IDBPDatabase<PlaygroundSchema>;
type Upgrade = IDBPTransaction<PlaygroundSchema, StoreNames<PlaygroundSchema>[], 'versionchange'>;

/** Step i takes a database from version i to i + 1. Steps are never changed, only added. */
const MIGRATIONS: readonly ((db: PlaygroundDb, transaction: Upgrade) => void)[] = [
  (db) => {
    db.createObjectStore('meta');
    db.createObjectStore('snapshot');
    db.createObjectStore('log');
    db.createObjectStore('aside', { autoIncrement: true });
    db.createObjectStore('asideChunk');
  },
];

export const databaseName = (id: string): string => `keyglass/${id}`;

/**
 * Opens a playground's database and brings it up to date. Rejects where a newer version of this program made it.
 * `onClosed` hears when another tab deletes it, or the browser takes it away (`cleared`): the disk is short, or the person
 * asked for it.
 */
export async function openDatabase(id: string, onClosed: (cleared: boolean) => void): Promise<PlaygroundDb> {
  let opened: PlaygroundDb | undefined;
  opened = await connect<PlaygroundSchema>(databaseName(id), MIGRATIONS.length, {
    upgrade(db, from, _to, transaction) {
      for (const migrate of MIGRATIONS.slice(from)) migrate(db, transaction);
    },
    // Another tab deletes or migrates this database: it must not wait for us.
    blocking() {
      opened?.close();
      onClosed(false);
    },
    terminated: () => onClosed(true),
  });
  return opened;
}

export const EMPTY_HEAD: Head = {
  format: 1,
  generation: 0,
  chunks: 0,
  snapshotBytes: 0,
  logFirst: 1,
  logOffset: 0,
};

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** The head as read, or what is wrong with it. */
export function checkHead(value: unknown): Head | string {
  if (value === undefined) return EMPTY_HEAD;
  if (!isObject(value)) return 'the head record is not a record';
  const { format, generation, chunks, snapshotBytes, logFirst, logOffset } = value;
  if (format !== 1) return `the head record has format ${String(format)}, which is not known`;
  const counts = [generation, chunks, snapshotBytes, logFirst, logOffset];
  if (!counts.every(isCount)) return 'the head record is damaged';
  return {
    format,
    generation: Number(generation),
    chunks: Number(chunks),
    snapshotBytes: Number(snapshotBytes),
    logFirst: Number(logFirst),
    logOffset: Number(logOffset),
  };
}

/** A chunk that should begin `offset` bytes into its part, or what is wrong with it. */
export function checkChunk(value: unknown, offset: number): Uint8Array | string {
  if (value === undefined) return 'a record is missing';
  if (!isObject(value) || !(value.bytes instanceof Uint8Array)) return 'a record is not a record';
  if (value.offset !== offset) return 'a record is out of its place';
  if (value.sum !== sumOf(value.bytes)) return 'the checksum of a record does not agree';
  return value.bytes;
}

export const makeChunk = (bytes: Uint8Array<ArrayBuffer>, offset: number): Chunk => ({
  bytes,
  sum: sumOf(bytes),
  offset,
});

const sumOf = (bytes: Uint8Array): string => new Crc64().update(bytes).hex;

/** The bytes of a record that may be anything: for what is set aside. */
export function rawBytes(value: unknown): Uint8Array<ArrayBuffer> {
  return isObject(value) && value.bytes instanceof Uint8Array ? value.bytes.slice() : new Uint8Array(0);
}

/** The head of something set aside, as far as it can be told. */
export function checkAside(value: unknown): AsideHead {
  const record = isObject(value) ? value : {};
  return {
    part: record.part === 'snapshot' ? 'snapshot' : 'log',
    reason: typeof record.reason === 'string' ? record.reason : 'unknown',
    at: isCount(record.at) ? record.at : 0,
    bytes: isCount(record.bytes) ? record.bytes : 0,
  };
}
