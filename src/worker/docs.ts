/** The registry as the editor reads it. */
import type { Command } from '../engine/command.ts';
import { registry } from '../engine/commands/index.ts';
import { type Argument, parseSyntax } from '../engine/syntax/syntax.ts';
import type { ArgumentDoc, CommandDoc } from '../protocol/docs.ts';

/** Every command and subcommand, by name. */
export function commandDocs(): CommandDoc[] {
  const docs: CommandDoc[] = [];
  for (const command of registry.values()) {
    docs.push(toDoc(command));
    for (const sub of command.subcommands?.values() ?? []) docs.push(toDoc(sub));
  }
  return docs.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function toDoc(command: Command): CommandDoc {
  const { name, group, since, complexity, summary, syntax, arity, flags } = command;
  return {
    name,
    group,
    since,
    complexity: complexity === '-' ? '' : complexity,
    summary,
    syntax,
    arity,
    flags,
    subcommands: [...(command.subcommands?.values() ?? [])].map((sub) => sub.name),
    arguments: parseSyntax(syntax, command.id).map(toArgument),
    deprecatedSince: command.deprecatedSince,
    replacedBy: command.replacedBy,
  };
}

function toArgument(argument: Argument): ArgumentDoc {
  const { name, type, token, optional, multiple, multipleToken, arguments: parts } = argument;
  return {
    name,
    type,
    token,
    optional: optional ?? false,
    multiple: multiple ?? false,
    multipleToken: multipleToken ?? false,
    arguments: (parts ?? []).map(toArgument),
  };
}
