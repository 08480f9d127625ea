/** The keyspace as commands that rebuild it: for links, for undo, for a script to take away. */
import type { Entry } from '../engine/database.ts';
import type { Engine } from '../engine/engine.ts';
import { formatDouble } from '../engine/numbers.ts';
import { stringOf } from '../engine/values/value.ts';
import type { ExportedKeyspace } from '../protocol/methods.ts';
import { streamCommands } from './export-stream.ts';

/** Elements a command carries at most. */
const CHUNK = 100;

/** Commands for all databases, with SELECT between them and PEXPIREAT for TTLs, up to about `maxBytes` of text. */
export function exportCommands(engine: Engine, maxBytes: number): ExportedKeyspace {
  const commands: string[][] = [];
  let bytes = 0;
  let keys = 0;
  let selected = 0;
  for (const db of engine.keyspace.databases) {
    for (const entry of db.slots) {
      const group = entryCommands(entry);
      if (selected !== db.index) group.unshift(['SELECT', String(db.index)]);
      bytes += sizeOf(group);
      if (bytes > maxBytes) return { commands: backHome(commands, selected), keys, cut: true };
      selected = db.index;
      commands.push(...group);
      keys++;
    }
  }
  return { commands: backHome(commands, selected), keys, cut: false };
}

/** A client that ran the commands stands on database 0 again. */
function backHome(commands: string[][], selected: number): string[][] {
  return selected === 0 ? commands : [...commands, ['SELECT', '0']];
}

/** What rebuilds one key. */
export function entryCommands(entry: Pick<Entry, 'key' | 'value' | 'expireAt'>): string[][] {
  const commands = valueCommands(entry.key, entry);
  if (entry.expireAt >= 0) commands.push(['PEXPIREAT', entry.key, String(entry.expireAt)]);
  return commands;
}

function valueCommands(key: string, { value }: Pick<Entry, 'value'>): string[][] {
  if (typeof value !== 'object' || value.type === 'string') return [['SET', key, stringOf(value)]];
  switch (value.type) {
    case 'list':
      return chunked('RPUSH', key, value.slice(0, value.size), 1);
    case 'set':
      return chunked('SADD', key, [...value], 1);
    case 'zset': {
      const words: string[] = [];
      for (const [member, score] of value.entries()) words.push(formatDouble(score), member);
      return chunked('ZADD', key, words, 2);
    }
    case 'hash': {
      const words: string[] = [];
      const expiries: string[][] = [];
      for (const [i, field] of value.fields.entries()) {
        words.push(field, value.values[i] ?? '');
        const at = value.expiryOf(field);
        if (at >= 0) expiries.push(['HPEXPIREAT', key, String(at), 'FIELDS', '1', field]);
      }
      return [...chunked('HSET', key, words, 2), ...expiries];
    }
    case 'stream':
      return streamCommands(key, value);
  }
}

/** `width` words make one element; an element is never torn. */
function chunked(name: string, key: string, words: readonly string[], width: number): string[][] {
  const commands: string[][] = [];
  for (let i = 0; i < words.length; i += CHUNK * width) {
    commands.push([name, key, ...words.slice(i, i + CHUNK * width)]);
  }
  return commands;
}

function sizeOf(commands: readonly (readonly string[])[]): number {
  let bytes = 0;
  for (const argv of commands) for (const word of argv) bytes += word.length + 3;
  return bytes;
}
