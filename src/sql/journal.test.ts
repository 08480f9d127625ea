import { expect, test } from 'vitest';
import { Journal } from './journal.ts';
import type { SqlResult, TransactionStatus } from './types.ts';
import { failedResult } from './types.ts';

const done = (tag: string, transaction: TransactionStatus = 'I'): SqlResult => ({
  sets: [{ columns: [], rows: [], left: 0, tag }],
  error: undefined,
  notices: [],
  ms: 0,
  transaction,
});
const entry = (text: string) => ({ text, params: [] });
const texts = (journal: Journal) => journal.source.replay.map(({ text }) => text);

test.each([
  ['INSERT INTO t VALUES (1)', done('INSERT 0 1'), true],
  ['SELECT 1', done('SELECT 1'), false],
  ["SELECT nextval('s')", done('SELECT 1'), true],
  ['SELECT * INTO u FROM t', done('SELECT 3'), true],
  ['SELECT wrong', failedResult('no'), false],
  ['SELECT 1 FROM t', done('SELECT 1', 'T'), true],
  ['SET TRANSACTION READ ONLY; SELECT 1', done('SET'), false],
])('%s', (text, result, kept) => {
  const journal = new Journal();
  journal.add(entry(text), result);
  expect(texts(journal)).toEqual(kept ? [text] : []);
});

test('once there are functions, a SELECT may change something', () => {
  const journal = new Journal();
  journal.add(entry('CREATE FUNCTION f …'), done('CREATE FUNCTION'));
  journal.add(entry('SELECT f()'), done('SELECT 1'));
  expect(texts(journal)).toEqual(['CREATE FUNCTION f …', 'SELECT f()']);
});

test('a copy takes the place of what ran before it; a large one does not', () => {
  const journal = new Journal();
  journal.add(entry('INSERT a'), done('INSERT 0 1'));
  const copy = new Blob(['x']);
  journal.copied(copy);
  journal.add(entry('INSERT b'), done('INSERT 0 1'));
  expect(journal.source).toEqual({ files: copy, replay: [entry('INSERT b')], whole: true });
  journal.copied({ size: 1e9 } as Blob);
  expect(journal.source.files).toBe(copy);
  journal.clear();
  expect(journal.source).toEqual({ files: undefined, replay: [], whole: true });
});

test('what is too much is not kept, and that is said', () => {
  const journal = new Journal();
  for (let i = 0; i < 2001; i++) journal.add(entry(`INSERT ${i}`), done('INSERT 0 1'));
  expect(journal.source.replay).toHaveLength(2000);
  expect(journal.source.whole).toBe(false);
});
