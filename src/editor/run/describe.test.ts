import { describe, expect, it } from 'vitest';
import type { Reply } from '../../engine/reply.ts';
import { describeResult, describeSummary } from './describe.ts';
import type { StatementResult } from './results.ts';

const result = (reply: Reply, more: Partial<StatementResult> = {}): StatementResult => ({
  id: 1,
  range: { start: 0, end: 1 },
  source: 'x',
  stale: false,
  run: 1,
  lane: 'main',
  state: 'done',
  reply,
  micros: 42,
  resp: 2,
  outcome: undefined,
  progress: undefined,
  expected: undefined,
  ...more,
});
const expected = (met: boolean) => ({ expected: { lines: ['1'], met } });
const map: Reply = { kind: 'map', entries: ['a', '1'] };

describe('a result beside its line', () => {
  it.each<[string, StatementResult, string, string, string]>([
    ['a status', result({ kind: 'simple', text: 'OK' }), 'good', '→ OK', ''],
    ['an integer', result(3), 'good', '→ (integer) 3', ''],
    ['a string', result('Ã©'), 'good', '→ "é"', 'string'],
    ['nothing', result(null), 'nil', '∅ (nil)', ''],
    ['an error', result({ kind: 'error', text: 'ERR no' }), 'bad', '✗ (error) ERR no', ''],
    ['a list', result(['a', 'b']), 'good', '→ ["a", "b"]', 'array of 2'],
    ['a map in RESP2', result(map), 'good', '→ ["a", "1"]', 'array of 2'],
    ['a map in RESP3', result(map, { resp: 3 }), 'good', '→ {"a" => "1"}', 'map of 1'],
    ['as expected', result(1, expected(true)), 'good', '✓ (integer) 1', ''],
    ['not as expected', result(2, expected(false)), 'bad', '✗ (integer) 2, not as expected', ''],
    [
      'an expected error',
      result({ kind: 'error', text: 'ERR no' }, expected(true)),
      'good',
      '✓ (error) ERR no',
      '',
    ],
    ['no reply', result({ kind: 'none' }), 'good', '→ no reply', ''],
    ['blocked', result(null, { state: 'blocked' }), 'busy', '… blocked, waiting for another client', ''],
    ['stopped', result(null, { state: 'stopped' }), 'quiet', '■ stopped', ''],
  ])('%s', (_, given, tone, text, type) => {
    const line = describeResult(given);
    expect([line.tone, `${line.sign} ${line.text}`]).toEqual([tone, text]);
    if (type !== '') expect(line.type).toBe(type);
  });
});

it('sums a run up', () => {
  const run = { commands: 12, programs: 0, errors: 1, unmet: 2, stopped: true };
  expect(describeSummary(run)).toBe('12 commands, 1 error, 2 not as expected, stopped');
  const fine = { commands: 0, programs: 0, errors: 0, unmet: 0, stopped: false };
  expect(describeSummary(fine)).toBe('0 commands');
  expect(describeSummary({ ...fine, commands: 1 })).toBe('1 command');
  expect(describeSummary({ ...fine, programs: 1 })).toBe('1 program');
  expect(describeSummary({ ...fine, commands: 2, programs: 3 })).toBe('2 commands, 3 programs');
});
