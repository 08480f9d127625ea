/** SLOWLOG: the last commands that took long. */
import { type Command, defineCommand, defineContainer, type Flag, noKeys } from '../../command.ts';
import * as errors from '../../errors.ts';
import { OK } from '../../reply.ts';
import { helpCommand } from '../help.ts';

const FLAGS: readonly Flag[] = ['admin', 'loading', 'stale'];
const BAD_COUNT = errors.err('count should be greater than or equal to -1');

const get = defineCommand({
  name: 'SLOWLOG GET',
  group: 'server',
  since: '2.2.12',
  arity: -2,
  flags: FLAGS,
  keys: noKeys,
  complexity: 'O(N)',
  summary: 'Returns slow commands, the latest first: ten, or as many as asked for, or all for -1.',
  syntax: '[count]',
  parse(args) {
    if (args.left > 1) throw errors.subcommandSyntax(args.argv[1] ?? '', 'SLOWLOG');
    const count = args.done ? 10 : args.integer(BAD_COUNT);
    if (count < -1) throw BAD_COUNT;
    return count;
  },
  run({ engine }, count) {
    const { entries } = engine.stats.slowlog;
    return entries
      .slice(0, count === -1 ? entries.length : count)
      .map(({ id, at, duration, argv, addr, name }) => [id, at, duration, argv, addr, name]);
  },
});

const len = defineCommand({
  name: 'SLOWLOG LEN',
  group: 'server',
  since: '2.2.12',
  arity: 2,
  flags: FLAGS,
  keys: noKeys,
  complexity: 'O(1)',
  summary: 'Returns how many slow commands are kept.',
  syntax: '',
  run: ({ engine }) => engine.stats.slowlog.entries.length,
});

const reset = defineCommand({
  name: 'SLOWLOG RESET',
  group: 'server',
  since: '2.2.12',
  arity: 2,
  flags: FLAGS,
  keys: noKeys,
  complexity: 'O(N)',
  summary: 'Forgets the slow commands.',
  syntax: '',
  run({ engine }) {
    engine.stats.slowlog.entries = [];
    return OK;
  },
});

export const slowlog: Command = defineContainer(
  {
    name: 'SLOWLOG',
    group: 'server',
    since: '2.2.12',
    arity: -2,
    flags: [],
    keys: noKeys,
    complexity: '-',
    summary: 'Keeps the commands that took longer than a threshold.',
    syntax: '',
  },
  [get, len, reset, helpCommand('SLOWLOG', { group: 'server', since: '6.2.0' })],
);
