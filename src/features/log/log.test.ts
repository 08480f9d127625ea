import { expect, it } from 'vitest';
import { EXAMPLES } from '../../client/syntax/examples.ts';
import type { Reply } from '../../engine/reply.ts';
import type { LogEntry } from '../../protocol/messages.ts';
import { ALL, filterLog, writeNames } from './filter.ts';
import { logToScript } from './script.ts';

let seq = 0;
const entry = (
  lane: string,
  argv: string[],
  reply: Reply = 1,
  origin: LogEntry['origin'] = 'plain',
): LogEntry => ({
  seq: seq++,
  lane,
  db: 0,
  argv,
  reply,
  replyCut: false,
  at: 0,
  micros: 1,
  origin,
});
const log = [
  entry('main', ['SET', 'greeting', 'a b']),
  entry('main', ['GET', 'greeting'], 'a b'),
  entry('alice', ['GET', 'x'], { kind: 'error', text: 'WRONGTYPE no' }),
  entry('alice', ['set', '#1', '']),
];

it.each<[string, object, number[]]>([
  ['everything', {}, [0, 1, 2, 3]],
  ['a client', { lane: 'alice' }, [2, 3]],
  ['a text', { text: ' GREET ' }, [0, 1]],
  ['a quoted text', { text: '"a b"' }, [0]],
  ['errors', { errors: true }, [2]],
  ['writes', { writes: true }, [0, 3]],
  ['several at once', { writes: true, lane: 'alice' }, [3]],
])('shows %s', (_, filter, indexes) => {
  const found = filterLog(log, { ...ALL, ...filter }, writeNames(EXAMPLES));
  expect(found).toEqual(indexes.map((index) => log[index]));
});

it('becomes a script', () => {
  const called = entry('alice', ['INCR', 'inner'], 1, 'script');
  expect(logToScript([...log, called, entry('main', ['PING'])])).toBe(
    'SET greeting "a b"\nGET greeting\n# @client alice\nGET x\nset "#1" ""\n# @client main\nPING\n',
  );
  expect(logToScript([])).toBe('');
});
