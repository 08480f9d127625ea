/** COMMAND DOCS: what a command is for and what it takes. Editors learn the commands from here. */
import type { Command } from '../../../command.ts';
import { map, type Reply, set, simple } from '../../../reply.ts';
import { type Argument, parseSyntax } from '../../../syntax/syntax.ts';

/** Name and documentation of one command, as an entry of the reply's map; subcommands are nested. */
export function commandDocs(command: Command): [name: string, docs: Reply] {
  const entries: Reply[] = [
    'summary',
    command.summary,
    'since',
    command.since,
    'group',
    command.group.replace('_', '-'),
    'complexity',
    command.complexity,
  ];
  if (command.deprecatedSince !== undefined) {
    entries.push('doc_flags', set([simple('deprecated')]), 'deprecated_since', command.deprecatedSince);
  }
  if (command.replacedBy !== undefined) entries.push('replaced_by', command.replacedBy);
  if (command.syntax !== '') {
    const keys = { next: 0, last: Math.max(0, command.keys.length - 1) };
    entries.push(
      'arguments',
      parseSyntax(command.syntax, command.id).map((argument) => argumentDocs(argument, keys)),
    );
  }
  if (command.subcommands) {
    entries.push('subcommands', map([...command.subcommands.values()].flatMap(commandDocs)));
  }
  return [command.id, map(entries)];
}

function argumentDocs(argument: Argument, keys: { next: number; last: number }): Reply {
  const { name, type, token, optional, multiple, multipleToken } = argument;
  const entries: Reply[] = ['name', name.toLowerCase(), 'type', type];
  if (argument.arguments === undefined) entries.push('display_text', name);
  if (type === 'key') entries.push('key_spec_index', Math.min(keys.next++, keys.last));
  if (token !== undefined) entries.push('token', token);
  const flags: string[] = [];
  if (optional) flags.push('optional');
  if (multiple) flags.push('multiple');
  if (multipleToken) flags.push('multiple_token');
  if (flags.length > 0) entries.push('flags', set(flags.map(simple)));
  if (argument.arguments) {
    entries.push(
      'arguments',
      argument.arguments.map((inner) => argumentDocs(inner, keys)),
    );
  }
  return map(entries);
}
