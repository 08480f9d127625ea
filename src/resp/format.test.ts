import { describe, expect, test } from 'vitest';
import {
  boolean,
  double,
  ErrorReply,
  map,
  NO_REPLY,
  NULL_ARRAY,
  OK,
  push,
  type Reply,
  set,
  verbatim,
} from '../engine/reply.ts';
import { formatReply, shortReply, typeName } from './format.ts';

const lines = (...text: string[]) => text.join('\n');
const letters = [...'abcdefghijk'];

describe('as redis-cli 7.0 prints it', () => {
  test.each<[string, Reply, string]>([
    ['status', OK, 'OK'],
    ['error', new ErrorReply('ERR no such key'), '(error) ERR no such key'],
    ['integer', 12345, '(integer) 12345'],
    ['big integer', 9223372036854775807n, '(integer) 9223372036854775807'],
    ['string', 'a\n"\xc3', '"a\\n\\"\\xc3"'],
    ['nil', null, '(nil)'],
    ['nil array', NULL_ARRAY, '(nil)'],
    ['double', double(2.75), '(double) 2.75'],
    ['infinity', double(Infinity), '(double) inf'],
    ['true', boolean(true), '(true)'],
    ['verbatim', verbatim('two\nlines'), 'two\nlines'],
    ['nothing', NO_REPLY, ''],
    ['empty array', [], '(empty array)'],
    ['empty map', map([]), '(empty hash)'],
    ['empty set', set([]), '(empty set)'],
    [
      'nesting',
      [1, [2, [3, 'a\n', []], [1, 2]], 'x'],
      lines(
        '1) (integer) 1',
        '2) 1) (integer) 2',
        '   2) 1) (integer) 3',
        '      2) "a\\n"',
        '      3) (empty array)',
        '   3) 1) (integer) 1',
        '      2) (integer) 2',
        '3) "x"',
      ),
    ],
    ['eleven', letters, lines(...letters.map((letter, i) => `${String(i + 1).padStart(2)}) "${letter}"`))],
    ['map', map(['a', '1', 'b', '2']), lines('1# "a" => "1"', '2# "b" => "2"')],
    ['set', set([0, 1]), lines('1~ (integer) 0', '2~ (integer) 1')],
    ['push', push(['subscribe', 'a', 1]), lines('1) "subscribe"', '2) "a"', '3) (integer) 1')],
    [
      'map in array',
      [map(['a', '1', 'b', '2']), 1],
      lines('1) 1# "a" => "1"', '   2# "b" => "2"', '2) (integer) 1'),
    ],
    ['single values stay on the line', map(['a', map(['b', set(['x'])])]), '1# "a" => 1# "b" => 1~ "x"'],
    ['empty value', map(['c', []]), '1# "c" => (empty array)'],
    [
      'long values start a line',
      map(['c', map(['a', [1, 2, map(['x', [1, 2]])]])]),
      lines(
        '1# "c" => ',
        '   1# "a" => ',
        '      1) (integer) 1',
        '      2) (integer) 2',
        '      3) 1# "x" => ',
        '            1) (integer) 1',
        '            2) (integer) 2',
      ),
    ],
    [
      'nested list in a value',
      map(['c', [[1, 2], 3]]),
      lines('1# "c" => ', '   1) 1) (integer) 1', '      2) (integer) 2', '   2) (integer) 3'),
    ],
  ])('%s', (_, reply, text) => expect(formatReply(reply)).toBe(text));

  test.each<[Reply, string]>([
    [map([0, boolean(false)]), lines('1) (integer) 0', '2) (integer) 0')],
    [double(2.75), '"2.75"'],
    [boolean(true), '(integer) 1'],
    [verbatim('a\nb'), '"a\\nb"'],
    [{ kind: 'bignumber', digits: '123' }, '"123"'],
    [set(['a']), '1) "a"'],
    [{ kind: 'attribute', entries: ['k', 'v'], reply: 'r' }, '"r"'],
    [[set(['a']), { kind: 'spoken', resp: 3, reply: set(['a']) }], '1) 1) "a"\n2) 1~ "a"'],
  ])('over RESP2: %j', (reply, text) => expect(formatReply(reply, { resp: 2 })).toBe(text));

  test('reports line by line in either protocol, where they are to be read', () => {
    const report = verbatim('# Server\r\nname:caf\xc3\xa9\r\n\r\n# Clients\r\n');
    for (const resp of [2, 3] as const) {
      expect(formatReply(report, { text: 'utf8', resp })).toBe(
        lines('# Server', 'name:café', '', '# Clients'),
      );
      expect(shortReply(report, 80, { text: 'utf8', resp })).toBe('# Server name:café # Clients');
    }
    // Inside a list it is a string as any other.
    expect(formatReply([report], { text: 'utf8', resp: 2 })).toMatch(/^1\) "# Server\\r\\n/);
  });

  test('readable text on request', () => {
    expect(formatReply(['caf\xc3\xa9', '\xff'], { text: 'utf8' })).toBe(lines('1) "café"', '2) "\\xff"'));
    expect(formatReply(new ErrorReply("ERR unknown command 'caf\xc3\xa9'"), { text: 'utf8' })).toContain(
      'café',
    );
  });
});

describe('on one line', () => {
  test.each<[Reply, number, string]>([
    [OK, 80, 'OK'],
    [7, 80, '(integer) 7'],
    [['a', 1, null, []], 80, '["a", (integer) 1, (nil), (empty array)]'],
    [map(['k', 'v', 'l', ['x']]), 80, '{"k" => "v", "l" => ["x"]}'],
    [set(['a']), 80, '~["a"]'],
    ['x'.repeat(100), 10, '"xxxxxxxx…'],
    [verbatim('a\r\n  b'), 80, 'a b'],
    [letters, 12, '["a", "b", …'],
    ['\xf0\x9f\x98\x80'.repeat(5), 4, '"😀…'],
  ])('%j in %i', (reply, room, text) => expect(shortReply(reply, room, { text: 'utf8' })).toBe(text));

  test('a huge reply costs no more than its start', () => {
    let reads = 0;
    const huge = new Proxy(Array<string>(1e6).fill('x'.repeat(1000)), {
      get(target, name, self) {
        reads++;
        return Reflect.get(target, name, self);
      },
    });
    expect(shortReply(huge, 60)).toHaveLength(60);
    expect(reads).toBeLessThan(100);
  });
});

test.each<[Reply, string]>([
  ['a', 'string'],
  [1, 'integer'],
  [1n, 'integer'],
  [null, 'nil'],
  [NULL_ARRAY, 'nil'],
  [[], 'array'],
  [OK, 'status'],
  [new ErrorReply('ERR x'), 'error'],
  [double(1), 'double'],
  [map([]), 'map'],
  [{ kind: 'attribute', entries: [], reply: set([]) }, 'set'],
  [{ kind: 'spoken', resp: 2, reply: set([]) }, 'set'],
])('type of %o', (reply, name) => expect(typeName(reply)).toBe(name));
