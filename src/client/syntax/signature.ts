/** The syntax of a command that is being typed, with the argument that the cursor is in. */
import type { CommandDoc } from '../../protocol/docs.ts';
import { analyse, type CommandTable, type Slot } from './analyse.ts';
import { renderSyntax } from './render.ts';

export interface Signature {
  readonly doc: CommandDoc;
  readonly label: string;
  /** Places of the arguments in the label: [start, end). */
  readonly parameters: readonly (readonly [number, number])[];
  /** The one at the cursor; -1 where none is. */
  readonly active: number;
}

/**
 * `words` are those up to the cursor. `inLast`: the cursor is in the last of them, else a new one begins. Undefined where
 * they name no command, or where the cursor is in its name.
 */
export function signature(
  table: CommandTable,
  words: readonly string[],
  inLast: boolean,
): Signature | undefined {
  const read = analyse(table, words);
  const index = inLast ? words.length - 1 : words.length;
  if (!read || index < read.nameWords) return undefined;
  const { label, places } = renderSyntax(read.doc);
  const typed = inLast ? read.slots[index - read.nameWords] : undefined;
  const begun = inLast ? (words.at(-1) ?? '').toUpperCase() : '';
  const meant = begun === '' ? undefined : read.expected.find(({ token }) => token?.startsWith(begun));
  const slot = typed?.[0] ?? meant ?? mostWanted(read.expected);
  const active = slot
    ? places.findIndex(({ node, token }) => node === slot.node && token === slot.token)
    : -1;
  const parameters = places.map((part) => [part.start, part.end] as const);
  return { doc: read.doc, label, parameters, active };
}

/** What must come goes before what may come. */
function mostWanted(slots: readonly Slot[]): Slot | undefined {
  return slots.find(({ node, token }) => token === undefined && !node.optional) ?? slots[0];
}
