/** ACL's subcommands about users: SETUSER, GETUSER, DELUSER, LIST, USERS, DRYRUN. */
import {
  describeChannels,
  describeCommands,
  describeFlags,
  describeKeys,
  describeUser,
} from '../../../acl/describe.ts';
import { applyRule, BadRule } from '../../../acl/rules.ts';
import type { Selector } from '../../../acl/selector.ts';
import { User } from '../../../acl/user.ts';
import type { Call } from '../../../call.ts';
import { type Command, defineCommand } from '../../../command.ts';
import * as errors from '../../../errors.ts';
import { checkShape } from '../../../policy.ts';
import { map, OK, type Reply, set, simple } from '../../../reply.ts';
import { FACTS } from './facts.ts';

/** Puts together the words of a selector in parentheses, which may hold spaces. */
function joinSelectors(rules: readonly string[]): string[] {
  const joined: string[] = [];
  let open: string | undefined;
  for (const rule of rules) {
    if (open === undefined && !rule.startsWith('(')) joined.push(rule);
    else {
      open = open === undefined ? rule : `${open} ${rule}`;
      if (rule.endsWith(')')) {
        joined.push(open);
        open = undefined;
      }
    }
  }
  if (open !== undefined)
    throw errors.err(`Unmatched parenthesis in acl selector starting at '${open.split(' ')[0]}'.`);
  return joined;
}

const setuser = defineCommand({
  ...FACTS,
  name: 'ACL SETUSER',
  arity: -3,
  complexity: 'O(N)',
  summary: 'Creates a user or changes one by rules; either all rules hold or, after an error, none.',
  syntax: 'username [rule [rule ...]]',
  parse(args) {
    const name = args.next();
    if (/[\s\0]/.test(name)) throw errors.err("Usernames can't contain spaces or null characters");
    return { name, rules: joinSelectors(args.rest()) };
  },
  run(call, { name, rules }) {
    const { acl, commands } = call.engine;
    const known = acl.users.get(name);
    const user = known?.copy() ?? new User(name, acl.blank());
    for (const rule of rules) {
      try {
        applyRule(user, rule, commands, acl.blank);
      } catch (error) {
        if (!(error instanceof BadRule)) throw error;
        throw errors.err(`Error in ACL SETUSER modifier '${rule}': ${error.message}`);
      }
    }
    if (known) known.take(user);
    else {
      user.settle();
      acl.users.set(name, user);
    }
    if (name === 'default') acl.requirePass = '';
    closeListeners(call, known ?? user);
    return OK;
  },
});

/** Closes the clients of a user that listen to what the user may no longer listen to. */
function closeListeners({ client: self, engine }: Call, user: User): void {
  for (const client of [...engine.clients.values()]) {
    if (client.user !== user || client.subscriptions === 0) continue;
    const allowed =
      [...client.channels, ...client.shardChannels].every((channel) => user.mayListen(channel, false)) &&
      [...client.patterns].every((pattern) => user.mayListen(pattern, true));
    if (allowed) continue;
    if (client === self) client.closing = true;
    else engine.close(client);
  }
}

const permissions = (selector: Selector): Reply[] => [
  'commands',
  describeCommands(selector),
  'keys',
  describeKeys(selector),
  'channels',
  describeChannels(selector),
];

const getuser = defineCommand({
  ...FACTS,
  name: 'ACL GETUSER',
  arity: 3,
  complexity: 'O(N)',
  summary: 'Returns what is said of a user.',
  syntax: 'username',
  parse: (args) => args.next(),
  run({ engine }, name) {
    const user = engine.acl.users.get(name);
    if (!user) return null;
    return map([
      'flags',
      set(describeFlags(user)),
      'passwords',
      [...user.passwords],
      ...permissions(user.root),
      'selectors',
      user.selectors.map((selector) => map(permissions(selector))),
    ]);
  },
});

const deluser = defineCommand({
  ...FACTS,
  name: 'ACL DELUSER',
  arity: -3,
  complexity: 'O(1)',
  summary: 'Deletes users and closes their connections.',
  syntax: 'username [username ...]',
  parse: (args) => args.rest(),
  run({ client: self, engine }, names) {
    if (names.includes('default')) throw errors.err("The 'default' user cannot be removed");
    let deleted = 0;
    for (const name of names) {
      const user = engine.acl.users.get(name);
      if (!user) continue;
      engine.acl.users.delete(name);
      deleted++;
      for (const client of [...engine.clients.values()]) {
        if (client.user !== user) continue;
        if (client === self) client.closing = true;
        else engine.close(client);
      }
    }
    return deleted;
  },
});

const byName = ({ engine }: Call): User[] =>
  [...engine.acl.users.values()].sort((a, b) => (a.name < b.name ? -1 : 1));

const list = defineCommand({
  ...FACTS,
  name: 'ACL LIST',
  arity: 2,
  complexity: 'O(N)',
  summary: 'Returns each user as the rules that would make it.',
  syntax: '',
  run: (call) => byName(call).map(describeUser),
});

const users = defineCommand({
  ...FACTS,
  name: 'ACL USERS',
  arity: 2,
  complexity: 'O(N)',
  summary: 'Returns the names of all users.',
  syntax: '',
  run: (call) => byName(call).map(({ name }) => name),
});

const dryrun = defineCommand({
  ...FACTS,
  name: 'ACL DRYRUN',
  since: '7.0.0',
  arity: -4,
  complexity: 'O(1)',
  summary: 'Tells whether a user may run a command, without running it.',
  syntax: 'username command [arg [arg ...]]',
  parse: (args) => ({ name: args.next(), argv: args.rest() }),
  run({ engine }, { name, argv }) {
    const user = engine.acl.users.get(name);
    if (!user) throw errors.err(`User '${name}' not found`);
    const command = engine.find(argv);
    if (!command) throw errors.err(`Command '${argv[0]}' not found`);
    const misuse = checkShape(command, argv);
    if (misuse) throw misuse;
    const denial = engine.acl.denial(user, command, argv);
    return denial ? errors.denialText(name, denial) : simple('OK');
  },
});

export const userCommands: readonly Command[] = [setuser, getuser, deluser, list, users, dryrun];
