import { expect, test } from 'vitest';
import { encodeText } from '../../resp/text.ts';
import { MAX_REPLY, replyText } from './cut.ts';

type Reply = Parameters<typeof replyText>[0];

test.each<[string, Reply, string]>([
  ['text', 'hello', '"hello"'],
  ['a number', 5, '(integer) 5'],
  ['nothing', null, '(nil)'],
  ['a list', ['a', ['b', 1]], '1) "a"\n2) 1) "b"\n   2) (integer) 1'],
  ['a map', { kind: 'map', entries: ['k', 'v'] }, '1# "k" => "v"'],
  ['an error', { kind: 'error', text: 'ERR no' }, '(error) ERR no'],
])('%s is told whole', (_what, reply, text) => {
  expect(replyText(reply, 3)).toEqual({ text, cut: false });
});

const MANY = Array.from({ length: 1_000_000 }, (_, i) => `item ${i}`);
test.each<[string, Reply]>([
  ['a string', '\0'.repeat(20_000_000)],
  ['text', encodeText('é'.repeat(5_000_000))],
  ['a list', MANY],
  ['a list of lists', MANY.map((item) => [item, [item]])],
  ['a map', { kind: 'map', entries: MANY }],
  ['a set', { kind: 'set', items: MANY }],
  ['integers', MANY.map((_, i) => i)],
  ['empty strings', MANY.map(() => '')],
  ['an error', { kind: 'error', text: 'x'.repeat(1_000_000) }],
])('of %s only the start becomes text', (_what, reply) => {
  const { text, cut } = replyText(reply, 3);
  expect(cut).toBe(true);
  expect(text.length).toBeGreaterThan(MAX_REPLY / 4);
  expect(text.length).toBeLessThan(MAX_REPLY + 40);
  expect(text).toMatch(/… cut: too long for an embed$/);
  expect(text.isWellFormed()).toBe(true);
});

test('what fits to the last byte is not cut', () => {
  const text = 'x'.repeat(MAX_REPLY - 2);
  expect(replyText(text, 2)).toEqual({ text: `"${text}"`, cut: false });
  expect(replyText(`${text}x`, 2).cut).toBe(true);
  const emoji = '😀'.repeat(7999);
  expect(replyText(encodeText(emoji), 2)).toEqual({ text: `"${emoji}"`, cut: false });
});

test('of a list only the start is read', () => {
  let reads = 0;
  const list = new Proxy(MANY, {
    get(target, name, self) {
      reads++;
      return Reflect.get(target, name, self);
    },
  });
  expect(replyText(list, 3).cut).toBe(true);
  expect(reads).toBeLessThan(MAX_REPLY);
});
