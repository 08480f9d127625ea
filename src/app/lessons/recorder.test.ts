import { expect, it } from 'vitest';
import type { LogEntry } from '../../protocol/messages.ts';
import { Recorder } from './recorder.ts';

const entry = (seq: number, word: string): LogEntry => ({
  seq,
  lane: 'main',
  db: 0,
  argv: [word],
  reply: 1,
  replyCut: false,
  at: seq,
  micros: 1,
  origin: 'plain',
});
const words = (recorder: Recorder) => recorder.log.map(({ argv, sql }) => sql ?? argv[0]);

it('puts statements and what was refused where they belong, however late they are told', () => {
  const recorder = new Recorder();
  recorder.statement('SELECT 1', 0, 2);
  for (const [seq, word] of [
    [1, 'A'],
    [2, 'B'],
    [4, 'D'],
    [5, 'E'],
  ] as const)
    recorder.command(entry(seq, word), false);
  recorder.command(entry(3, 'C'), true);
  expect(words(recorder)).toEqual(['A', 'B', 'SELECT 1', 'C', 'D', 'E']);
  recorder.forgetUpTo(3);
  expect(words(recorder)).toEqual(['D', 'E']);
});

it('a worker that begins again is later than the one before', () => {
  const recorder = new Recorder();
  recorder.command(entry(900, 'A'), false);
  recorder.restarted();
  recorder.command(entry(1, 'B'), false);
  expect(words(recorder)).toEqual(['A', 'B']);
  recorder.forgetUpTo(1);
  expect(words(recorder)).toEqual([]);
});

it('keeps the newest', () => {
  const recorder = new Recorder();
  for (let i = 1; i <= 100_000; i++) recorder.command(entry(i, String(i)), false);
  expect(recorder.log.length).toBeLessThanOrEqual(40_000);
  expect(words(recorder).at(-1)).toBe('100000');
});

it('counts what programs do; a fresh attempt knows which still run', () => {
  const recorder = new Recorder();
  recorder.program({ kind: 'started', app: 'shop' });
  recorder.program({ kind: 'line', app: 'shop', text: 'hello' });
  recorder.program({ kind: 'outcome', app: 'shop', outcome: '200', count: 3 });
  recorder.program({ kind: 'started', app: 'till' });
  recorder.program({ kind: 'ended', app: 'till', how: 'failed', error: 'no' });
  expect([...recorder.programs]).toMatchObject([
    ['shop', { lines: ['hello'], running: 1, outcomes: new Map([['200', 3]]) }],
    ['till', { running: 0, errors: ['no'] }],
  ]);
  recorder.clear();
  expect([...recorder.programs]).toMatchObject([['shop', { lines: [], running: 1, outcomes: new Map() }]]);
  recorder.program({ kind: 'ended', app: 'shop', how: 'finished', error: undefined });
  expect(recorder.programs.get('shop')).toMatchObject({ running: 0, finished: 1 });
});

it('does not count for an attempt what a program of the one before it still did', () => {
  const recorder = new Recorder();
  const hits = (count: number) => recorder.program({ kind: 'outcome', app: 'shop', outcome: 'hit', count });
  recorder.program({ kind: 'started', app: 'shop' });
  hits(3);
  recorder.clear();
  hits(2);
  recorder.program({ kind: 'ended', app: 'shop', how: 'stopped', error: undefined });
  recorder.program({ kind: 'started', app: 'shop' });
  hits(5);
  expect(recorder.programs.get('shop')).toMatchObject({ running: 1, outcomes: new Map([['hit', 5]]) });
  // What the attempt itself starts twice counts twice.
  recorder.program({ kind: 'ended', app: 'shop', how: 'finished', error: undefined });
  recorder.program({ kind: 'started', app: 'shop' });
  hits(5);
  expect(recorder.programs.get('shop')).toMatchObject({ finished: 1, outcomes: new Map([['hit', 10]]) });
});
