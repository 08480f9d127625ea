import { describe, expect, it } from 'vitest';
import { CommandTable } from '../../client/syntax/analyse.ts';
import { complete } from '../../client/syntax/complete.ts';
import { EXAMPLES } from '../../client/syntax/examples.ts';
import { parseScript } from '../../script/parse.ts';
import { placeAt } from './cursor.ts';
import { diagnose } from './diagnose.ts';
import { formatScript, replaceAll } from './format.ts';
import { hoverAt } from './hover.ts';
import { signatureAt } from './signature.ts';
import { type LineState, tokenizeLine } from './tokens.ts';

const table = new CommandTable(EXAMPLES);

/** A text with the cursor at `|`. */
function at(marked: string) {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  return placeAt(parseScript(text), text, offset);
}

describe('diagnostics', () => {
  it.each<[string, string, string]>([
    ['GTE a', 'GTE', 'There is no command “GTE”. Did you mean GET?'],
    ['FROBNICATE', 'FROBNICATE', 'There is no command “FROBNICATE”.'],
    ['GET', 'GET', 'GET takes 1 argument, not 0: GET key'],
    ['GET a b c', 'b c', 'GET takes 1 argument, not 3: GET key'],
    ['CLIENT IDD', 'IDD', 'CLIENT has no subcommand “IDD”. Did you mean ID?'],
    ['CLIENT ID x', 'x', 'CLIENT ID takes no arguments, not 1: CLIENT ID'],
    [
      'SET a 1 NXX',
      'NXX',
      '“NXX” does not fit here. Did you mean NX? SET key value [NX | XX] [GET] [EX seconds | PX ms | KEEPTTL]',
    ],
    [
      'SET a 1 EX soon',
      'soon',
      '“soon” does not fit here. Expected: seconds (an integer). SET key value [NX | XX] [GET] [EX seconds | PX ms | KEEPTTL]',
    ],
    [
      'SET a 1 EX',
      'EX',
      'Something is missing after this: seconds (an integer). SET key value [NX | XX] [GET] [EX seconds | PX ms | KEEPTTL]',
    ],
  ])('%s', (text, where, message) => {
    const [problem, ...more] = diagnose(parseScript(text), table);
    expect(more).toEqual([]);
    expect(problem?.message).toBe(message);
    expect(problem && text.slice(problem.range.start, problem.range.end)).toBe(where);
  });

  it.each([
    'get a',
    'SET a 1 ex 10 NX',
    'ZADD z 1 a 2 b',
    'BLPOP a b 0',
    'client setname x',
    '# @client bob\nPING',
  ])('nothing about %s', (text) => expect(diagnose(parseScript(text), table)).toEqual([]));

  it('says nothing about commands before it knows them', () => {
    expect(diagnose(parseScript('FOO'), new CommandTable([]))).toEqual([]);
  });
});

describe('completion', () => {
  it.each<[string[], string, string[], boolean]>([
    [[], 'z', ['ZADD', 'ZUNION'], false],
    [['CLIENT'], '', ['ID', 'SETNAME'], false],
    [['GET'], '', [], true],
    [['SET', 'a', '1'], '', ['NX', 'XX', 'GET', 'EX', 'PX', 'KEEPTTL'], false],
    [['SET', 'a', '1'], 'k', ['KEEPTTL'], false],
    [['BLPOP', 'a'], '', [], true],
    [['NOPE'], '', [], false],
  ])('%j %s', (words, prefix, texts, keys) => {
    const found = complete(table, words, prefix);
    expect([found.candidates.map(({ text }) => text), found.keys]).toEqual([texts, keys]);
  });

  it('says what an option wants', () => {
    const wants = (line: string, option: string) =>
      complete(table, line.split(' '), option).candidates.find(({ text }) => text === option)?.wants;
    expect(wants('SET a 1', 'EX')).toBe('seconds');
    expect(wants('SORT l', 'LIMIT')).toBe('offset count');
    expect(wants('SORT l', 'ALPHA')).toBe('');
  });
});

describe('signatures', () => {
  it.each<[string, string | undefined]>([
    ['|', undefined],
    ['SE|T', undefined],
    ['SET |', 'key'],
    ['SET a|', 'key'],
    ['SET a "x| y"', 'value'],
    ['SET a 1 |', 'NX'],
    ['SET a 1 K|', 'KEEPTTL'],
    ['SET a 1 EX |', 'seconds'],
    ['SET a 1 EX 10| NX', 'seconds'],
    ['ZADD z 1 |', 'member'],
    ['PING\nGET |  ', 'key'],
    ['CLIENT SETNAME |', 'connection-name'],
  ])('%s', (marked, active) => {
    const found = signatureAt(at(marked), table);
    const place = found?.parameters[found.active];
    expect(place && found.label.slice(...place)).toBe(active);
  });
});

describe('hover', () => {
  it.each<[string, string | undefined]>([
    ['G|ET a', 'What GET does.'],
    ['CLIENT I|D', 'What CLIENT ID does.'],
    ['GET a|b', '`key` of GET: the name of a key'],
    ['SET a 1 N|X', '`NX`: an option of SET'],
    ['# @wa|it 2s', 'Waits before the next line, on the playground’s clock.'],
    ['# wor|d', undefined],
    ['NO|PE', undefined],
  ])('%s', (marked, text) => {
    const found = hoverAt(at(marked), table);
    if (text === undefined) expect(found).toBeUndefined();
    else expect(found?.paragraphs).toContain(text);
  });
});

describe('formatting', () => {
  it.each<[string, string]>([
    ['get a', 'GET a'],
    ['  set   a\t"b  c"  ex 10 nx  ', 'SET a "b  c" EX 10 NX'],
    ['set nx ex', 'SET nx ex'],
    ['client setname get', 'CLIENT SETNAME get'],
    ['frob x', 'frob x'],
    ['# Hello  \n\n  ping', '# Hello\n\nPING'],
    ['set a "x\n  y"', 'SET a "x\n  y"'],
  ])('%j', (text, formatted) => {
    expect(replaceAll(text, formatScript(parseScript(text), text, table))).toBe(formatted);
  });
});

describe('colours', () => {
  const read = (line: string, state: LineState = '') => {
    const found = tokenizeLine(line, state, table);
    return [found.tokens.map(({ start, type }) => `${start} ${type}`).join(', '), found.state];
  };
  it.each<[string, LineState, string, LineState]>([
    ['SET a 1 NX', '', '0 command, 4 key, 6 number, 8 option', ''],
    ['client setname x', '', '0 command, 7 command, 15 value', ''],
    ['NOPE a', '', '0 unknown, 5 value', ''],
    ['# note', '', '0 comment', ''],
    ['# @wait 2s', '', '0 comment, 2 directive, 7 directive-value', ''],
    ['# @wat', '', '0 comment, 2 directive-unknown', ''],
    ['SET a "x', '', '0 command, 4 key, 6 string', '"'],
    ['y" NX', '"', '0 string, 3 value', ''],
    ['still', "'", '0 string', "'"],
    ['', '', '', ''],
  ])('%j', (line, state, tokens, after) => expect(read(line, state)).toEqual([tokens, after]));
});
