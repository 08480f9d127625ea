import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quoteArgument, quoteBytes, quoteCommand } from './quote.ts';
import { splitArguments, splitByteArguments } from './split.ts';

const anyBytes = fc
  .uint8Array({ maxLength: 40 })
  .map((bytes) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
const anyArgv = fc.array(anyBytes, { minLength: 1, maxLength: 6 });

describe('splitting', () => {
  // Checked against redis-cli 7.0, which sends what it has split.
  test.each<[string, string[]]>([
    ['', []],
    ['  \t\n ', []],
    ['SET a b', ['SET', 'a', 'b']],
    ['  SET\ta\r\nb  ', ['SET', 'a', 'b']],
    ['"a b"', ['a b']],
    ['"\\n\\r\\t\\b\\a\\"\\\\"', ['\n\r\t\b\x07"\\']],
    ['"\\x41\\xfF\\xg1\\x4"', ['A\xffxg1x4']],
    ['"\\q\\0"', ['q0']],
    ["'a\\'b \\n \"'", ['a\'b \\n "']],
    ['a"b c" d', ['ab c', 'd']],
    ["pre'x y'", ['prex y']],
    ['a\\nb', ['a\\nb']],
    ['""', ['']],
    ["'' x", ['', 'x']],
    ['"a\nb"', ['a\nb']],
    ['a\vb', ['a\vb']],
    ['\va', ['a']],
    ['"a"\vb', ['a', 'b']],
    ['é "é"', ['\xc3\xa9', '\xc3\xa9']],
    ['x😀y "\\😀"', ['x\xf0\x9f\x98\x80y', '\xf0\x9f\x98\x80']],
  ])('%j', (line, args) => {
    const split = splitArguments(line);
    expect(split.args).toEqual(args);
    expect(split.error).toBeUndefined();
  });

  test.each<[string, string, number, string[]]>([
    ['SET a "b c', 'unterminated', 6, ['SET', 'a', 'b c']],
    ["'a", 'unterminated', 0, ['a']],
    ["x'a\\'", 'unterminated', 1, ["xa'"]],
    ['"a\\"', 'unterminated', 0, ['a"']],
    // The first backslash stands for itself, the second hides the quote.
    ["'\\\\'", 'unterminated', 0, ["\\'"]],
    ['"a\\', 'unterminated', 0, ['a\\']],
    ['GET "a"b', 'joined', 7, ['GET', 'a']],
    ['\'a\'"b"', 'joined', 3, ['a']],
  ])('%j is refused', (line, error, errorAt, args) => {
    expect(splitArguments(line)).toMatchObject({ error, errorAt, args });
  });

  test('spans stand where the arguments do', () => {
    const line = '  SET "ké y" \'\' a"b" "open';
    const { spans } = splitArguments(line);
    expect(spans.map(({ start, end }) => line.slice(start, end))).toEqual([
      'SET',
      '"ké y"',
      "''",
      'a"b"',
      '"open',
    ]);
    expect(spans.map((span) => span.unterminated)).toEqual([false, false, false, false, true]);
  });

  test('bytes stay as they are', () => {
    expect(splitByteArguments('\xff "\xfe\\xfd"').args).toEqual(['\xff', '\xfe\xfd']);
  });
});

describe('quoting', () => {
  test.each<[string, string, string]>([
    ['plain', '"plain"', '"plain"'],
    ['a\x00b\n', '"a\\x00b\\n"', '"a\\x00b\\n"'],
    ['"\\\x07\b\t\r', '"\\"\\\\\\a\\b\\t\\r"', '"\\"\\\\\\a\\b\\t\\r"'],
    ['caf\xc3\xa9', '"caf\\xc3\\xa9"', '"café"'],
    ['\xc3', '"\\xc3"', '"\\xc3"'],
    ['\xc2\x85\xe2\x80\xae', '"\\xc2\\x85\\xe2\\x80\\xae"', '"\\xc2\\x85\\xe2\\x80\\xae"'],
  ])('%j', (bytes, escaped, text) => {
    expect(quoteBytes(bytes)).toBe(escaped);
    expect(quoteBytes(bytes, 'utf8')).toBe(text);
  });

  test.each<[string, string]>([
    ['abc:1', 'abc:1'],
    ['', '""'],
    ['a b', '"a b"'],
    ['#tag', '"#tag"'],
    ['a#b', 'a#b'],
    ["it's", '"it\'s"'],
    ['a\\b', 'a\\b'],
    ['caf\xc3\xa9', 'café'],
    ['\xff', '"\\xff"'],
  ])('argument %j', (bytes, quoted) => expect(quoteArgument(bytes)).toBe(quoted));

  test('what is quoted splits back to the same bytes', () => {
    fc.assert(
      fc.property(anyArgv, fc.constantFrom('utf8' as const, 'escaped' as const), (argv, mode) => {
        expect(splitArguments(quoteCommand(argv, mode)).args).toEqual(argv);
      }),
      { numRuns: 2000 },
    );
  });

  test('text survives quoting as text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), (text) => {
        const [bytes = ''] = splitArguments(quoteOf(text)).args;
        expect(splitArguments(quoteArgument(bytes)).args).toEqual([bytes]);
      }),
    );
  });
});

const quoteOf = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`;
