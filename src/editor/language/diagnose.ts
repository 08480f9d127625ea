/** What can be said about a script before it runs. */
import {
  type Analysis,
  analyse,
  type CommandTable,
  type Slot,
  slotName,
} from '../../client/syntax/analyse.ts';
import { renderSyntax } from '../../client/syntax/render.ts';
import { displayText } from '../../resp/text.ts';
import { nearest } from '../../script/nearest.ts';
import type { CommandStatement, Problem, Range, Script } from '../../script/types.ts';

export interface Diagnostic extends Omit<Problem, 'severity'> {
  readonly severity: Problem['severity'] | 'deprecated';
}

/**
 * Problems of a script: its own, and those of its commands where the documentation is there. Errors are what the server
 * is sure to refuse; what only the documentation's notation tells is a warning.
 */
export function diagnose(script: Script, table: CommandTable): readonly Diagnostic[] {
  const found: Diagnostic[] = [...script.problems];
  if (table.names.length === 0) return found;
  for (const statement of script.statements) {
    if (statement.kind === 'command' && statement.valid) found.push(...ofCommand(statement, table));
  }
  return found;
}

function ofCommand(statement: CommandStatement, table: CommandTable): readonly Diagnostic[] {
  const { argv, spans, range } = statement;
  const read = analyse(table, argv);
  const name = spans[0] ?? range;
  if (!read) return [unknown(argv[0] ?? '', name, table)];
  const { doc, nameWords } = read;
  const nameRange = { start: name.start, end: spans[nameWords - 1]?.end ?? name.end };
  const subcommands = table.subcommands(doc.name);
  if (nameWords === 1 && subcommands.length > 0 && doc.arguments.length === 0 && argv.length > 1) {
    return [
      unknownSubcommand(
        doc.name,
        argv[1] ?? '',
        spans[1] ?? name,
        subcommands.map((sub) => sub.name),
      ),
    ];
  }
  const label = renderSyntax(doc).label;
  const words = argv.length;
  if (doc.arity >= 0 ? words !== doc.arity : words < -doc.arity) {
    const wanted = Math.abs(doc.arity) - nameWords;
    const given = words - nameWords;
    const count = wanted === 1 ? '1 argument' : `${wanted} arguments`;
    const message = `${doc.name} takes ${doc.arity < 0 ? 'at least ' : ''}${wanted === 0 ? 'no arguments' : count}, not ${given}: ${label}`;
    const extra = spans[nameWords + wanted];
    const at = given > wanted && extra ? { start: extra.start, end: range.end } : nameRange;
    return [{ severity: 'error', range: at, message }];
  }
  const wrong = ofSyntax(read, statement, label);
  if (wrong) return [wrong];
  if (doc.deprecatedSince === undefined) return [];
  const instead = doc.replacedBy ? ` Use ${doc.replacedBy.replace(/`/g, '')} instead.` : '';
  const message = `${doc.name} is deprecated since ${doc.deprecatedSince}.${instead}`;
  return [{ severity: 'deprecated', range: nameRange, message }];
}

function ofSyntax(
  read: Analysis,
  { argv, spans, range }: CommandStatement,
  label: string,
): Diagnostic | undefined {
  const { failedAt, expected, complete, nameWords } = read;
  if (failedAt === undefined) {
    if (complete) return undefined;
    const last = spans.at(-1) ?? range;
    const message = `Something is missing after this: ${list(expected)}. ${label}`;
    return { severity: 'warning', range: last, message };
  }
  const at = spans[failedAt + nameWords] ?? range;
  const word = displayText(argv[failedAt + nameWords] ?? '');
  const free = expected.some(
    ({ node, token }) =>
      token === undefined && node.type !== 'integer' && node.type !== 'double' && node.type !== 'unix-time',
  );
  if (free) return undefined;
  if (expected.length === 0) {
    // Some commands take more than their documentation says; only a fixed number of words is certain.
    if (read.doc.arity < 0 && read.doc.arguments.every(({ optional }) => optional)) return undefined;
    return {
      severity: 'warning',
      range: { start: at.start, end: range.end },
      message: `Nothing more is expected here: ${label}`,
    };
  }
  const meant = nearest(
    word,
    expected.flatMap(({ token }) => token ?? []),
  );
  const hint = meant ? `Did you mean ${meant}?` : `Expected: ${list(expected)}.`;
  return {
    severity: 'warning',
    range: at,
    message: `“${word}” does not fit here. ${hint} ${label}`,
    ...(meant && { fix: meant }),
  };
}

function list(slots: readonly Slot[]): string {
  const names = [...new Set(slots.map((slot) => (slot.token === undefined ? named(slot) : slot.token)))];
  return names.join(', ');
}

function named(slot: Slot): string {
  const { type } = slot.node;
  const kind =
    type === 'integer' || type === 'unix-time' ? ' (an integer)' : type === 'double' ? ' (a number)' : '';
  return slotName(slot) + kind;
}

function unknown(word: string, range: Range, table: CommandTable): Diagnostic {
  const meant = nearest(word, table.names);
  const shown = displayText(word);
  const message = `There is no command “${shown}”.${meant ? ` Did you mean ${meant}?` : ''}`;
  return { severity: 'error', range, message, ...(meant && { fix: meant }) };
}

function unknownSubcommand(
  container: string,
  word: string,
  range: Range,
  names: readonly string[],
): Diagnostic {
  const own = names.map((name) => name.slice(name.indexOf(' ') + 1));
  const meant = nearest(word, own);
  const hint = meant ? `Did you mean ${meant}?` : `There are ${own.join(', ')}.`;
  const message = `${container} has no subcommand “${displayText(word)}”. ${hint}`;
  return { severity: 'error', range, message, ...(meant && { fix: meant }) };
}
