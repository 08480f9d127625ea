/** Signature help at a place of the script. */
import type { CommandTable } from '../../client/syntax/analyse.ts';
import { type Signature, signature } from '../../client/syntax/signature.ts';
import type { Place } from './cursor.ts';

/** Undefined where the cursor is in no command, or in its name. */
export function signatureAt(place: Place, table: CommandTable): Signature | undefined {
  if (place.kind !== 'word' || !place.statement || place.index === 0) return undefined;
  const { statement, index, start, end } = place;
  const inWord = start < end;
  return signature(table, statement.argv.slice(0, inWord ? index + 1 : index), inWord);
}
