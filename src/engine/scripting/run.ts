/** A script or function that runs: what it may do, and what it did. */
import type { Client } from '../client.ts';
import type { Engine } from '../engine.ts';
import * as errors from '../errors.ts';
import { ErrorReply } from '../reply.ts';
import type { ScriptFlag } from './shebang.ts';

export interface Run {
  readonly client: Client;
  /** As errors name it: the SHA-1 of a script, the name of a function. */
  readonly name: string;
  readonly readOnly: boolean;
  readonly allowOom: boolean;
  /** On the stopwatch, in microseconds. */
  readonly startedAt: number;
  /** Protocol of the replies that the script sees (redis.setresp). */
  resp: 2 | 3;
  /** A command that writes was run: from then on the state of the server refuses nothing more. */
  wrote: boolean;
  /** Which effects are kept (redis.set_repl): bit 0 those for the log, bit 1 those for replicas. */
  replication: number;
}

const RO_COMMAND = errors.err('Can not execute a script with write flag using *_ro command.');
const SCRIPT_OOM = new ErrorReply(
  "OOM allow-oom flag is not set on the script, can not run it when used memory > 'maxmemory'",
);
const SCRIPT_READONLY = new ErrorReply(
  'READONLY You can not run script with write flag on readonly replica.',
);

/**
 * Checks whether a script may start. `flags` are those of its first line, undefined for a script without one; `readOnly`
 * tells of a command such as EVAL_RO. Throws the reference's error. Source: `scriptPrepareForRun`.
 */
export function prepareRun(
  engine: Engine,
  client: Client,
  name: string,
  flags: ReadonlySet<ScriptFlag> | undefined,
  readOnly: boolean,
): Run {
  const writes = flags !== undefined && !flags.has('no-writes');
  if (writes) {
    if (engine.readOnly) throw SCRIPT_READONLY;
    if (readOnly) throw RO_COMMAND;
    if (!flags.has('allow-oom') && engine.eviction.outOfMemory) throw SCRIPT_OOM;
  }
  return {
    client,
    name,
    readOnly: readOnly || flags?.has('no-writes') === true,
    allowOom: flags?.has('allow-oom') === true,
    startedAt: engine.clock.micros(),
    resp: 2,
    wrote: false,
    replication: 3,
  };
}
