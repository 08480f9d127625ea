/** CONFIG: reading and changing parameters while the server runs. */
import { type Command, defineCommand, defineContainer, type Flag, noKeys } from '../../command.ts';
import * as errors from '../../errors.ts';
import { map, OK } from '../../reply.ts';
import { helpCommand } from '../help.ts';

const FLAGS: readonly Flag[] = ['admin', 'noscript', 'loading', 'stale'];

const get = defineCommand({
  name: 'CONFIG GET',
  group: 'server',
  since: '2.0.0',
  arity: -3,
  flags: FLAGS,
  keys: noKeys,
  complexity: 'O(N)',
  summary: 'Returns the parameters whose names match the patterns, with their values.',
  syntax: 'parameter [parameter ...]',
  parse: (args) => args.rest(),
  run: ({ engine }, patterns) => map(engine.config.match(patterns).flat()),
});

const set = defineCommand({
  name: 'CONFIG SET',
  group: 'server',
  since: '2.0.0',
  arity: -4,
  flags: FLAGS,
  keys: noKeys,
  complexity: 'O(N)',
  summary: 'Changes parameters; either all of them or, after an error, none.',
  syntax: 'parameter value [parameter value ...]',
  parse(args) {
    if (args.left % 2 !== 0) throw errors.SYNTAX;
    const pairs: [string, string][] = [];
    while (!args.done) pairs.push([args.next(), args.next()]);
    return pairs;
  },
  run({ engine }, pairs) {
    engine.config.set(pairs);
    return OK;
  },
});

const resetstat = defineCommand({
  name: 'CONFIG RESETSTAT',
  group: 'server',
  since: '2.0.0',
  arity: 2,
  flags: FLAGS,
  keys: noKeys,
  complexity: 'O(1)',
  summary: 'Sets the counters that INFO shows back to zero.',
  syntax: '',
  run({ engine }) {
    engine.resetStats();
    return OK;
  },
});

const rewrite = defineCommand({
  name: 'CONFIG REWRITE',
  group: 'server',
  since: '2.8.0',
  arity: 2,
  flags: FLAGS,
  keys: noKeys,
  complexity: 'O(1)',
  summary: 'Would write the parameters to the configuration file; there is no such file here.',
  syntax: '',
  run() {
    throw errors.NO_CONFIG_FILE;
  },
});

export const config: Command = defineContainer(
  {
    name: 'CONFIG',
    group: 'server',
    since: '2.0.0',
    arity: -2,
    flags: [],
    keys: noKeys,
    complexity: '-',
    summary: 'Reads and changes parameters of the server.',
    syntax: '',
  },
  [get, set, resetstat, rewrite, helpCommand('CONFIG', { group: 'server', since: '5.0.0' })],
);
