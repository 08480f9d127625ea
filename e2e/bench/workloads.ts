/** What is measured inside one process, as commands for the engine and as Lua for the real server. Runs in any runtime. */
import { fromUint8Array, toUint8Array } from '../../src/resp/text.ts';

export interface Workload {
  readonly what: string;
  /** Least ratio wanted. */
  readonly target: number;
  readonly command: (i: number, round: number) => readonly string[];
  /** The same as Lua expressions of `i`. */
  readonly lua: (round: number) => readonly string[];
}

export const KEYS = 100_000;
export const MEMBERS = 1_000_000;

/**
 * A flat string that nothing has hashed yet, as keys and members come off a socket or a message: its first look-up in a
 * Map costs more than those that follow, and a constant would hide that.
 */
export const fresh = (word: string): string => fromUint8Array(toUint8Array(word));

/** A stride that visits all keys in an order far from that of their making. */
const key = (i: number, before = '') => fresh(`${before}key:${(i * 7919) % KEYS}`);
const luaKey = `'key:' .. ((i * 7919) % ${KEYS})`;

/** Strings, hashes, sets and lists on a hundred thousand keys, fields or members. */
export const SMALL: readonly Workload[] = [
  {
    what: 'SET',
    target: 1,
    command: (i) => ['SET', key(i), 'value'],
    lua: () => ["'SET'", luaKey, "'value'"],
  },
  { what: 'GET', target: 1, command: (i) => ['GET', key(i)], lua: () => ["'GET'", luaKey] },
  {
    what: 'INCR',
    target: 0.6,
    command: (i) => ['INCR', key(i, 'n')],
    lua: () => ["'INCR'", `'n' .. ${luaKey}`],
  },
  {
    what: 'HSET, one hash',
    target: 1,
    command: (i) => ['HSET', fresh('hash'), key(i), 'value'],
    lua: () => ["'HSET'", "'hash'", luaKey, "'value'"],
  },
  {
    what: 'SADD, one set',
    target: 1,
    command: (i) => ['SADD', fresh('set'), key(i)],
    lua: () => ["'SADD'", "'set'", luaKey],
  },
  {
    what: 'LPUSH, one list',
    target: 2,
    command: () => ['LPUSH', fresh('list'), 'value'],
    lua: () => ["'LPUSH'", "'list'", "'value'"],
  },
  {
    what: 'LPOP, one list',
    target: 2,
    command: () => ['LPOP', fresh('list')],
    lua: () => ["'LPOP'", "'list'"],
  },
];

const member = (i: number) => fresh(`member:${(i * 104729) % MEMBERS}`);
const luaMember = `'member:' .. ((i * 104729) % ${MEMBERS})`;
const score = (i: number) => String((i * 7919) % MEMBERS);
const luaScore = `tostring((i * 7919) % ${MEMBERS})`;

export const ADDING: Workload = {
  what: 'adding',
  target: 2,
  command: (i) => ['ZADD', 'z', score(i), member(i)],
  lua: () => ["'ZADD'", "'z'", luaScore, luaMember],
};

/** On one sorted set of a million members. */
export const LARGE: readonly Workload[] = [
  {
    // Another score than before, in another order: members move far.
    what: 'moving a member',
    target: 2,
    command: (i, round) => ['ZADD', 'z', String((i * 15485863 + round * 1299709) % MEMBERS), member(i)],
    lua: (round) => [
      "'ZADD'",
      "'z'",
      `tostring((i * 15485863 + ${round * 1299709}) % ${MEMBERS})`,
      luaMember,
    ],
  },
  {
    what: 'ZRANK',
    target: 2,
    command: (i) => ['ZRANK', 'z', member(i)],
    lua: () => ["'ZRANK'", "'z'", luaMember],
  },
  {
    what: 'ZRANGE of ten by rank',
    target: 2,
    command: (i) => ['ZRANGE', 'z', score(i), String(((i * 7919) % MEMBERS) + 9)],
    lua: () => ["'ZRANGE'", "'z'", luaScore, `tostring((i * 7919) % ${MEMBERS} + 9)`],
  },
];

/** A small string under a key of its own. */
export const FILLING: Workload = {
  what: 'filling',
  target: 0,
  command: (i) => ['SET', fresh(`user:${pad(i, 7)}`), fresh(`value-${pad(i, 10)}`)],
  lua: () => [],
};
const pad = (i: number, width: number) => String(i).padStart(width, '0');

export const WORKLOADS: readonly Workload[] = [...SMALL, ADDING, ...LARGE, FILLING];
