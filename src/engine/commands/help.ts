/** The HELP subcommand of containers: made from the registry, so that it can never tell of what is not there. */
import type { Call } from '../call.ts';
import { type Command, defineCommand, type Flag, type Group, noKeys } from '../command.ts';
import { type Reply, simple } from '../reply.ts';

/** What differs from one HELP to the next; the rest of its facts are the same everywhere. */
export interface HelpFacts {
  readonly group: Group;
  readonly since: string;
  readonly categories?: readonly string[];
  readonly sentinel?: boolean;
  /** Lines before those of the subcommands, for a container that is a command by itself. */
  readonly intro?: readonly string[];
}

/** Defines `<container> HELP`. The reply is an array of simple strings, two lines a subcommand. */
export function helpCommand(container: string, facts: HelpFacts): Command {
  const flags: Flag[] = facts.sentinel ? ['loading', 'stale', 'sentinel'] : ['loading', 'stale'];
  return defineCommand({
    name: `${container} HELP`,
    group: facts.group,
    since: facts.since,
    arity: 2,
    flags,
    keys: noKeys,
    complexity: 'O(1)',
    summary: `Lists the subcommands of ${container}.`,
    syntax: '',
    ...(facts.categories ? { categories: facts.categories } : {}),
    run: (call) => helpLines(call, container, facts.intro ?? []),
  });
}

function helpLines({ engine }: Call, container: string, intro: readonly string[]): Reply {
  const lines = [`${container} <subcommand> [<arg> [value] [opt] ...]. Subcommands are:`, ...intro];
  const subcommands = [...(engine.commands.get(container.toLowerCase())?.subcommands?.values() ?? [])];
  subcommands.sort((a, b) => helpLast(a) - helpLast(b) || (a.name < b.name ? -1 : 1));
  for (const { name, syntax, summary } of subcommands) {
    const word = name.slice(container.length + 1);
    lines.push(syntax === '' ? word : `${word} ${syntax}`, `    ${summary}`);
  }
  return lines.map(simple);
}

const helpLast = (command: Command) => (command.name.endsWith(' HELP') ? 1 : 0);
