/**
 * Programs in this very process, without a sandbox: for tests, and for the lessons that come with the playground. A
 * program run so may do all that its caller may do.
 */
import type { Engine } from '../engine/engine.ts';
import type { Reply } from '../engine/reply.ts';
import type { LogLine, ProgramPort, ProgramRun, Wire, WireListener } from './port.ts';
import { clientName } from './port.ts';
import { describeError, type ProgramEnd, runProgram } from './program.ts';
import { compile } from './source.ts';

/** What the process gives: a store, perhaps a database, and a clock, which may run as fast as it likes. */
export interface Surroundings extends Pick<ProgramPort, 'sleep' | 'now'> {
  /** Opens a connection of a client of this name. */
  connect(name: string, listener: WireListener): Wire;
  sql?: ProgramPort['sql'];
  log?(line: LogLine): void;
  report?(outcome: string): void;
}

export interface ProgramResult extends ProgramEnd {
  readonly stopped: boolean;
  /** How often each outcome was reported. */
  readonly outcomes: ReadonlyMap<string, number>;
  readonly log: readonly LogLine[];
}

/** Runs a program or a load. Never rejects; resolves soon after the signal aborts, unless the code never waits. */
export async function runInProcess(
  run: ProgramRun,
  around: Surroundings,
  signal: AbortSignal,
): Promise<ProgramResult> {
  const outcomes = new Map<string, number>();
  const log: LogLine[] = [];
  const wires = new Set<Wire>();
  const stopped = new Promise<'stopped'>((resolve) => {
    if (signal.aborted) resolve('stopped');
    signal.addEventListener('abort', () => resolve('stopped'), { once: true });
  });
  // What is asked for after the end is never answered, so the code stands still where it is.
  const live = <T>(make: () => Promise<T>): Promise<T> =>
    signal.aborted ? new Promise(() => undefined) : make();
  const port: ProgramPort = {
    connect(user, number, listener) {
      const wire = around.connect(clientName(run, user, number), listener);
      wires.add(wire);
      return { send: (argv) => live(() => wire.send(argv)), close: () => wire.close() };
    },
    sql: (text, params) =>
      live(() => around.sql?.(text, params) ?? Promise.reject(new Error('There is no database here.'))),
    sleep: (ms) => live(() => around.sleep(ms)),
    now: () => around.now(),
    log(line) {
      log.push(line);
      around.log?.(line);
    },
    report(outcome) {
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      around.report?.(outcome);
    },
  };
  const ended = await Promise.race([stopped, runCompiled(run, port)]);
  for (const wire of wires) wire.close();
  if (ended === 'stopped') return { error: undefined, failedRounds: 0, stopped: true, outcomes, log };
  return { ...ended, stopped: false, outcomes, log };
}

async function runCompiled(run: ProgramRun, port: ProgramPort): Promise<ProgramEnd> {
  try {
    return await runProgram(compile(run.code), run, port);
  } catch (error) {
    return { error: describeError(error, run.code), failedRounds: 0 };
  }
}

/**
 * A connection to an engine of this process. `turn` runs what it is given as one turn of the engine, and afterwards looks
 * at its timers.
 */
export function engineWire(engine: Engine, turn: (work: () => void) => void, listener: WireListener): Wire {
  const waiting: ((reply: Reply) => void)[] = [];
  let queue: (readonly string[])[] = [];
  const open = () =>
    engine.connect({
      reply: (reply) => waiting.shift()?.(reply),
      push: (message) => listener.push(isPush(message) ? message.items : []),
      close() {
        client = undefined;
        for (const resolve of waiting.splice(0)) resolve({ kind: 'none' });
        listener.closed();
      },
    });
  let client: ReturnType<typeof open> | undefined;
  const submit = () => {
    const commands = queue;
    queue = [];
    turn(() => {
      for (const argv of commands) {
        client ??= open();
        engine.submit(client, argv);
      }
    });
  };
  return {
    send(argv) {
      if (queue.length === 0) queueMicrotask(submit);
      queue.push(argv);
      return new Promise((resolve) => waiting.push(resolve));
    },
    close() {
      const old = client;
      client = undefined;
      if (old) turn(() => engine.disconnect(old));
    },
  };
}

function isPush(reply: Reply): reply is Extract<Reply, { kind: 'push' }> {
  return typeof reply === 'object' && reply !== null && 'kind' in reply && reply.kind === 'push';
}
