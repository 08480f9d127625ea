/** Signature help: the syntax of the command at the cursor, with the argument that is being typed. */
import { analyse, type CommandTable, type Slot } from '../../client/syntax/analyse.ts';
import { renderSyntax } from '../../client/syntax/render.ts';
import type { CommandDoc } from '../../protocol/docs.ts';
import type { Place } from './cursor.ts';

export interface Signature {
  readonly doc: CommandDoc;
  readonly label: string;
  /** Places of the arguments in the label: [start, end). */
  readonly parameters: readonly (readonly [number, number])[];
  /** The one at the cursor; -1 where none is. */
  readonly active: number;
}

/** Undefined where the cursor is in no command, or in its name. */
export function signatureAt(place: Place, table: CommandTable): Signature | undefined {
  if (place.kind !== 'word' || !place.statement || place.index === 0) return undefined;
  const { statement, index, start, end } = place;
  const upTo = statement.argv.slice(0, start < end ? index + 1 : index);
  const read = analyse(table, upTo);
  if (!read || index < read.nameWords) return undefined;
  const { label, places } = renderSyntax(read.doc);
  const typed = start < end ? read.slots[index - read.nameWords] : undefined;
  const slot = typed?.[0] ?? mostWanted(read.expected);
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
