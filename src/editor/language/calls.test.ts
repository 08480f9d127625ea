import { expect, it } from 'vitest';
import { isMethodPlace, methodCallAt } from './calls.ts';

it.each([
  ['redis.|', true],
  ['await redis.ge|', true],
  ['const sub = await createClient().connect(); sub.|', true],
  ['redis.multi().|', true],
  ["redis.multi().set('a', '1').|", true],
  ['Math.|', false],
  ['log.|', false],
  ['redis|', false],
])('%s', (text, expected) => {
  const at = text.indexOf('|');
  const code = text.replace('|', '');
  const [word = ''] = /\w*$/.exec(code.slice(0, at)) ?? [];
  expect(isMethodPlace(code, at - word.length)).toBe(expected);
});

it.each([
  ['redis.set(|', { method: 'set', argument: 0 }],
  ["redis.set('a,(', |", { method: 'set', argument: 1 }],
  ["redis.set('k', 'v', { EX: |", { method: 'set', argument: 2 }],
  ["redis.zAdd('z', [{ score: 1, value: |", { method: 'zAdd', argument: 1 }],
  ["redis.set('k', JSON.stringify(a, b), |", { method: 'set', argument: 2 }],
  ["redis.set('k', JSON.stringify(|", { method: 'set', argument: 1 }],
  ["redis.set('k', 'v'); |", undefined],
  ["redis.get('k')|", undefined],
  ['log(|', undefined],
])('%s', (text, expected) => {
  expect(methodCallAt(text.replace('|', ''), text.indexOf('|'))).toEqual(expected);
});
