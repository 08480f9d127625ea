/** What of the memory is the tables that find the keys, and what the data itself. */
import { tableBytes } from '../eviction.ts';
import type { Keyspace } from '../keyspace.ts';

/** Bytes of a table's entry beside its slot: three pointers. */
const ENTRY = 24;

export interface Overhead {
  readonly index: number;
  /** Bytes of the table of all keys. */
  readonly main: number;
  /** Bytes of the table of the keys with a TTL. */
  readonly expires: number;
}

/** The tables of each database that has keys. */
export const overheads = ({ databases }: Keyspace): Overhead[] =>
  databases
    .filter(({ size }) => size > 0)
    .map(({ index, size, volatile }) => ({
      index,
      main: tableBytes(size) + size * ENTRY,
      expires: tableBytes(volatile) + volatile * ENTRY,
    }));

/** Bytes of all tables together. */
export const totalOverhead = (tables: readonly Overhead[]): number =>
  tables.reduce((sum, { main, expires }) => sum + main + expires, 0);
