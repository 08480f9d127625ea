/** What a running script asks of the engine: redis.call and its like. The questions' letters are those of the prelude. */
import type { Command } from '../command.ts';
import type { Engine } from '../engine.ts';
import * as errors from '../errors.ts';
import { formatDouble } from '../numbers.ts';
import { checkShape } from '../policy.ts';
import { ErrorReply, type Reply } from '../reply.ts';
import type { ScriptHost } from './host.ts';
import type { Run } from './run.ts';
import { FUEL_ENDED } from './runtime.ts';
import { readDouble } from './wire.ts';

const ENDED = new ErrorReply(FUEL_ENDED);
const OUTSIDE = errors.err('redis.call/pcall can only be called inside a script invocation');
const UNKNOWN = errors.err('Unknown Redis command called from script');
const WRONG_ARITY = errors.err('Wrong number of args calling Redis command from script');
const NOT_ALLOWED = errors.err('This Redis command is not allowed from script');
const READ_ONLY = errors.err('Write commands are not allowed from read-only scripts.');
const ACL_UNKNOWN = errors.err('Invalid command passed to redis.acl_check_cmd()');

/** Answers a question; `run` is undefined while no script runs (a function library is being loaded). */
export function answer(host: ScriptHost, run: Run | undefined, words: readonly string[]): Reply {
  const { engine } = host;
  switch (words[0]) {
    case 'c':
      return run ? callCommand(engine, run, words.slice(1)) : OUTSIDE;
    case 'i':
      return run ? 1 : 0;
    case 'a':
      return run ? mayRun(engine, run, words.slice(1)) : OUTSIDE;
    case 'l':
      if (Number(words[1]) >= engine.logLevel) {
        engine.observer.scriptLog?.(Number(words[1]), words[2] ?? '', run?.client);
      }
      return null;
    case 'r':
      if (run) run.client.resp = run.resp = words[1] === '3' ? 3 : 2;
      return null;
    case 'p':
      if (run) run.replication = Number(words[1]);
      return null;
    case 'd':
      return formatDouble(readDouble(words[1] ?? ''));
    case 's':
      return engine.keyspace.random.uint32();
    default:
      throw new Error(`Lua asks ${words[0]}`);
  }
}

/** Runs a command for a script. Source of the checks and their order: `scriptCall`. */
function callCommand(engine: Engine, run: Run, argv: readonly string[]): Reply {
  const limit = engine.busyReplyThreshold;
  if (limit > 0 && engine.clock.micros() - run.startedAt > limit * 1000) return ENDED;
  const command = engine.find(argv);
  const refusal = refuse(engine, run, command, argv);
  if (refusal) {
    engine.stats.reject(command, refusal);
    return refusal;
  }
  const known = command as Command;
  if (known.write) run.wrote = true;
  const invoke = () => engine.invoke(run.client, known, argv, 'script', false);
  return (run.replication & 1) === 0 ? engine.unlogged(invoke) : invoke();
}

function refuse(
  engine: Engine,
  run: Run,
  command: Command | undefined,
  argv: readonly string[],
): ErrorReply | undefined {
  const shape = checkShape(command, argv);
  if (shape || !command) {
    const nameless = !command || (command.subcommands !== undefined && argv.length > 1);
    return nameless ? UNKNOWN : WRONG_ARITY;
  }
  if (command.flags.includes('noscript')) return NOT_ALLOWED;
  const denial = engine.acl.check(run.client, command, argv, engine.keyspace.now, 'script');
  if (denial) return new ErrorReply(denial.text.replace(/^NOPERM /, 'NOPERM ACL failure in script: '));
  if (run.readOnly && (command.write || command.flags.includes('may_replicate'))) return READ_ONLY;
  if (run.wrote) return undefined;
  if (command.write && engine.readOnly) return errors.READONLY;
  if (command.denyOom && !run.allowOom && engine.eviction.outOfMemory) return errors.OOM;
  return undefined;
}

/** redis.acl_check_cmd: 1 where the user may run the command. */
function mayRun(engine: Engine, { client }: Run, argv: readonly string[]): Reply {
  const command = engine.find(argv);
  if (!command || (command.subcommands !== undefined && argv.length > 1)) return ACL_UNKNOWN;
  return engine.acl.denial(client.user, command, argv) ? 0 : 1;
}
