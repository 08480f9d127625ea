/**
 * What is checked between finding a command and running it, in the reference's order (`processCommand`): existence,
 * arity, rights, memory, subscriber mode, pause, transaction.
 */
import type { Client } from './client.ts';
import type { Command } from './command.ts';
import type { Engine } from './engine.ts';
import * as errors from './errors.ts';
import { type ErrorReply, QUEUED, type Reply } from './reply.ts';
import { declaredFlags } from './scripting/declared.ts';

/** Commands that a transaction runs at once instead of queueing them. */
const NOT_QUEUED = new Set(['exec', 'discard', 'multi', 'watch', 'quit', 'reset']);
/** What a RESP2 client may say while it is subscribed. */
const IN_SUBSCRIBE = new Set([
  'subscribe',
  'psubscribe',
  'ssubscribe',
  'unsubscribe',
  'punsubscribe',
  'sunsubscribe',
  'ping',
  'quit',
  'reset',
]);

/** undefined: run it. A reply: that is the answer. `postpone`: keep it until the pause ends. */
export function admit(
  engine: Engine,
  client: Client,
  command: Command | undefined,
  argv: readonly string[],
): Reply | 'postpone' | undefined {
  const refusal = check(engine, client, command, argv);
  if (refusal !== undefined) {
    if (client.transaction) client.transaction.aborted = true;
    engine.stats.reject(command, refusal);
    return command?.id === 'exec' ? discardedBy(client, refusal) : refusal;
  }
  const known = command as Command;
  if (paused(engine, client, known, argv)) return 'postpone';
  if (client.transaction && !NOT_QUEUED.has(known.id)) {
    if (known.flags.includes('no_multi')) {
      client.transaction.aborted = true;
      return errors.err('Command not allowed inside a transaction');
    }
    client.transaction.queue.push({ command: known, argv });
    return QUEUED;
  }
  return undefined;
}

/** Existence and arity, for dispatch and for COMMAND GETKEYS, scripts and ACL DRYRUN. */
export function checkShape(command: Command | undefined, argv: readonly string[]): ErrorReply | undefined {
  if (!command) return errors.unknownCommand(argv);
  if (command.subcommands && !(command.standalone && argv.length < 2)) {
    return argv.length < 2
      ? errors.wrongArity(command.name)
      : errors.unknownSubcommand(argv[1] ?? '', command.name);
  }
  const { arity } = command;
  if (arity > 0 ? argv.length !== arity : argv.length < -arity) return errors.wrongArity(command.name);
  return undefined;
}

/**
 * What a command inside a script is refused for besides what scripts may not do at all: rights of the one who runs the
 * script, and memory that had run out when the script began, unless the script has written already (`wrote`).
 */
export function refuseInScript(
  engine: Engine,
  client: Client,
  command: Command,
  argv: readonly string[],
  wrote: boolean,
): ErrorReply | undefined {
  const denial = engine.acl.check(client, command, argv, engine.keyspace.now, 'script');
  if (denial) return errors.deniedInScript(denial);
  return engine.eviction.outOfMemory && command.denyOom && !wrote ? errors.OOM : undefined;
}

function check(
  engine: Engine,
  client: Client,
  command: Command | undefined,
  argv: readonly string[],
): ErrorReply | undefined {
  const shape = checkShape(command, argv);
  if (shape) return shape;
  const known = command as Command;
  if (!client.authenticated && !known.flags.includes('no_auth')) return errors.NOAUTH;
  if (!client.user.unlimited) {
    const forbidden = engine.acl.check(client, known, argv, engine.keyspace.now);
    if (forbidden) return forbidden;
  }
  if (engine.eviction.active && !engine.makeRoom() && needsMemory(engine, client, known, argv))
    return errors.OOM;
  if (engine.readOnly && known.write) return errors.READONLY;
  if (client.resp === 2 && client.subscriptions > 0 && !IN_SUBSCRIBE.has(known.id)) {
    return errors.notAllowedInSubscribe(known.id);
  }
  // To the reference a client that watches is a replica.
  if (client.monitor && (mayChange(engine, known, argv) || known.flags.includes('readonly')))
    return errors.WATCHES_ONLY;
  return undefined;
}

/**
 * What is refused when memory ran out: commands that add data, an EXEC with one of them, and all that would be queued, for
 * a queue takes memory too.
 */
function needsMemory(
  engine: Engine,
  { transaction }: Client,
  command: Command,
  argv: readonly string[],
): boolean {
  if (addsData(engine, command, argv)) return true;
  if (!transaction) return false;
  if (command.id === 'exec')
    return transaction.queue.some((queued) => addsData(engine, queued.command, queued.argv));
  return !NEVER_OOM.has(command.id);
}

/** Whether a command may add data, by its own flags or by those that its script declares. */
function addsData(engine: Engine, command: Command, argv: readonly string[]): boolean {
  if (command.denyOom) return true;
  const declared = declaredFlags(engine, command, argv);
  return declared !== undefined && !declared.has('allow-oom') && !declared.has('no-writes');
}
const NEVER_OOM = new Set(['discard', 'quit', 'reset']);

/** Commands that wait for the end of CLIENT PAUSE; a transaction waits while it is queued, and so does its EXEC. */
function paused(engine: Engine, client: Client, command: Command, argv: readonly string[]): boolean {
  if (!engine.keyspace.paused) return false;
  if (engine.pauseMode === 'all') return true;
  if (command.id === 'exec')
    return (
      client.transaction?.queue.some((queued) => mayChange(engine, queued.command, queued.argv)) ?? false
    );
  return mayChange(engine, command, argv);
}

const mayReplicate = (command: Command) => command.write || command.flags.includes('may_replicate');

/** Whether a command may change data or reach others. A script that says what it does is taken at its word. */
function mayChange(engine: Engine, command: Command, argv: readonly string[]): boolean {
  const declared = declaredFlags(engine, command, argv);
  return declared ? !declared.has('no-writes') : mayReplicate(command);
}

/** EXEC that is itself refused ends the transaction, and says so even where there is none. */
function discardedBy(client: Client, refusal: ErrorReply): Reply {
  client.transaction = undefined;
  client.unwatch();
  return errors.err(`-EXECABORT Transaction discarded because of: ${refusal.text.replace(/^ERR /, '')}`);
}
