import { describe, expect, it } from 'vitest';
import { Bench, type Plain } from '../../../testing.ts';

const s = (...words: string[]) => ({ set: words.map((word) => `+${word}`) });
const GET_SPEC = {
  map: [
    'flags',
    s('RO', 'access'),
    'begin_search',
    { map: ['type', 'index', 'spec', { map: ['index', 1] }] },
    'find_keys',
    { map: ['type', 'range', 'spec', { map: ['lastkey', 0, 'keystep', 1, 'limit', 0] }] },
  ],
};

describe('COMMAND', () => {
  const count = new Bench().run('COMMAND COUNT') as number;

  it.each<[string, Plain]>([
    [
      'COMMAND INFO get nosuch',
      [
        [
          'get',
          2,
          s('readonly', 'fast'),
          1,
          1,
          1,
          s('@read', '@string', '@fast'),
          { set: [] },
          { set: [GET_SPEC] },
          { set: [] },
        ],
        null,
      ],
    ],
    [
      'COMMAND INFO client|kill',
      [
        [
          'client|kill',
          -3,
          s('admin', 'noscript', 'loading', 'stale', 'sentinel'),
          0,
          0,
          0,
          s('@admin', '@slow', '@dangerous', '@connection'),
          { set: [] },
          { set: [] },
          { set: [] },
        ],
      ],
    ],
    ['COMMAND GETKEYS get a', ['a']],
    ['COMMAND GETKEYS watch a b c', ['a', 'b', 'c']],
    ['COMMAND GETKEYS foo a', '-ERR Invalid command specified'],
    ['COMMAND GETKEYS get', '-ERR Invalid number of arguments specified for command'],
    ['COMMAND GETKEYS get a b', '-ERR Invalid number of arguments specified for command'],
    ['COMMAND GETKEYS migrate h 1 "" 0 5 KEYS a b', ['a', 'b']],
    ['COMMAND GETKEYS migrate h 1 a 0 5 COPY', ['a']],
    ['COMMAND GETKEYS ssubscribe a', '-ERR The command has no key arguments'],
    ['COMMAND GETKEYS ping x', '-ERR The command has no key arguments'],
    ['COMMAND GETKEYSANDFLAGS get a', [['a', s('RO', 'access')]]],
    ['COMMAND LIST FILTERBY', '-ERR syntax error'],
    ['COMMAND LIST FILTERBY foo bar', '-ERR syntax error'],
    ['COMMAND LIST FILTERBY aclcat nosuch', []],
    ['COMMAND LIST FILTERBY module foo', []],
    ['COMMAND LIST FILTERBY pattern client|re*', ['client|reply']],
    ['COMMAND LIST FILTERBY aclcat TRANSACTION', ['multi', 'exec', 'discard', 'watch', 'unwatch']],
    ['COMMAND FOO', "-ERR unknown subcommand 'FOO'. Try COMMAND HELP."],
    ['COMMAND DOCS nosuch', { map: [] }],
    [
      'COMMAND DOCS config|set',
      {
        map: [
          'config|set',
          {
            map: [
              'summary',
              'Changes parameters; either all of them or, after an error, none.',
              'since',
              '2.0.0',
              'group',
              'server',
              'complexity',
              'O(N)',
              'arguments',
              [
                {
                  map: [
                    'name',
                    'parameter_value',
                    'type',
                    'block',
                    'flags',
                    s('multiple'),
                    'arguments',
                    [
                      { map: ['name', 'parameter', 'type', 'string', 'display_text', 'parameter'] },
                      { map: ['name', 'value', 'type', 'string', 'display_text', 'value'] },
                    ],
                  ],
                },
              ],
            ],
          },
        ],
      },
    ],
  ])('%s', (line, reply) => expect(new Bench().run(line)).toEqual(reply));

  it('has every command in every listing', () => {
    const bench = new Bench();
    expect(bench.engine.commands.size).toBe(count);
    for (const line of ['COMMAND', 'COMMAND INFO', 'COMMAND LIST'])
      expect((bench.run(line) as Plain[]).length, line).toBe(count);
    expect((bench.run('COMMAND DOCS') as { map: Plain[] }).map.length).toBe(count * 2);
  });
});
