/** MONITOR: a line for each command that runs, in the reference's format. Costs nothing while nobody watches. */
import type { Call } from './call.ts';
import { quote } from './quote.ts';
import { redact } from './redact.ts';
import { simple } from './reply.ts';

/**
 * Tells the watching clients about a command on database `db`. Administrative commands are not shown.
 */
export function feedMonitors(call: Call, db: number): void {
  const { client, command, engine, origin } = call;
  if (command.flags.includes('admin')) return;
  const line = monitorLine(call, origin === 'script' ? 'lua' : client.addr, db);
  for (const watcher of engine.monitors) engine.push(watcher, simple(line));
}

/** `1700000000.123456 [0 127.0.0.1:5000] "set" "k" "v"` */
function monitorLine({ command, argv, now }: Call, source: string, db: number): string {
  const time = `${Math.floor(now / 1000)}.${String(now % 1000).padStart(3, '0')}000`;
  const words = redact(command, argv).map(quote).join(' ');
  return `${time} [${db} ${source}] ${words}`;
}
