import { expect, it } from 'vitest';
import type { ProgramResult } from '../../client/programs/state.ts';
import { outcomeOf } from './programs.ts';

const RESULT: ProgramResult = { status: 'ended', error: undefined, outcomes: [], failedRounds: 0 };

it.each<[Partial<ProgramResult>, boolean, string, boolean]>([
  [{}, false, 'finished', false],
  [{ outcomes: [['hit', 2]] }, true, 'hit: 2', false],
  [{ status: 'stopped', outcomes: [['hit', 2]] }, true, 'stopped; hit: 2', false],
  [
    { status: 'failed', error: { message: 'SyntaxError: no', place: { line: 2, column: 1 } } },
    true,
    'line 2 of shop: SyntaxError: no',
    true,
  ],
  [{ status: 'failed', error: { message: 'no', place: undefined } }, false, 'no', true],
])('says how a program ended: %j', (change, load, summary, failed) => {
  expect(outcomeOf('shop', { ...RESULT, ...change }, load)).toMatchObject({ summary, failed });
});
