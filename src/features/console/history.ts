/** Lines that were typed, oldest first, kept over visits. */
import { readPreference, writePreference } from '../../ui/preferences.ts';

const MAX_LINES = 300;
const NAME = 'console-history';

/** What a person may not want to find again: the same commands that redis-cli leaves out. */
const SECRET =
  /^\s*(auth|hello\s.*\bauth\b|acl\s+setuser|config\s+set\s.*(pass|auth)|migrate\s.*\bauth2?\b)/i;

let lines: string[] | undefined;

export function historyLines(): readonly string[] {
  lines ??= parse(readPreference(NAME));
  return lines;
}

/** Adds a line, unless it is the one before it again or holds a password. */
export function remember(line: string): void {
  const text = line.trim();
  const before = historyLines();
  if (text === '' || before.at(-1) === text || SECRET.test(text)) return;
  lines = [...before, text].slice(-MAX_LINES);
  writePreference(NAME, JSON.stringify(lines));
}

function parse(stored: string | undefined): string[] {
  try {
    const value: unknown = JSON.parse(stored ?? '[]');
    return Array.isArray(value) ? value.filter((line) => typeof line === 'string') : [];
  } catch {
    return [];
  }
}

/** A walk through the history that keeps what was being typed at its end. */
export interface Walk {
  /** Index into the lines; their number stands for what is being typed. */
  readonly at: number;
  readonly typed: string;
}

/** One line up (-1) or down (1); undefined where there is none. */
export function step(
  all: readonly string[],
  walk: Walk | undefined,
  by: -1 | 1,
  current: string,
): { walk: Walk; text: string } | undefined {
  const from = walk ?? { at: all.length, typed: current };
  const at = from.at + by;
  if (at < 0 || at > all.length) return undefined;
  return { walk: { at, typed: from.typed }, text: all[at] ?? from.typed };
}

/** The newest line before index `before` that contains the text, or -1. */
export function searchBack(all: readonly string[], text: string, before: number): number {
  if (text === '') return -1;
  const wanted = text.toLowerCase();
  for (let i = Math.min(before, all.length) - 1; i >= 0; i--) {
    if (all[i]?.toLowerCase().includes(wanted)) return i;
  }
  return -1;
}
