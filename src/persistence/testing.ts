/** For tests: what an engine holds as plain data, and the bytes of logs. */
import type { Engine } from '../engine/engine.ts';
import { plainValue } from '../rdb/testing.ts';

/** Every key as `db/key` with its value, without encodings, and its TTL. */
export function contents(engine: Engine): Record<string, [value: unknown, expireAt: number]> {
  const all: Record<string, [unknown, number]> = {};
  for (const db of engine.keyspace.databases) {
    for (const { key, value, expireAt } of db.slots)
      all[`${db.index}/${key}`] = [plainValue(value), expireAt];
  }
  return all;
}

/** A byte string as bytes. */
export const bytes = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));

/** Commands, given as lines of plain words, as the bytes of a log. */
export const resp = (...commands: string[]): string =>
  commands
    .map((line) => line.split(' '))
    .map((argv) => `*${argv.length}\r\n${argv.map((word) => `$${word.length}\r\n${word}\r\n`).join('')}`)
    .join('');
