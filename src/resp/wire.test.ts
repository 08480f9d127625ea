import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boolean, double, map, NULL_ARRAY, OK, push, type Reply, set, verbatim } from '../engine/reply.ts';
import { ProtocolError, ReplyReader } from './reader.ts';
import { RequestReader } from './request.ts';
import { toUint8Array } from './text.ts';
import { encodeCommand, encodeReply } from './writer.ts';

const anyBytes = fc
  .uint8Array({ maxLength: 60 })
  .map((bytes) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));

/** Cuts a byte string into pieces at the given places (as fractions of its length). */
function pieces(bytes: string, cuts: number[]): Uint8Array[] {
  const places = [
    0,
    ...cuts.map((cut) => Math.floor(cut * bytes.length)).sort((a, b) => a - b),
    bytes.length,
  ];
  return places.slice(1).map((place, i) => toUint8Array(bytes.slice(places[i], place)));
}
const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 });

const scalar: fc.Arbitrary<Reply> = fc.oneof(
  anyBytes,
  fc.integer(),
  fc.bigInt({ min: 1n << 60n, max: (1n << 63n) - 1n }),
  fc.constant(null),
  fc.constant(OK),
  fc.boolean().map(boolean),
  fc.double({ noNaN: true }).map(double),
  anyBytes.map((text) => verbatim(text)),
  fc.constant({ kind: 'error' as const, text: 'ERR no' }),
  fc.constant({ kind: 'bignumber' as const, digits: '-12345678901234567890' }),
);
const { reply: anyReply } = fc.letrec<{ reply: Reply }>((tie) => ({
  reply: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    scalar,
    fc.array(tie('reply'), { maxLength: 4 }),
    fc.array(tie('reply'), { maxLength: 4 }).map(set),
    fc.array(tie('reply'), { maxLength: 4 }).map(push),
    fc.array(fc.tuple(tie('reply'), tie('reply')), { maxLength: 3 }).map((pairs) => map(pairs.flat())),
    fc
      .tuple(tie('reply'), tie('reply'))
      .map(([key, reply]) => ({ kind: 'attribute' as const, entries: [key, 1], reply })),
  ),
}));

describe('writing', () => {
  test.each<[Reply, string, string]>([
    ['a\r\n', '$3\r\na\r\n\r\n', '$3\r\na\r\n\r\n'],
    [5, ':5\r\n', ':5\r\n'],
    [-5, ':-5\r\n', ':-5\r\n'],
    [99999, ':99999\r\n', ':99999\r\n'],
    [null, '$-1\r\n', '_\r\n'],
    [NULL_ARRAY, '*-1\r\n', '_\r\n'],
    [double(1.5), '$3\r\n1.5\r\n', ',1.5\r\n'],
    [double(-Infinity), '$4\r\n-inf\r\n', ',-inf\r\n'],
    [boolean(true), ':1\r\n', '#t\r\n'],
    [map(['k', 1]), '*2\r\n$1\r\nk\r\n:1\r\n', '%1\r\n$1\r\nk\r\n:1\r\n'],
    [set(['k']), '*1\r\n$1\r\nk\r\n', '~1\r\n$1\r\nk\r\n'],
    [push(['m']), '*1\r\n$1\r\nm\r\n', '>1\r\n$1\r\nm\r\n'],
    [verbatim('hi'), '$2\r\nhi\r\n', '=6\r\ntxt:hi\r\n'],
    [{ kind: 'spoken', resp: 2, reply: null }, '$-1\r\n', '$-1\r\n'],
    [
      { kind: 'spoken', resp: 3, reply: [map(['a', null])] },
      '*1\r\n%1\r\n$1\r\na\r\n_\r\n',
      '*1\r\n%1\r\n$1\r\na\r\n_\r\n',
    ],
    [
      { kind: 'attribute', entries: ['k', 1], reply: 'r' },
      '$1\r\nr\r\n',
      '|1\r\n$1\r\nk\r\n:1\r\n$1\r\nr\r\n',
    ],
    [{ kind: 'none' }, '', ''],
  ])('%j', (reply, resp2, resp3) => {
    expect(encodeReply(reply, 2)).toBe(resp2);
    expect(encodeReply(reply, 3)).toBe(resp3);
  });
});

describe('reading replies', () => {
  test('gives back what was written, however it is cut', () => {
    fc.assert(
      fc.property(fc.array(anyReply, { maxLength: 5 }), cuts, (replies, places) => {
        const reader = new ReplyReader();
        const bytes = replies.map((reply) => encodeReply(reply, 3)).join('');
        expect(pieces(bytes, places).flatMap((piece) => reader.feed(piece))).toEqual(replies);
        expect(reader.consumed).toBe(bytes.length);
        expect(reader.pending).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  test('reads RESP2 nulls and errors in bulk', () => {
    const reader = new ReplyReader();
    expect(reader.feed(toUint8Array('$-1\r\n*-1\r\n!5\r\nERR x\r\n,nan\r\n'))).toEqual([
      null,
      NULL_ARRAY,
      { kind: 'error', text: 'ERR x' },
      { kind: 'double', value: Number.NaN },
    ]);
  });

  test.each([
    '?\r\n',
    ':x\r\n',
    '$x\r\n',
    '$-2\r\n',
    '$1\r\nabc\r\n',
    '#x\r\n',
    ',1.x\r\n',
    '*1\r\n'.repeat(200),
  ])('%j is refused', (bytes) => {
    expect(() => new ReplyReader().feed(toUint8Array(`:1\r\n${bytes}`))).toThrow(ProtocolError);
  });
});

function read(bytes: string, places: number[] = []) {
  const reader = new RequestReader();
  const commands: string[][] = [];
  for (const piece of pieces(bytes, places)) reader.feed(piece, (argv) => commands.push(argv));
  return { commands, error: reader.error };
}

describe('reading requests', () => {
  test('gives back what was sent, however it is cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(anyBytes, { minLength: 1, maxLength: 5 }), { maxLength: 8 }),
        cuts,
        (sent, places) => {
          const bytes = sent.map((argv) => encodeCommand(argv)).join('');
          expect(read(bytes, places)).toEqual({ commands: sent, error: undefined });
        },
      ),
      { numRuns: 500 },
    );
  });

  test('a long argument in many pieces', () => {
    const value = 'v'.repeat(300_000);
    const bytes = encodeCommand(['SET', 'k', value]) + encodeCommand(['PING']);
    const places = Array.from({ length: 40 }, (_, i) => i / 40);
    expect(read(bytes, places).commands).toEqual([['SET', 'k', value], ['PING']]);
  });

  test.each<[string, string[][]]>([
    ['PING\r\n', [['PING']]],
    ['PING\n', [['PING']]],
    ['\r\n\r\nPING\r\n', [['PING']]],
    [
      'SET a "b\\x00c"\r\nGET a\r\n',
      [
        ['SET', 'a', 'b\x00c'],
        ['GET', 'a'],
      ],
    ],
    ['GET a\x00b\r\n', [['GET', 'a']]],
    ['*0\r\n*-1\r\n*1\r\n$4\r\nPING\r\n', [['PING']]],
    ['*2\r\n$3\r\nGET\r\n$0\r\n\r\n', [['GET', '']]],
    ['*1\r\n$4\r\nPINGxxPING\r\n', [['PING'], ['PING']]],
  ])('%j', (bytes, commands) => {
    expect(read(bytes)).toEqual({ commands, error: undefined });
    expect(
      read(
        bytes,
        Array.from(bytes, (_, i) => i / bytes.length),
      ),
    ).toEqual({ commands, error: undefined });
  });

  const long = 'x'.repeat(70_000);
  test.each<[string, string]>([
    ['*x\r\n', 'invalid multibulk length'],
    ['*\r\n', 'invalid multibulk length'],
    ['*01\r\n', 'invalid multibulk length'],
    ['*2147483648\r\n', 'invalid multibulk length'],
    ['*1 \r\n', 'invalid multibulk length'],
    ['*1\r\nx\r\n', "expected '$', got 'x'"],
    ['*1\r\n:4\r\n', "expected '$', got ':'"],
    ['*1\r\n$x\r\n', 'invalid bulk length'],
    ['*1\r\n$-1\r\n', 'invalid bulk length'],
    ['*1\r\n$536870913\r\n', 'invalid bulk length'],
    ['GET "a\r\n', 'unbalanced quotes in request'],
    ['GET "a"b\r\n', 'unbalanced quotes in request'],
    [long, 'too big inline request'],
    [`*${'1'.repeat(70_000)}`, 'too big mbulk count string'],
    [`*1\r\n$${'1'.repeat(70_000)}`, 'too big bulk count string'],
  ])('%j is refused', (bytes, text) => {
    expect(read(`PING\r\n${bytes}`)).toEqual({ commands: [['PING']], error: `ERR Protocol error: ${text}` });
  });

  test('nothing is read after an error, nor after stop', () => {
    expect(read('*x\r\nPING\r\n').commands).toEqual([]);
    const reader = new RequestReader();
    const commands: string[][] = [];
    reader.feed(toUint8Array('PING\r\nQUIT\r\nPING\r\n'), (argv) => {
      commands.push(argv);
      if (argv[0] === 'QUIT') reader.stop();
    });
    expect(commands).toEqual([['PING'], ['QUIT']]);
  });
});
