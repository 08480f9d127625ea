/** Which entries of the log are shown. */
import type { Reply } from '../../engine/reply.ts';
import type { CommandDoc } from '../../protocol/docs.ts';
import type { LogEntry } from '../../protocol/messages.ts';
import { quoteCommand } from '../../resp/quote.ts';

export interface LogFilter {
  /** Found anywhere in the command as it is shown, in any case. */
  readonly text: string;
  /** Empty for all. */
  readonly lane: string;
  readonly errors: boolean;
  readonly writes: boolean;
}

export const ALL: LogFilter = { text: '', lane: '', errors: false, writes: false };

/** Names of the commands that write, with their containers' names before subcommands. */
export function writeNames(docs: readonly CommandDoc[]): ReadonlySet<string> {
  return new Set(docs.filter(({ flags }) => flags.includes('write')).map(({ name }) => name));
}

export function filterLog(
  log: readonly LogEntry[],
  filter: LogFilter,
  writes: ReadonlySet<string>,
): readonly LogEntry[] {
  const wanted = filter.text.trim().toLowerCase();
  if (wanted === '' && filter.lane === '' && !filter.errors && !filter.writes) return log;
  return log.filter((entry) => {
    if (filter.lane !== '' && entry.lane !== filter.lane) return false;
    if (filter.errors && !isError(entry.reply)) return false;
    if (filter.writes && !isWrite(entry.argv, writes)) return false;
    return wanted === '' || quoteCommand(entry.argv).toLowerCase().includes(wanted);
  });
}

function isWrite(argv: readonly string[], writes: ReadonlySet<string>): boolean {
  const name = (argv[0] ?? '').toUpperCase();
  return writes.has(name) || (argv.length > 1 && writes.has(`${name} ${(argv[1] ?? '').toUpperCase()}`));
}

export function isError(reply: Reply): boolean {
  return typeof reply === 'object' && reply !== null && 'kind' in reply && reply.kind === 'error';
}
