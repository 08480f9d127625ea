/** What the words of a command line are, by the command's documentation. */
import type { ArgumentDoc, CommandDoc } from '../../protocol/docs.ts';
import { CommandTable } from './table.ts';
import { Grammar, type Reading, type Slot } from './walk.ts';

export { CommandTable };

const grammars = new WeakMap<CommandDoc, Grammar>();

function grammarOf(doc: CommandDoc): Grammar {
  let grammar = grammars.get(doc);
  if (!grammar) grammars.set(doc, (grammar = new Grammar(doc.arguments)));
  return grammar;
}

/** Long commands are read up to here; what comes later repeats what came before. */
const MAX_WORDS = 400;

export interface Analysis {
  readonly doc: CommandDoc;
  readonly nameWords: 1 | 2;
  /** What each word after the name was read as; empty for words past the failure. */
  readonly slots: readonly (readonly Slot[])[];
  /** Index among the words after the name of the first that cannot stand there. */
  readonly failedAt: number | undefined;
  /** What could stand where it failed, or after the last word. */
  readonly expected: readonly Slot[];
  /** True where the command may end here. */
  readonly complete: boolean;
}

/** Reads a command line's words; undefined where they name no command. */
export function analyse(table: CommandTable, words: readonly string[]): Analysis | undefined {
  const found = table.find(words);
  if (!found) return undefined;
  const { doc, nameWords } = found;
  const grammar = grammarOf(doc);
  let readings: readonly Reading[] = grammar.start();
  const slots: (readonly Slot[])[] = [];
  let failedAt: number | undefined;
  const last = Math.min(words.length, MAX_WORDS);
  for (let i = nameWords; i < last; i++) {
    const read = grammar.read(readings, words[i] ?? '');
    if (read.readings.length === 0) {
      failedAt = i - nameWords;
      break;
    }
    slots.push(read.slots);
    ({ readings } = read);
  }
  const complete = failedAt === undefined && (words.length > MAX_WORDS || grammar.complete(readings));
  return { doc, nameWords, slots, failedAt, expected: grammar.slots(readings), complete };
}

/** True where a word was read as a literal word of the syntax and as nothing else. */
export function isOptionWord(slots: readonly Slot[] | undefined): boolean {
  return slots !== undefined && slots.length > 0 && slots.every(({ token }) => token !== undefined);
}

/** True where a word can be nothing but a key's name. */
export function isKeyWord(slots: readonly Slot[] | undefined): boolean {
  return slots !== undefined && slots.length > 0 && slots.every(({ node }) => node.type === 'key');
}

/** A name for a slot as the documentation writes it. */
export function slotName({ node, token }: Slot): string {
  return token ?? node.name;
}

export type { ArgumentDoc, Slot };
