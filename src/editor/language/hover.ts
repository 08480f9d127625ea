/** What hovering tells, as Markdown paragraphs. */
import { analyse, type CommandTable, type Slot } from '../../client/syntax/analyse.ts';
import { renderSyntax } from '../../client/syntax/render.ts';
import type { CommandDoc } from '../../protocol/docs.ts';
import { DIRECTIVES } from '../../script/directives.ts';
import type { Range } from '../../script/types.ts';
import type { Place } from './cursor.ts';

export interface Hover {
  readonly range: Range;
  readonly paragraphs: readonly string[];
}

export function hoverAt(place: Place, table: CommandTable): Hover | undefined {
  if (place.kind === 'directive') {
    const { name, range } = place.directive;
    const { usage, summary } = DIRECTIVES[name];
    return { range, paragraphs: [code(usage), summary] };
  }
  if (place.kind !== 'word' || !place.statement || place.start === place.end) return undefined;
  const { statement, index, start, end } = place;
  const read = analyse(table, statement.argv);
  if (!read) return undefined;
  if (index < read.nameWords) {
    const first = statement.spans[0]?.start ?? start;
    const last = statement.spans[read.nameWords - 1]?.end ?? end;
    return { range: { start: first, end: last }, paragraphs: describeCommand(read.doc) };
  }
  const slot = read.slots[index - read.nameWords]?.[0];
  if (!slot) return undefined;
  return { range: { start, end }, paragraphs: [describeSlot(slot, read.doc)] };
}

/** Syntax, summary, and a line of facts. */
export function describeCommand(doc: CommandDoc): string[] {
  const facts = [
    ...(doc.complexity === '' ? [] : [`Complexity ${doc.complexity}`]),
    `Since ${doc.since}`,
    doc.group.replace(/[-_]/g, ' '),
  ];
  const paragraphs = [code(renderSyntax(doc).label), doc.summary, facts.join(' · ')];
  if (doc.deprecatedSince !== undefined) {
    const instead = doc.replacedBy ? ` Use ${doc.replacedBy} instead.` : '';
    paragraphs.push(`Deprecated since ${doc.deprecatedSince}.${instead}`);
  }
  return paragraphs;
}

const KINDS: Readonly<Record<string, string>> = {
  key: 'the name of a key',
  string: 'text or bytes',
  integer: 'an integer',
  double: 'a number',
  pattern: 'a glob pattern (`*`, `?`, `[a-z]`)',
  'unix-time': 'a time, counted from 1970',
};

function describeSlot({ node, token }: Slot, doc: CommandDoc): string {
  if (token !== undefined) {
    const optional = node.optional || node.type === 'pure-token';
    return `\`${token}\`: ${optional ? 'an option' : 'a word'} of ${doc.name}`;
  }
  return `\`${node.name}\` of ${doc.name}: ${KINDS[node.type] ?? 'a value'}`;
}

const code = (text: string) => `\`\`\`\n${text}\n\`\`\``;
