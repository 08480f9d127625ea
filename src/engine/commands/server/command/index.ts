/** COMMAND: the registry as clients see it. */
import { categoriesOf } from '../../../acl/categories.ts';
import type { Call } from '../../../call.ts';
import { type Command, defineCommand, defineContainer, type Flag, noKeys } from '../../../command.ts';
import * as errors from '../../../errors.ts';
import { globMatch } from '../../../glob.ts';
import { accessIn } from '../../../key-access.ts';
import { type KeyPosition, keyPositions } from '../../../keys.ts';
import { checkShape } from '../../../policy.ts';
import { map, type Reply, set, simple } from '../../../reply.ts';
import { helpCommand } from '../../help.ts';
import { commandDocs } from './docs.ts';
import { commandInfo } from './info.ts';

const FLAGS: readonly Flag[] = ['loading', 'stale', 'sentinel'];
const FACTS = { group: 'server', flags: FLAGS, keys: noKeys, categories: ['connection'] } as const;

/** A command by `name` or `container|subcommand`, exactly. */
function named({ engine }: Call, name: string): Command | undefined {
  const [container = '', sub] = name.toLowerCase().split('|');
  const command = engine.commands.get(container);
  return sub === undefined ? command : command?.subcommands?.get(sub);
}

const count = defineCommand({
  ...FACTS,
  name: 'COMMAND COUNT',
  since: '2.8.13',
  arity: 2,
  complexity: 'O(1)',
  summary: 'Returns how many commands there are.',
  syntax: '',
  run: ({ engine }) => engine.commands.size,
});

const info = defineCommand({
  ...FACTS,
  name: 'COMMAND INFO',
  since: '2.8.13',
  arity: -2,
  complexity: 'O(N)',
  summary: 'Returns the facts of the named commands, or of all.',
  syntax: '[command-name [command-name ...]]',
  parse: (args) => args.rest(),
  run(call, names) {
    if (names.length === 0) return [...call.engine.commands.values()].map(commandInfo);
    return names.map((name) => {
      const command = named(call, name);
      return command ? commandInfo(command) : null;
    });
  },
});

const docs = defineCommand({
  ...FACTS,
  name: 'COMMAND DOCS',
  since: '7.0.0',
  arity: -2,
  complexity: 'O(N)',
  summary: 'Returns what the named commands, or all, are for and what they take.',
  syntax: '[command-name [command-name ...]]',
  parse: (args) => args.rest(),
  run(call, names) {
    const commands =
      names.length === 0 ? call.engine.commands.values() : names.map((name) => named(call, name));
    return map([...commands].flatMap((command) => (command ? commandDocs(command) : [])));
  },
});

/** Every name, subcommands as `container|sub` included. */
function* allCommands(commands: Iterable<Command>): Generator<Command> {
  for (const command of commands) {
    yield command;
    if (command.subcommands) yield* command.subcommands.values();
  }
}

const list = defineCommand({
  ...FACTS,
  name: 'COMMAND LIST',
  since: '7.0.0',
  arity: -2,
  complexity: 'O(N)',
  summary: 'Returns the names of all commands, or of those that a filter lets through.',
  syntax: '[FILTERBY <MODULE module-name | ACLCAT category | PATTERN pattern>]',
  parse(args): ((command: Command) => boolean) | undefined {
    if (args.done) return undefined;
    if (args.left !== 3 || !args.accept('FILTERBY')) throw errors.SYNTAX;
    const kind = args.option();
    const value = args.next();
    switch (kind) {
      case 'MODULE':
        // There are no modules, so no command comes from one.
        return () => false;
      case 'ACLCAT':
        return (command) => categoriesOf(command).has(value.toLowerCase());
      case 'PATTERN':
        return (command) => globMatch(value, command.id, true);
      default:
        throw errors.SYNTAX;
    }
  },
  run({ engine }, filter) {
    if (!filter) return [...engine.commands.keys()];
    return [...allCommands(engine.commands.values())].filter(filter).map(({ id }) => id);
  },
});

function extractKeys(
  { engine }: Call,
  argv: readonly string[],
): { argv: readonly string[]; keys: KeyPosition[] } {
  const command = engine.find(argv);
  if (!command || (command.subcommands && !command.standalone)) throw errors.err('Invalid command specified');
  // Channels have places like keys, but are none.
  if (command.keys.every((_, i) => accessIn(command, i, argv).startsWith('not_key')))
    throw errors.err('The command has no key arguments');
  if (checkShape(command, argv)) throw errors.err('Invalid number of arguments specified for command');
  const keys = keyPositions(command, argv);
  if (keys && keys.length > 0) return { argv, keys };
  if (command.flags.includes('no_mandatory_keys')) return { argv, keys: [] };
  throw errors.err('Invalid arguments specified for command');
}

const getkeys = defineCommand({
  ...FACTS,
  name: 'COMMAND GETKEYS',
  since: '2.8.13',
  arity: -3,
  complexity: 'O(N)',
  summary: 'Returns the keys of a command line.',
  syntax: 'command [arg [arg ...]]',
  parse: (args) => args.rest(),
  run(call, words) {
    const { argv, keys } = extractKeys(call, words);
    return keys.map(({ at }) => argv[at] ?? '');
  },
});

const getkeysandflags = defineCommand({
  ...FACTS,
  name: 'COMMAND GETKEYSANDFLAGS',
  since: '7.0.0',
  arity: -3,
  complexity: 'O(N)',
  summary: 'Returns the keys of a command line, each with what is done to it.',
  syntax: 'command [arg [arg ...]]',
  parse: (args) => args.rest(),
  run(call, words): Reply {
    const { argv, keys } = extractKeys(call, words);
    return keys.map(({ at, access }) => [argv[at] ?? '', set(access.split(' ').map(simple))]);
  },
});

export const command: Command = defineContainer(
  {
    ...FACTS,
    name: 'COMMAND',
    since: '2.8.13',
    arity: -1,
    complexity: 'O(N)',
    summary: 'Returns the facts of all commands.',
    syntax: '',
  },
  [
    count,
    docs,
    getkeys,
    getkeysandflags,
    helpCommand('COMMAND', {
      group: 'server',
      since: '5.0.0',
      categories: ['connection'],
      sentinel: true,
      intro: ['(no subcommand)', '    Returns the facts of all commands.'],
    }),
    info,
    list,
  ],
  ({ engine }) => [...engine.commands.values()].map(commandInfo),
);
