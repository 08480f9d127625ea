/** What a command leaves behind in the statistics, with clients that watch (MONITOR) and with the observer. */
import { Call, PENDING } from './call.ts';
import type { Blocked, Client } from './client.ts';
import type { Engine } from './engine.ts';
import { feedMonitors } from './monitor.ts';
import { CountedError, ErrorReply, type Reply } from './reply.ts';

/**
 * Reports a command that ran on database `db`, with its duration in µs. One that has to wait is shown to MONITOR now, and
 * counted and told when it ends: once, however often it ran meanwhile.
 */
export function account(engine: Engine, call: Call, reply: Reply, db: number, duration: number): void {
  const { client, command } = call;
  const { stats } = engine;
  // A script shows up before what it calls, see `Engine.invoke`.
  if (engine.monitors.size > 0 && !call.retry && !command.flags.includes('skip_monitor')) {
    feedMonitors(call, client.db.index);
  }
  if (reply === PENDING) {
    if (client.blocked) client.blocked.spent = duration;
    return;
  }
  // Every command comes through here, so this stands here and in `tellEnded`: a call for it costs some percent.
  const failed = reply instanceof ErrorReply;
  if (failed && !(reply instanceof CountedError)) stats.countError(reply);
  stats.count(call, failed);
  client.commands++;
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

/** Reports a command that ends by waiting in vain. Its time is what it took to find that out. */
export function tellEnded(engine: Engine, client: Client, blocked: Blocked, reply: Reply): void {
  const { command, argv, db, spent } = blocked;
  const call = new Call(engine, client, command, argv, 'plain', true);
  const { stats } = engine;
  const failed = reply instanceof ErrorReply;
  stats.time(call, spent);
  if (failed) stats.countError(reply);
  stats.count(call, failed);
  client.commands++;
  if (client.tracking !== undefined) engine.tracking.ended(client, command);
  engine.observer.command?.({
    client,
    command,
    argv,
    reply,
    origin: 'plain',
    db: db.index,
    at: engine.keyspace.now,
    duration: -1,
  });
}
