/** What a command leaves behind in the statistics, with clients that watch (MONITOR) and with the observer. */
import { type Call, PENDING } from './call.ts';
import type { Blocked, Client } from './client.ts';
import type { Engine } from './engine.ts';
import { feedMonitors } from './monitor.ts';
import { CountedError, ErrorReply, type Reply } from './reply.ts';

/** Reports a command that ran on database `db`, with its duration in µs. One that has to wait is told when it ends. */
export function account(engine: Engine, call: Call, reply: Reply, db: number, duration: number): void {
  const { client, command } = call;
  const { stats } = engine;
  const failed = reply instanceof ErrorReply;
  if (failed && !(reply instanceof CountedError)) stats.countError(reply);
  stats.count(call, failed);
  client.commands++;
  // A script shows up before what it calls, see `Engine.invoke`.
  if (engine.monitors.size > 0 && !command.flags.includes('skip_monitor')) {
    feedMonitors(call, client.db.index);
  }
  if (reply === PENDING) return;
  engine.observer.command?.({
    client,
    command,
    argv: call.argv,
    reply,
    origin: call.origin,
    db,
    at: engine.keyspace.now,
    duration,
  });
}

/** Tells of a command that ends by waiting in vain. */
export function tellEnded(
  engine: Engine,
  client: Client,
  { command, argv, db }: Blocked,
  reply: Reply,
): void {
  const { now: at } = engine.keyspace;
  if (client.tracking !== undefined) engine.tracking.ended(client, command);
  engine.observer.command?.({
    client,
    command,
    argv,
    reply,
    origin: 'plain',
    db: db.index,
    at,
    duration: -1,
  });
}
