/** ACL: who may do what. */
import { CATEGORIES, categoriesOf, isCategory } from '../../../acl/categories.ts';
import { type Command, defineCommand, defineContainer, noKeys } from '../../../command.ts';
import * as errors from '../../../errors.ts';
import { double, map, OK, type Reply } from '../../../reply.ts';
import { helpCommand } from '../../help.ts';
import { FACTS, OPEN_FACTS } from './facts.ts';
import { userCommands } from './users.ts';

const cat = defineCommand({
  ...OPEN_FACTS,
  name: 'ACL CAT',
  arity: -2,
  complexity: 'O(1)',
  summary: 'Returns the categories of commands, or the commands of one.',
  syntax: '[category]',
  parse(args) {
    if (args.left > 1) throw errors.subcommandSyntax(args.argv[1] ?? '', 'ACL');
    return args.done ? undefined : args.next();
  },
  run({ engine }, name) {
    if (name === undefined) return CATEGORIES;
    const category = name.toLowerCase();
    if (!isCategory(category)) throw errors.err(`Unknown category '${name}'`);
    return [...engine.commands.values()]
      .flatMap((command) => [command, ...(command.subcommands?.values() ?? [])])
      .filter((command) => categoriesOf(command).has(category))
      .map(({ id }) => id);
  },
});

const BAD_BITS = errors.err(
  'ACL GENPASS argument must be the number of bits for the output password, a positive number up to 4096',
);

const genpass = defineCommand({
  ...OPEN_FACTS,
  name: 'ACL GENPASS',
  arity: -2,
  complexity: 'O(1)',
  summary: 'Makes up a password of hex digits; it is as good as the seed of the playground, so no secret.',
  syntax: '[bits]',
  parse(args) {
    if (args.left > 1) throw errors.subcommandSyntax(args.argv[1] ?? '', 'ACL');
    const bits = args.done ? 256 : args.integer();
    if (bits <= 0 || bits > 4096) throw BAD_BITS;
    return Math.ceil(bits / 4);
  },
  run({ engine }, digits) {
    return engine.names.hex(digits);
  },
});

const whoami = defineCommand({
  ...OPEN_FACTS,
  name: 'ACL WHOAMI',
  arity: 2,
  complexity: 'O(1)',
  summary: 'Returns the user that this connection is logged in as.',
  syntax: '',
  run: ({ client }) => client.user.name,
});

const log = defineCommand({
  ...FACTS,
  name: 'ACL LOG',
  arity: -2,
  complexity: 'O(N)',
  summary: 'Returns what was refused lately, or forgets it.',
  syntax: '[count | RESET]',
  parse(args) {
    if (args.left > 1) throw errors.subcommandSyntax(args.argv[1] ?? '', 'ACL');
    if (args.accept('RESET')) return 'reset';
    return args.done ? 10 : Math.max(0, args.integer());
  },
  run({ engine, now }, count): Reply {
    const { log: refusals } = engine.acl;
    if (count === 'reset') {
      refusals.entries = [];
      return OK;
    }
    return refusals.entries
      .slice(0, count)
      .map((entry) =>
        map([
          'count',
          entry.count,
          'reason',
          entry.reason,
          'context',
          entry.context,
          'object',
          entry.object,
          'username',
          entry.user,
          'age-seconds',
          double((now - entry.at) / 1000),
          'client-info',
          entry.client,
          'entry-id',
          entry.id,
          'timestamp-created',
          entry.createdAt,
          'timestamp-last-updated',
          entry.at,
        ]),
      );
  },
});

const withoutFile = (name: string, summary: string): Command =>
  defineCommand({
    ...FACTS,
    name: `ACL ${name}`,
    arity: 2,
    complexity: 'O(N)',
    summary,
    syntax: '',
    run() {
      throw errors.NO_ACL_FILE;
    },
  });

export const acl: Command = defineContainer(
  {
    name: 'ACL',
    group: 'server',
    since: '6.0.0',
    arity: -2,
    flags: ['sentinel'],
    keys: noKeys,
    complexity: '-',
    summary: 'Manages users and what they may do.',
    syntax: '',
  },
  [
    cat,
    genpass,
    helpCommand('ACL', { group: 'server', since: '6.0.0', sentinel: true }),
    withoutFile('LOAD', 'Would read the users from the ACL file; there is no such file here.'),
    log,
    withoutFile('SAVE', 'Would write the users to the ACL file; there is no such file here.'),
    whoami,
    ...userCommands,
  ],
);
