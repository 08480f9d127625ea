import { describe, expect, it } from 'vitest';
import { analyse, CommandTable, isKeyWord, isOptionWord, slotName } from './analyse.ts';
import { EXAMPLES } from './examples.ts';
import { renderSyntax } from './render.ts';

const table = new CommandTable(EXAMPLES);
const read = (line: string) => {
  const found = analyse(table, line.split(' '));
  if (!found) throw new Error(`no command in ${line}`);
  return found;
};

describe('what may come next', () => {
  it.each<[string, string]>([
    ['GET', 'key'],
    ['GET a', ''],
    ['SET a', 'value'],
    ['SET a 1', 'NX XX GET EX PX KEEPTTL'],
    ['SET a 1 ex', 'seconds'],
    ['SET a 1 EX 10', 'NX XX GET'],
    ['SET a 1 GET KEEPTTL', 'NX XX'],
    ['ZADD z', 'NX XX CH score'],
    ['ZADD z NX 1', 'member'],
    ['ZADD z NX 1 a', 'score'],
    ['ZUNION 2 a', 'key'],
    ['ZUNION 2 a b', 'WEIGHTS AGGREGATE WITHSCORES'],
    ['ZUNION 2 a b WEIGHTS 1 2', 'weight AGGREGATE WITHSCORES'],
    ['ZUNION 1 a AGGREGATE', 'SUM MIN MAX'],
    ['EVAL s 0', 'arg'],
    ['EVAL s 1 k', 'arg'],
    ['SORT l GET a', 'GET BY LIMIT ALPHA'],
    ['XADD s', 'NOMKSTREAM MAXLEN MINID * id'],
    ['XADD s MAXLEN', '= ~ threshold'],
    ['XADD s MAXLEN ~ 10', 'LIMIT NOMKSTREAM * id'],
    ['XADD s * f', 'value'],
    ['BLPOP a', 'key timeout'],
  ])('%s', (line, expected) => {
    const { expected: slots, failedAt } = read(line);
    expect(failedAt).toBeUndefined();
    expect(new Set(slots.map(slotName))).toEqual(new Set(expected === '' ? [] : expected.split(' ')));
  });
});

describe('where it stops', () => {
  it.each<[string, number | undefined, boolean]>([
    ['GET', undefined, false],
    ['GET a', undefined, true],
    ['GET a b', 1, false],
    ['SET a 1 EX', undefined, false],
    ['SET a 1 EX x', 3, false],
    ['SET a 1 NX XX', 3, false],
    ['SET a 1 FOO', 2, false],
    ['ZADD z 1 a 2', undefined, false],
    ['ZADD z x a', 1, false],
    ['ZUNION 1 a b', 2, false],
    ['BLPOP a b 0', undefined, true],
    ['PING', undefined, true],
    ['CLIENT SETNAME x', undefined, true],
    ['EVAL s 0', undefined, true],
  ])('%s', (line, failedAt, complete) => {
    expect(read(line)).toMatchObject({ failedAt, complete });
  });

  it('takes long commands', () => {
    const words = ['ZADD', 'z', ...Array.from({ length: 20_000 }, (_, i) => String(i))];
    expect(analyse(table, words)?.failedAt).toBeUndefined();
  });
});

it('tells keys and options from values', () => {
  const { slots } = read('SET a 1 nx');
  expect(slots.map((slot) => [isKeyWord(slot), isOptionWord(slot)])).toEqual([
    [true, false],
    [false, false],
    [false, true],
  ]);
});

it('finds subcommands', () => {
  expect(read('client setname x')).toMatchObject({ nameWords: 2, doc: { name: 'CLIENT SETNAME' } });
  expect(table.subcommands('client').map(({ name }) => name)).toEqual(['CLIENT ID', 'CLIENT SETNAME']);
  expect(analyse(table, ['NOPE'])).toBeUndefined();
});

describe('rendering', () => {
  it.each<[string, string]>([
    ['GET', 'GET key'],
    ['CLIENT ID', 'CLIENT ID'],
    ['SET', 'SET key value [NX | XX] [GET] [EX seconds | PX ms | KEEPTTL]'],
    ['ZADD', 'ZADD key [NX | XX] [CH] score member …'],
    ['ZUNION', 'ZUNION numkeys key … [WEIGHTS weight …] [AGGREGATE <SUM | MIN | MAX>] [WITHSCORES]'],
    [
      'XADD',
      'XADD key [NOMKSTREAM] [<MAXLEN | MINID> [= | ~] threshold [LIMIT count]] <* | id> field value …',
    ],
  ])('%s', (name, label) => {
    const doc = table.get(name);
    if (!doc) throw new Error(name);
    const rendered = renderSyntax(doc);
    expect(rendered.label).toBe(label);
    for (const { node, token, start, end } of rendered.places)
      expect(rendered.label.slice(start, end)).toBe(token ?? node.name);
  });
});
