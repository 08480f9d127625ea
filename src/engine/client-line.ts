/** A client in one line, as CLIENT LIST, CLIENT INFO and the ACL log show it. */
import type { Client } from './client.ts';

function flagsOf(client: Client): string {
  let flags = '';
  if (client.monitor) flags += 'O';
  if (client.subscriptions > 0) flags += 'P';
  if (client.transaction) flags += 'x';
  if (client.blocked) flags += 'b';
  if (client.tracking) flags += 't';
  if (client.tracking?.broken) flags += 'R';
  if (client.tracking?.bcast) flags += 'B';
  if (client.dirtyCas) flags += 'd';
  if (client.closing) flags += 'c';
  if (client.noEvict) flags += 'e';
  if (client.noTouch) flags += 'T';
  return flags === '' ? 'N' : flags;
}

const bytesOf = (argv: readonly string[]): number => argv.reduce((sum, word) => sum + word.length, 0);

/** Whole seconds on the engine's clock. */
const seconds = (ms: number): number => Math.max(0, Math.floor(ms / 1000));

/**
 * One line about a client at `now`, in the reference's format; `argv` is the command it runs. Fields about sockets and
 * buffers (fd, qbuf, rbs, omem, events, …) have nothing to describe here and are left out.
 */
export function describeClient(client: Client, now: number, argv?: readonly string[]): string {
  const running = argv ?? client.blocked?.argv ?? [];
  const fields: [string, string | number][] = [
    ['id', client.id],
    ['addr', client.addr],
    ['laddr', client.laddr],
    ['name', client.name],
    ['age', seconds(now - client.createdAt)],
    ['idle', seconds(now - client.lastActive)],
    ['flags', flagsOf(client)],
    ['db', client.db.index],
    ['sub', client.channels.size],
    ['psub', client.patterns.size],
    ['ssub', client.shardChannels.size],
    ['multi', client.transaction ? client.transaction.queue.length : -1],
    ['watch', client.watched.length],
    ['argv-mem', bytesOf(running)],
    ['multi-mem', client.transaction?.queue.reduce((sum, queued) => sum + bytesOf(queued.argv), 0) ?? 0],
    ['cmd', client.lastCommand?.id ?? 'NULL'],
    ['user', client.user.name],
    ['redir', client.tracking ? client.tracking.redirect : -1],
    ['resp', client.resp],
    ['lib-name', client.libName],
    ['lib-ver', client.libVersion],
    ['tot-cmds', client.commands],
  ];
  return fields.map(([name, value]) => `${name}=${value}`).join(' ');
}
