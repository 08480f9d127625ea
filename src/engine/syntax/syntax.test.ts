import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { registry } from '../commands/index.ts';
import { type Argument, parseSyntax } from './syntax.ts';

/** A tree in one line: `?` optional, `*` multiple, `+` multiple with its token, `TOKEN=` before a value. */
function show({ name, type, token, optional, multiple, multipleToken, arguments: inner }: Argument): string {
  const marks = `${optional ? '?' : ''}${multipleToken ? '+' : multiple ? '*' : ''}`;
  const value =
    inner !== undefined
      ? `${type}(${inner.map(show).join(' ')})`
      : type === 'pure-token'
        ? ''
        : `${name}:${type}`;
  return `${token === undefined ? '' : value === '' ? token : `${token}=`}${value}${marks}`;
}
const parsed = (syntax: string, id = 'x') => parseSyntax(syntax, id).map(show).join(' ');

describe('syntax', () => {
  it.each([
    ['', ''],
    ['key', 'key:key'],
    ['key member [member ...]', 'key:key member:string*'],
    ['key field value [field value ...]', 'key:key block(field:string value:string)*'],
    [
      'key value [NX | XX] [GET] [EX seconds | PX milliseconds | EXAT unix-time-seconds | KEEPTTL]',
      'key:key value:string oneof(NX XX)? GET? oneof(EX=seconds:integer PX=milliseconds:integer EXAT=unix-time-seconds:unix-time KEEPTTL)?',
    ],
    ['key [COUNT count [ANY]]', 'key:key block(COUNT=count:integer ANY?)?'],
    ['[LIMIT offset count]', 'LIMIT=block(offset:integer count:integer)?'],
    ['[GET pattern [GET pattern ...]]', 'GET=pattern:pattern?+'],
    [
      'numkeys key [key ...] [WEIGHTS weight [weight ...]]',
      'numkeys:integer key:key* WEIGHTS=weight:integer*?',
    ],
    ['<m | km | ft | mi>', 'oneof(m km ft mi)'],
    ['<lib-name libname | lib-ver libver>', 'oneof(lib-name=libname:string lib-ver=libver:string)'],
    ['<* | id>', 'oneof(* id:string)'],
    ['<host port | NO ONE>', 'oneof(block(host:string port:integer) block(NO ONE))'],
    ['STREAMS key [key ...] ID [ID ...]', 'STREAMS=block(key:key* ID:string*)'],
    [
      'key [<MAXLEN | MINID> [= | ~] threshold [LIMIT count]]',
      'key:key block(oneof(MAXLEN MINID) oneof(= ~)? threshold:string LIMIT=count:integer?)?',
    ],
    ['FIELDS numfields field [field ...]', 'FIELDS=block(numfields:integer field:string*)'],
    ['[AGGREGATE <SUM | MIN | MAX>]', 'AGGREGATE=oneof(SUM MIN MAX)?'],
    ['[CONFIG name value [CONFIG name value ...]]', 'CONFIG=block(name:string value:string)+?'],
  ])('%s', (syntax, tree) => {
    // Marks of the innermost come first: `WEIGHTS weight [weight ...]` is a list that may be left out.
    const loose = (text: string) => text.replace(/\?\*|\*\?/g, '?*').replace(/\?\+|\+\?/g, '?+');
    expect(loose(parsed(syntax))).toBe(loose(tree));
  });

  it('knows what a name means in a command', () => {
    expect(parsed('key [key ...] timeout', 'blpop')).toBe('key:key* timeout:double');
    expect(parsed('timeout', 'client|pause')).toBe('timeout:integer');
  });

  it.each(['[a', 'a]', '<a | b', 'a [b ...]'])('refuses %s', (syntax) => {
    expect(() => parseSyntax(syntax, 'x')).toThrow(RangeError);
  });

  it('reads the syntax of every command here', () => {
    const commands = [...registry.values()].flatMap((command) => [
      command,
      ...(command.subcommands?.values() ?? []),
    ]);
    for (const { syntax, id } of commands) {
      const args = parseSyntax(syntax, id);
      expect(args.length === 0, id).toBe(syntax === '');
    }
  });

  const table = new URL('../../../../shared/commands.tsv', import.meta.url);
  it.skipIf(!existsSync(table))('reads the syntax of every command of the reference', () => {
    const [head = '', ...rows] = readFileSync(table, 'utf8').trim().split(/\r?\n/);
    const column = head.split('\t').indexOf('syntax');
    let count = 0;
    for (const row of rows) {
      const cells = row.split('\t');
      const syntax = cells[column] ?? '-';
      if (syntax === '-') continue;
      expect(() => parseSyntax(syntax, cells[0] ?? ''), cells[0]).not.toThrow();
      count++;
    }
    expect(count).toBeGreaterThan(300);
  });
});
