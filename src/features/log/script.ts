/** The log as a script that does the same again. */
import type { LogEntry } from '../../protocol/messages.ts';
import { quoteCommand } from '../../resp/quote.ts';

const MAIN = 'main';

/**
 * One line a command, with `# @client` where the client changes. What a server-side script called is left out: the
 * script's own line does it again, and so is what it said by redis.log. Commands of a transaction stand between its MULTI and EXEC.
 */
export function logToScript(entries: readonly LogEntry[]): string {
  const lines: string[] = [];
  let lane = MAIN;
  for (const entry of entries) {
    if (entry.origin === 'script' || entry.origin === 'log') continue;
    if (entry.lane !== lane) {
      lane = entry.lane;
      lines.push(`# @client ${lane}`);
    }
    lines.push(quoteCommand(entry.argv));
  }
  return lines.length > 0 ? `${lines.join('\n')}\n` : '';
}
