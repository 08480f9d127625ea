/** Small documentation trees for tests of whatever reads them. */
import type { ArgumentDoc, CommandDoc } from '../../protocol/docs.ts';

type Extra = Partial<Pick<ArgumentDoc, 'token' | 'optional' | 'multiple' | 'multipleToken'>>;

export const value = (
  name: string,
  type: ArgumentDoc['type'] = 'string',
  extra: Extra = {},
): ArgumentDoc => ({
  name,
  type,
  token: undefined,
  optional: false,
  multiple: false,
  multipleToken: false,
  arguments: [],
  ...extra,
});
export const token = (word: string, extra: Extra = {}) =>
  value(word.toLowerCase(), 'pure-token', { token: word, ...extra });
export const group = (
  type: 'oneof' | 'block',
  parts: readonly ArgumentDoc[],
  extra: Extra = {},
): ArgumentDoc => ({
  ...value(type, type, extra),
  arguments: parts,
});
const optional = { optional: true };
const multiple = { multiple: true };

export function command(
  name: string,
  arity: number,
  parts: readonly ArgumentDoc[],
  extra: Partial<CommandDoc> = {},
): CommandDoc {
  return {
    name,
    group: 'generic',
    since: '1.0.0',
    complexity: 'O(1)',
    summary: `What ${name} does.`,
    syntax: '',
    arity,
    flags: [],
    subcommands: [],
    arguments: parts,
    deprecatedSince: undefined,
    replacedBy: undefined,
    ...extra,
  };
}

const key = value('key', 'key');
const keys = value('key', 'key', multiple);

export const EXAMPLES: readonly CommandDoc[] = [
  command('PING', -1, [value('message', 'string', optional)]),
  command('GET', 2, [key], { flags: ['readonly', 'fast'] }),
  command(
    'SET',
    -3,
    [
      key,
      value('value'),
      group('oneof', [token('NX'), token('XX')], optional),
      token('GET', optional),
      group(
        'oneof',
        [
          value('seconds', 'integer', { token: 'EX' }),
          value('ms', 'integer', { token: 'PX' }),
          token('KEEPTTL'),
        ],
        optional,
      ),
    ],
    { flags: ['write', 'denyoom'] },
  ),
  command('ZADD', -4, [
    key,
    group('oneof', [token('NX'), token('XX')], optional),
    token('CH', optional),
    group('block', [value('score', 'double'), value('member')], multiple),
  ]),
  command('ZUNION', -3, [
    value('numkeys', 'integer'),
    keys,
    value('weight', 'integer', { token: 'WEIGHTS', optional: true, multiple: true }),
    group('oneof', [token('SUM'), token('MIN'), token('MAX')], { token: 'AGGREGATE', optional: true }),
    token('WITHSCORES', optional),
  ]),
  command('EVAL', -3, [
    value('script'),
    value('numkeys', 'integer'),
    value('key', 'key', { optional: true, multiple: true }),
    value('arg', 'string', { optional: true, multiple: true }),
  ]),
  command('SORT', -2, [
    key,
    value('pattern', 'pattern', { token: 'BY', optional: true }),
    group('block', [value('offset', 'integer'), value('count', 'integer')], {
      token: 'LIMIT',
      optional: true,
    }),
    value('pattern', 'pattern', { token: 'GET', optional: true, multiple: true, multipleToken: true }),
    token('ALPHA', optional),
  ]),
  command('BLPOP', -3, [keys, value('timeout', 'double')], { flags: ['write', 'blocking'] }),
  command('XADD', -5, [
    key,
    token('NOMKSTREAM', optional),
    group(
      'block',
      [
        group('oneof', [token('MAXLEN'), token('MINID')]),
        group('oneof', [token('='), token('~')], optional),
        value('threshold'),
        value('count', 'integer', { token: 'LIMIT', optional: true }),
      ],
      optional,
    ),
    group('oneof', [token('*'), value('id')]),
    group('block', [value('field'), value('value')], multiple),
  ]),
  command('CLIENT', -2, [], { subcommands: ['CLIENT ID', 'CLIENT SETNAME'] }),
  command('CLIENT ID', 2, []),
  command('CLIENT SETNAME', 3, [value('connection-name')]),
];
