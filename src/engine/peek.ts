/**
 * Reading without a trace: runs commands that only read, outside of the loop of commands, so that they show up in no log,
 * MONITOR, statistic, slow log or client list, count as no use of a key, and fire no event.
 */
import { Args } from './args.ts';
import { Call } from './call.ts';
import { Client } from './client.ts';
import type { Command } from './command.ts';
import type { Engine } from './engine.ts';
import { checkShape } from './policy.ts';
import { ErrorReply, type Reply } from './reply.ts';

/** Commands without the flag `readonly` that read nevertheless, and only what is there anyway. */
const READS = new Set(['info', 'config|get', 'pubsub|channels', 'pubsub|numsub', 'pubsub|numpat']);
/** Chance belongs to the clients' commands; LCS takes far more time than its keys are long. */
const NOT_HERE = new Set(['randomkey', 'srandmember', 'hrandfield', 'zrandmember', 'lcs']);

/** Whether a command may be run by `peek`. */
export function mayPeek(command: Command): boolean {
  if (READS.has(command.id)) return true;
  const { flags, group, blocking } = command;
  // PFCOUNT keeps what it has counted in its key.
  const writes = flags.includes('may_replicate');
  return (
    flags.includes('readonly') && !writes && !blocking && group !== 'scripting' && !NOT_HERE.has(command.id)
  );
}

const NOWHERE = { reply: () => undefined, push: () => undefined, close: () => undefined };

/**
 * Runs commands that only read on database `db`, one after the other, at one instant and in the protocol RESP2. A reply is
 * undefined where the command may do more than read. Call it inside a turn of the engine.
 */
export function peek(
  engine: Engine,
  db: number,
  commands: readonly (readonly string[])[],
): readonly (Reply | undefined)[] {
  const { keyspace } = engine;
  const client = new Client(
    0,
    NOWHERE,
    { db: engine.database(db), user: engine.acl.defaultUser, authenticated: true, now: keyspace.now },
    {},
  );
  const { noTouch, eventMask, stats } = keyspace;
  const { hits, misses } = stats;
  keyspace.noTouch = true;
  keyspace.eventMask = 0;
  const args = new Args();
  try {
    return commands.map((argv) => {
      const command = engine.find(argv);
      const wrong = checkShape(command, argv);
      if (wrong || !command) return wrong;
      if (!mayPeek(command)) return undefined;
      try {
        return command.execute(
          new Call(engine, client, command, argv, 'plain', false),
          args.reset(argv, command.words),
        );
      } catch (error) {
        if (error instanceof ErrorReply) return error;
        throw error;
      }
    });
  } finally {
    keyspace.noTouch = noTouch;
    keyspace.eventMask = eventMask;
    stats.hits = hits;
    stats.misses = misses;
  }
}
