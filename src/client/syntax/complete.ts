/** What could be typed next on a command line. */
import type { CommandDoc } from '../../protocol/docs.ts';
import { analyse, type CommandTable, type Slot, slotName } from './analyse.ts';

export interface Candidate {
  readonly kind: 'command' | 'subcommand' | 'option';
  readonly text: string;
  /** What it belongs to or is. */
  readonly doc: CommandDoc;
  /** What follows it: `EX` wants `seconds`. */
  readonly wants: string;
}

export interface Completion {
  readonly candidates: readonly Candidate[];
  /** True where the name of a key fits. */
  readonly keys: boolean;
}

/**
 * Candidates for a word that begins with `prefix`, after `words`. Commands come by name, options in the order of the
 * documentation; upper case.
 */
export function complete(table: CommandTable, words: readonly string[], prefix: string): Completion {
  const wanted = prefix.toUpperCase();
  if (words.length === 0) {
    const candidates = table.names
      .filter((name) => name.startsWith(wanted))
      .flatMap((name) => {
        const doc = table.get(name);
        return doc ? [{ kind: 'command' as const, text: name, doc, wants: '' }] : [];
      });
    return { candidates, keys: false };
  }
  const subcommands = words.length === 1 ? table.subcommands(words[0] ?? '') : [];
  const candidates: Candidate[] = [];
  for (const doc of subcommands) {
    const text = doc.name.slice(doc.name.indexOf(' ') + 1);
    if (text.startsWith(wanted)) candidates.push({ kind: 'subcommand', text, doc, wants: '' });
  }
  const found = analyse(table, words);
  if (!found || found.failedAt !== undefined) return { candidates, keys: false };
  for (const slot of found.expected) {
    if (slot.token?.startsWith(wanted))
      candidates.push({ kind: 'option', text: slot.token, doc: found.doc, wants: wants(slot) });
  }
  return {
    candidates,
    keys: found.expected.some(({ node, token }) => token === undefined && node.type === 'key'),
  };
}

function wants(slot: Slot): string {
  const { node } = slot;
  if (node.type === 'pure-token') return '';
  const parts = node.type === 'block' ? node.arguments : [node];
  return parts
    .map((part) =>
      part.type === 'oneof'
        ? part.arguments.map((choice) => slotName({ node: choice, token: choice.token })).join(' | ')
        : part.name,
    )
    .join(' ');
}
