/** What the fuzzer puts where a template names a kind of argument: mostly valid, on few keys, with edge values. */
import type { Random } from '../../../src/engine/random.ts';

type Draw = (random: Random) => string;

const pick =
  (...values: readonly string[]): Draw =>
  (random) =>
    values[random.below(values.length)] ?? '';
/** Mostly from `usual`, once in `odds` from `rare`. */
const mostly =
  (odds: number, usual: Draw, rare: Draw): Draw =>
  (random) =>
    random.below(odds) === 0 ? rare(random) : usual(random);
const number =
  (from: number, to: number): Draw =>
  (random) =>
    String(from + random.below(to - from + 1));

const KINDS = ['string', 'list', 'hash', 'set', 'zset', 'stream', 'bits', 'hll', 'geo'] as const;
const EACH = 3;
/** Every key that commands of all kinds use. */
export const KEYS: readonly string[] = KINDS.flatMap((kind) =>
  Array.from({ length: EACH }, (_, i) => `${kind}:${i}`),
);
/** Sorted sets whose scores are all equal. */
export const LEX_KEYS: readonly string[] = ['lex:0', 'lex:1'];
const anyKey = mostly(8, pick(...KEYS), pick('none', '', 'k\xff\x00'));
const keyOf = (kind: string) =>
  mostly(14, pick(...Array.from({ length: EACH }, (_, i) => `${kind}:${i}`)), anyKey);

const BIG = ['9223372036854775807', '-9223372036854775808', '9223372036854775806', '9223372036854775808'];
const NOT_NUMBERS = ['', 'x', ' 1', '1 ', '0x1', '1e2', '1.5', '01', '+1', '-0', '--1', 'n\x00'];
const LONG = 'abcdefghij'.repeat(7);

const integer = mostly(9, number(-10, 30), pick(...BIG, ...NOT_NUMBERS, '2147483648', '4294967296', '-1000'));
const text = pick('', 'a', 'foo', 'foobar', 'Hello World', 'z\x00\xff\r\n', 'caf\xc3\xa9', LONG, LONG + LONG);
const value: Draw = mostly(
  3,
  text,
  mostly(4, number(-5, 200), pick(...BIG, ...NOT_NUMBERS, '3.25', '-0.5', '1e3')),
);
const member = mostly(
  4,
  mostly(2, (random) => `m${random.below(12)}`, number(0, 15)),
  mostly(3, (random) => `m${random.below(300)}`, value),
);
const FLOATS = [
  '0',
  '1',
  '-1',
  '1.5',
  '-2.25',
  '3.0',
  '0.1',
  '0.2',
  '0.3',
  '100',
  '1e3',
  '1e-7',
  '12345.678',
  '2.5e20',
];
/** Without what overflows: the reference's SORT takes a later `-0` for an overflow, by a flag that C leaves standing. */
const float = mostly(
  9,
  pick(...FLOATS),
  pick('inf', '-inf', '+inf', 'nan', 'x', '', ' 1', '1e17', '0x10', '-0', '1.7e308'),
);
const bound = mostly(
  4,
  mostly(3, (random) => `(${pick(...FLOATS)(random)}`, pick(...FLOATS)),
  pick('-inf', '+inf', '(-inf', '(inf', 'x', '(', '', 'nan', '(x'),
);
const lexBound = mostly(
  3,
  (random) => `${pick('[', '(')(random)}${member(random)}`,
  pick('-', '+', '-', '+', '-', '+', 'x', '', '[', '('),
);
/** Instants far ahead, so that no key ends while the two servers are compared. */
const at = mostly(12, number(33177117420, 33177117424), pick('0', '1', '-1', '9223372036854775807', 'x'));
const atMs = mostly(
  12,
  number(33177117420123, 33177117420127),
  pick('0', '1', '-1', '9223372036854775807', 'x'),
);
const seconds = mostly(10, number(5000, 5003), pick('0', '-1', 'x', '9223372036854775807', '1.5'));

const streamId = mostly(
  9,
  (random) => `${1 + random.below(40)}-${random.below(4)}`,
  pick('-', '+', '0', '5', '0-0', 'x', '1-x', '18446744073709551615-18446744073709551615', '-1-1'),
);

const ARGUMENTS: Readonly<Record<string, Draw>> = {
  ...Object.fromEntries(KINDS.map((kind) => [kind, keyOf(kind)])),
  key: anyKey,
  value,
  text,
  integer,
  /** Without the one number that cannot be negated: the older server takes it for a count, and the lists differ then. */
  removals: mostly(9, number(-10, 30), pick('9223372036854775807', '-9223372036854775807', ...NOT_NUMBERS)),
  member,
  float,
  bound,
  lex: lexBound,
  /** Else a key that nothing is ever put under: what has several scores has no lexical order. */
  lexset: mostly(14, pick(...LEX_KEYS), pick('string:0', 'absent')),
  at,
  atms: atMs,
  seconds,
  /** Not so few that a key ends while the two servers are compared. */
  ms: mostly(12, number(33177117420, 33177117424), pick('0', '-1', '9223372036854775807', 'x')),
  index: mostly(9, number(-12, 12), integer),
  count: mostly(9, number(1, 6), integer),
  positive: mostly(12, number(0, 8), integer),
  field: mostly(
    4,
    (random) => `f${random.below(10)}`,
    mostly(3, (random) => `f${random.below(600)}`, text),
  ),
  pattern: pick('*', 'm*', 'f?', '[a-m]*', '*1', '??', '[^m]*', '\\*', 'none', '', '*[', 's*:?'),
  side: mostly(15, pick('LEFT', 'RIGHT', 'left'), pick('up', '')),
  db: mostly(6, pick('0', '1', '2'), pick('15', '16', '-1', 'x')),
  offset: mostly(9, number(0, 70), pick('-1', 'x', '1000', '4294967296', '9223372036854775807')),
  bit: mostly(12, pick('0', '1'), pick('2', 'x', '-1')),
  bits: keyOf('bits'),
  bittype: mostly(
    9,
    pick('u8', 'i8', 'u1', 'i64', 'u63', 'i5', 'u16', 'i3'),
    pick('u64', 'i65', 'u0', 'x8', 'i'),
  ),
  bitat: mostly(
    6,
    mostly(3, number(0, 40), (random) => `#${random.below(8)}`),
    pick('-1', '#x', '#', 'x'),
  ),
  id: streamId,
  /** Without the last id there can be, below which XSETID could not go any more. */
  deleted: mostly(9, (random) => `${1 + random.below(40)}-${random.below(4)}`, pick('-', '5', '0-0', 'x')),
  /** Above what was ever deleted: below, XSETID has become stricter since the older server. */
  high: mostly(9, (random) => `${41 + random.below(4)}-${random.below(3)}`, pick('x', '-', '41')),
  /** For new entries: now and then above those of `$high`, so that a stream goes on after XSETID. */
  newid: mostly(6, streamId, (random) => `${45 + random.below(50)}-${random.below(4)}`),
  openid: (random) => `(${streamId(random)}`,
  group: pick('g1', 'g2', 'none'),
  consumer: pick('alice', 'bob'),
  lon: mostly(
    12,
    pick('13.361389', '15.087269', '2.349014', '-0.127758', '139.691706', '0', '180', '-122.27652'),
    pick('181', 'x', '-180.1'),
  ),
  lat: mostly(
    12,
    pick('38.115556', '37.502669', '48.864716', '51.507351', '35.689487', '0', '85.05', '37.805186'),
    pick('90', 'x', '-85.06'),
  ),
  radius: mostly(12, pick('100', '200', '1000', '5000', '20000', '0.5'), pick('-1', 'x', '0')),
  unit: mostly(14, pick('m', 'km', 'ft', 'mi'), pick('cm', '')),
};

/** Draws an argument of a kind; a kind that does not exist is an error of the template. */
export function draw(name: string, random: Random): string {
  const argument = ARGUMENTS[name];
  if (!argument) throw new Error(`no kind of argument $${name}`);
  return argument(random);
}
