/**
 * How many bytes a key would take in the reference server: an estimate of its layout, not of ours. It counts what its
 * MEMORY USAGE counts, from each value's running totals and a few sampled elements, so it costs the same for a hundred
 * elements and for a million.
 *
 * Sources: the reference's `objectComputeSize`, the struct sizes that DEBUG STRUCTSIZE shows (64 bits), and jemalloc's
 * size classes with a quantum of 16 bytes. What is approximate: how a quicklist's nodes are filled, how many levels a
 * skip list's nodes have (their mean is taken), whether a hash table is being rehashed. The measurements behind the figures
 * are from 7.0; lists and sets that only release 8 keeps as a listpack are counted as a listpack.
 */
import type { Entry } from './database.ts';
import { formatDouble } from './numbers.ts';
import type { Hash } from './values/hash.ts';
import type { List } from './values/list.ts';
import { LISTPACK_OVERHEAD, listpackEntrySize } from './values/listpack.ts';
import type { SetValue } from './values/set.ts';
import type { SortedSet } from './values/sorted-set.ts';
import { streamUsage } from './values/stream-memory.ts';
import { stringEncoding } from './values/string.ts';
import type { Limits, StringValue, Value } from './values/value.ts';

const OBJECT = 16;
const DICT = 56;
const DICT_ENTRY = 24;
const POINTER = 8;
const QUICKLIST = 40;
const QUICKLIST_NODE = 32;
/** Sorted set and skip list structures, and the header node with its 32 levels. */
const SKIPLIST_FIXED = 16 + 32 + allocated(24 + 32 * 16);
/** A skip list node has 24 bytes and 16 a level; a level more has a chance of one in four. */
const SKIPLIST_NODE = 0.75 * 48 + 0.1875 * 64 + 0.0469 * 80 + 0.0117 * 96 + 0.0039 * 112;
/** How many elements are looked at for a mean. */
const SAMPLES = 64;
/** Listpacks of up to this many entries are counted whole. */
const COUNTED = 1024;

/** Bytes that an allocation of `bytes` really takes. */
export function allocated(bytes: number): number {
  if (bytes <= 8) return 8;
  if (bytes <= 128) return Math.ceil(bytes / 16) * 16;
  // Four classes to each doubling.
  const step = 2 ** (Math.ceil(Math.log2(bytes)) - 3);
  return Math.ceil(bytes / step) * step;
}

/** Bytes of a string of `length` bytes in an allocation of its own (SDS: header, bytes, end mark). */
export function stringAllocation(length: number): number {
  if (length < 32) return allocated(length + (length === 0 ? 4 : 2));
  if (length < 256) return allocated(length + 4);
  return allocated(length + (length < 65536 ? 6 : 10));
}

/** Bytes of a key with its name and value, as MEMORY USAGE gives them. */
export function memoryUsage(entry: Entry, limits: Limits): number {
  return Math.round(stringAllocation(entry.key.length) + DICT_ENTRY + valueUsage(entry.value, limits));
}

/** What a key adds to the server's used memory: its usage, its place in the table, and its TTL's place. */
export function keyFootprint(entry: Entry, limits: Limits): number {
  return memoryUsage(entry, limits) + POINTER + (entry.expireAt >= 0 ? DICT_ENTRY + POINTER + 8 : 0);
}

/** Bytes of a value alone. */
export function valueUsage(value: Value, limits: Limits): number {
  if (typeof value !== 'object') return stringUsage(value);
  switch (value.type) {
    case 'string':
      return stringUsage(value);
    case 'list':
      return listUsage(value, limits.listMaxListpackSize);
    case 'set':
      return setUsage(value);
    case 'zset':
      return sortedSetUsage(value);
    case 'hash':
      return hashUsage(value);
    case 'stream':
      return OBJECT + streamUsage(value, limits.streamNodeMaxBytes, allocated);
  }
}

function stringUsage(value: StringValue): number {
  if (stringEncoding(value) === 'int') return OBJECT;
  if (typeof value === 'object')
    return OBJECT + stringAllocation(Math.max(value.length, value.buffer.length));
  const { length } = String(value);
  return length <= 44 ? allocated(OBJECT + length + 4) : OBJECT + stringAllocation(length);
}

const NODE_BYTES = [4096, 8192, 16384, 32768, 65536];

function listUsage(list: List, fill: number): number {
  const { size, listpackBytes } = list;
  if (list.encoding === 'listpack') return OBJECT + allocated(listpackBytes);
  const entries = listpackBytes - LISTPACK_OVERHEAD;
  const mean = size === 0 ? 0 : entries / size;
  let perNode = Math.max(1, fill);
  if (fill < 0) {
    const room = (NODE_BYTES[-fill - 1] ?? 65536) - LISTPACK_OVERHEAD;
    perNode = Math.max(1, Math.floor(room / mean));
  }
  const full = Math.floor(size / perNode);
  const rest = size - full * perNode;
  const node = (count: number) => QUICKLIST_NODE + allocated(count * mean + LISTPACK_OVERHEAD);
  return OBJECT + QUICKLIST + full * node(perNode) + (rest > 0 ? node(rest) : 0);
}

function setUsage(set: SetValue): number {
  const { items, size } = set;
  switch (set.encoding) {
    case 'intset':
      return OBJECT + allocated(8 + size * Math.max(integerWidth(items[0]), integerWidth(items[size - 1])));
    case 'listpack':
      return OBJECT + allocated(LISTPACK_OVERHEAD + total(size, (i) => listpackEntrySize(items[i] ?? '')));
    case 'hashtable':
      return (
        OBJECT +
        table(size, 1) +
        size * (DICT_ENTRY + mean(size, (i) => stringAllocation((items[i] ?? '').length)))
      );
  }
}

/** Bytes of each number of an intset whose most extreme member is this one. */
function integerWidth(text = '0'): number {
  const value = Number(text);
  if (value >= -32768 && value <= 32767) return 2;
  return value >= -2147483648 && value <= 2147483647 ? 4 : 8;
}

function hashUsage(hash: Hash): number {
  const { fields, values, size } = hash;
  if (hash.encoding !== 'hashtable') {
    const pair = (i: number) => listpackEntrySize(fields[i] ?? '') + listpackEntrySize(values[i] ?? '');
    // With field TTLs each field is followed by its deadline.
    const deadlines = hash.encoding === 'listpackex' ? size * 10 : 0;
    return OBJECT + allocated(LISTPACK_OVERHEAD + total(size, pair) + deadlines);
  }
  const pair = (i: number) =>
    stringAllocation((fields[i] ?? '').length) + stringAllocation((values[i] ?? '').length);
  return OBJECT + table(size, 2) + size * (DICT_ENTRY + mean(size, pair)) + hash.expiring * 16;
}

function sortedSetUsage(set: SortedSet): number {
  const { size } = set;
  if (set.encoding === 'listpack') {
    const pair = (rank: number) => {
      const member = set.memberAtRank(rank);
      return listpackEntrySize(member) + listpackEntrySize(formatDouble(set.score(member) ?? 0));
    };
    return OBJECT + allocated(LISTPACK_OVERHEAD + total(size, pair));
  }
  const member = mean(size, (rank) => stringAllocation(set.memberAtRank(rank).length));
  return OBJECT + SKIPLIST_FIXED + table(size, 2) + size * (member + DICT_ENTRY + SKIPLIST_NODE);
}

/**
 * Bytes of a hash table's structure and places. It doubles when it is full; the old places stay until all entries have
 * moved, one at each of `steps` look-ups an insertion. 63% of the places of a full table are in use.
 */
function table(size: number, steps: number): number {
  const capacity = Math.max(4, 2 ** Math.ceil(Math.log2(Math.max(1, size))));
  const old = capacity / 2;
  const moving = capacity > 4 && (size - old) * steps < old * 0.63;
  return DICT + POINTER * (moving ? capacity + old : capacity);
}

/** The sum over all elements of a listpack; beyond its usual size, from a sample. */
function total(size: number, bytes: (index: number) => number): number {
  if (size > COUNTED) return size * mean(size, bytes);
  let sum = 0;
  for (let i = 0; i < size; i++) sum += bytes(i);
  return sum;
}

/** The mean over elements at even distances. */
function mean(size: number, bytes: (index: number) => number): number {
  if (size === 0) return 0;
  const count = Math.min(size, SAMPLES);
  let sum = 0;
  for (let i = 0; i < count; i++) sum += bytes(Math.floor((i * size) / count));
  return sum / count;
}
