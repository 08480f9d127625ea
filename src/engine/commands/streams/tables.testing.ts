/** For tests of the stream commands: tables of commands, and streams to begin with. */
import { expect } from 'vitest';
import { Bench, type Plain } from '../../testing.ts';

export const WRONGTYPE = '-WRONGTYPE Operation against a key holding the wrong kind of value';
export const INVALID = '-ERR Invalid stream ID specified as stream command argument';
export const SYNTAX = '-ERR syntax error';

export type Rows = [command: string, reply: Plain][];

/** Runs the lines in order and compares each reply; `wrong` is a key of another type. */
export function table(rows: Rows, bench = new Bench()): Bench {
  if (!bench.engine.keyspace.db(0).has('wrong')) bench.engine.keyspace.db(0).add('wrong', 'text');
  for (const [command, reply] of rows) expect(bench.run(command), command).toEqual(reply);
  return bench;
}

/** An engine with a stream `s` of entries 1-0 to `count`-0. */
export function stream(count: number): Bench {
  const bench = new Bench();
  for (let ms = 1; ms <= count; ms++) bench.run(`XADD s ${ms}-0 f v${ms}`);
  bench.takeEffects();
  return bench;
}

/** The reply for the entry `ms`-0 of that stream. */
export const entry = (ms: number): Plain => [`${ms}-0`, ['f', `v${ms}`]];
