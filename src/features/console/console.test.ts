import { describe, expect, it } from 'vitest';
import type { TranscriptEntry } from '../../client/state.ts';
import { CommandTable } from '../../client/syntax/analyse.ts';
import { EXAMPLES } from '../../client/syntax/examples.ts';
import type { Reply } from '../../engine/reply.ts';
import { annotate, promptText } from './annotate.ts';
import { applyChoice, choicesAt, commonPrefix } from './completion.ts';
import { searchBack, step } from './history.ts';
import { checkName, freeName } from './names.ts';
import { readLine } from './submit.ts';
import { cutText } from './text.ts';

const OK: Reply = { kind: 'simple', text: 'OK' };
const ran = (line: string, reply: Reply = OK): TranscriptEntry => ({
  kind: 'command',
  id: 1,
  argv: line.split(' '),
  source: 'console',
  at: 0,
  result: { reply, micros: 1 },
});

describe('the prompt', () => {
  it('follows database, transaction and protocol', () => {
    const entries = [
      ran('SELECT 2'),
      ran('MULTI'),
      ran('GET a', { kind: 'simple', text: 'QUEUED' }),
      ran('EXEC', [null]),
      ran('HELLO 3', { kind: 'map', entries: [] }),
      ran('SELECT 99', { kind: 'error', text: 'ERR DB index is out of range' }),
      ran('RESET', { kind: 'simple', text: 'RESET' }),
      ran('PING'),
    ];
    expect(annotate(entries).map((state) => `${promptText('main', state)} ${state.resp}`)).toEqual([
      'main> 2',
      'main[2]> 2',
      'main[2](TX)> 2',
      'main[2](TX)> 2',
      'main[2]> 3',
      'main[2]> 3',
      'main[2]> 2',
      'main> 2',
    ]);
  });
});

describe('lines', () => {
  it.each<[string, object]>([
    ['', { kind: 'nothing' }],
    ['  # note', { kind: 'nothing' }],
    ['GET "a b"', { kind: 'run', argv: ['GET', 'a b'], times: 1 }],
    ['5 INCR a', { kind: 'run', argv: ['INCR', 'a'], times: 5 }],
    ['99999 PING', { kind: 'run', argv: ['PING'], times: 1000 }],
    ['5', { kind: 'run', argv: ['5'], times: 1 }],
    ['clear', { kind: 'clear' }],
    ['help get', { kind: 'help', words: ['get'] }],
    ['GET "a', { kind: 'invalid' }],
    ['GET "a"b', { kind: 'invalid' }],
  ])('%j', (line, expected) => expect(readLine(line)).toEqual(expected));
});

describe('history', () => {
  const lines = ['GET a', 'SET a 1', 'GET b'];
  it('walks up and down, and comes back to what was typed', () => {
    const up = step(lines, undefined, -1, 'typ');
    expect(up?.text).toBe('GET b');
    const higher = step(lines, up?.walk, -1, '');
    expect(higher?.text).toBe('SET a 1');
    const down = step(lines, higher?.walk, 1, '');
    expect(down?.text).toBe('GET b');
    expect(step(lines, down?.walk, 1, '')?.text).toBe('typ');
    expect(step([], undefined, -1, 'x')).toBeUndefined();
  });

  it.each<[string, number, number]>([
    ['get', 3, 2],
    ['get', 2, 0],
    ['get', 0, -1],
    ['zzz', 3, -1],
    ['', 3, -1],
  ])('search for %j before %i', (text, before, found) => expect(searchBack(lines, text, before)).toBe(found));
});

describe('completion', () => {
  const table = new CommandTable(EXAMPLES);
  const keys = async (prefix: string) => ['user:1', 'user 2', 'x'].filter((key) => key.startsWith(prefix));
  const at = async (marked: string) => {
    const cursor = marked.indexOf('|');
    const found = await choicesAt(table, marked.replace('|', ''), cursor, keys);
    return found.list.map(({ text }) => text);
  };
  it.each<[string, string[]]>([
    ['z|', ['zadd', 'zunion']],
    ['Z|', ['ZADD', 'ZUNION']],
    ['GET |', ['user:1', '"user 2"', 'x']],
    ['GET us|', ['user:1', '"user 2"']],
    ['GET "us|', ['user:1', '"user 2"']],
    ['SET a 1 k|', ['KEEPTTL']],
    ['CLIENT s|', ['setname']],
    ['NOPE |', []],
  ])('%s', async (marked, texts) => expect(await at(marked)).toEqual(texts));

  it('puts a choice in place of the word', () => {
    const choices = { start: 4, end: 6, list: [] };
    expect(applyChoice('GET us', choices, 'user:1', true)).toEqual({ line: 'GET user:1 ', cursor: 11 });
    expect(applyChoice('GET us x', choices, 'user:', false)).toEqual({ line: 'GET user: x', cursor: 9 });
  });

  it('knows what choices have in common', () => {
    const list = ['user:1', 'user:22'].map((text) => ({ text, detail: '' }));
    expect(commonPrefix(list)).toBe('user:');
    expect(commonPrefix([])).toBe('');
  });
});

describe('names of clients', () => {
  it('are taken in turn', () => {
    expect(freeName(['main'])).toBe('alice');
    expect(freeName(['main', 'alice', 'carol'])).toBe('bob');
  });
  it.each<[string, boolean]>([
    ['zoë', true],
    ['worker-1', true],
    ['', false],
    ['a b', false],
    ['main', false],
    ['x'.repeat(25), false],
  ])('%j', (name, good) => expect(checkName(name, ['main']) === undefined).toBe(good));
});

describe('a long reply', () => {
  it.each([
    ['a\nb', 2, 'a\nb', 0, 'line'],
    ['a\nb', 1, 'a', 1, 'line'],
    ['a\n\nc\n', 2, 'a\n', 2, 'line'],
    ['', 1, '', 0, 'line'],
  ])('%j shows its first %i lines', (text, room, shown, left, unit) => {
    expect(cutText(text, room)).toEqual({ shown, left, unit });
  });

  it('is cut inside a line that has no end', () => {
    const { shown, left, unit } = cutText('x'.repeat(5_000_000), 200);
    expect([shown.length, left, unit]).toEqual([20_000, 4_980_000, 'character']);
    expect(cutText(`${'x'.repeat(99)}😀`, 1)).toEqual({ shown: 'x'.repeat(99), left: 2, unit: 'character' });
  });
});
