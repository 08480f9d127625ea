/**
 * An interpreter with the script that runs in it: scripts have one, functions another, so that neither sees the other's
 * globals. It is made at its first use and made anew where Lua broke.
 */
import * as errors from '../errors.ts';
import { CountedError, ErrorReply, type Reply } from '../reply.ts';
import type { ByteWriter } from './bytes.ts';
import { answer } from './commands.ts';
import type { ScriptHost } from './host.ts';
import type { Run } from './run.ts';
import { FUEL_ENDED, type Machine, MachineFailure, type MachineOptions } from './runtime.ts';
import { errorText, ReturnReader, writeReply } from './wire.ts';

export class Interpreter {
  /** The script that runs. */
  current: Run | undefined;
  /** What a function library's load wants of the engine; see functions.ts. */
  request: Reply = null;
  private readonly host: ScriptHost;
  private machine: Machine | undefined;
  private readonly kind: MachineOptions['kind'];
  private readonly broke: () => void;

  /** `broke` is told when everything that was compiled is gone. */
  constructor(host: ScriptHost, kind: MachineOptions['kind'], broke: () => void) {
    this.host = host;
    this.kind = kind;
    this.broke = broke;
  }

  /** Bytes that the interpreter takes; 0 until there is one. */
  get memory(): number {
    return this.machine?.memory ?? 0;
  }

  /** Forgets all that was compiled. */
  reset(): void {
    this.machine = undefined;
    this.broke();
  }

  /**
   * Runs an operation of the prelude, for at most `limit` ms (0: no limit), and returns what it wrote. Throws an error reply where Lua broke.
   */
  operate(
    words: readonly string[],
    keys?: readonly string[],
    argv?: readonly string[],
    limit = this.host.engine.busyReplyThreshold,
  ): string {
    const machine = (this.machine ??= this.makeMachine());
    try {
      return machine.operate(words, limit, keys, argv);
    } catch (error) {
      this.reset();
      if (error instanceof MachineFailure) throw errors.err(error.message);
      throw error;
    }
  }

  /** Runs a script or function as `run` says and returns its reply; throws its error. */
  perform(run: Run, words: readonly string[], keys?: readonly string[], argv?: readonly string[]): Reply {
    const { client } = run;
    const { db, resp } = client;
    const outer = this.current;
    this.current = run;
    client.resp = 2;
    try {
      const text = this.operate(words, keys, argv);
      if (text.startsWith('!')) throw this.failure(text, run.name);
      return new ReturnReader(text).value();
    } finally {
      this.current = outer;
      client.db = db;
      client.resp = resp;
    }
  }

  /** The error of a run that failed, with its place. */
  failure(text: string, name: string): ErrorReply {
    const { kind, message, source, line } = readFailure(text);
    const ended = this.ended(message)?.text;
    if (kind === '?' && ended === undefined) return errors.err(`Error running script ${name}, ${message}`);
    const place = source === '' ? '' : ` script: ${name}, on ${source}:${line}.`;
    const said = errorText((ended ?? message) + place);
    return kind === '_' ? new CountedError(said) : new ErrorReply(said);
  }

  private ended(message: string): ErrorReply | undefined {
    if (!message.includes(FUEL_ENDED)) return undefined;
    const limit = this.host.engine.busyReplyThreshold;
    return errors.err(`Script ended after running for longer than busy-reply-threshold (${limit} ms)`);
  }

  private makeMachine(): Machine {
    const { engine } = this.host;
    const ask = (words: string[], out: ByteWriter) => {
      const [question, shown = '', table = ''] = words;
      if (question === 't') machine.untail(shown);
      else if (question === 'e') machine.setEnvironment(shown, table);
      else if (question === 'q') return writeReply(out, this.request, 2);
      else return writeReply(out, answer(this.host, this.current, words), this.current?.resp ?? 2);
      return writeReply(out, null, 2);
    };
    const machine: Machine = this.host.machine({
      kind: this.kind,
      ask,
      micros: () => engine.clock.micros(),
    });
    return machine;
  }
}

/**
 * What the prelude says of a failure. Its kind: `-` an error, `_` one that is counted already, `?` one that came as a bare
 * text (of the compiler, or where even the handler of errors could not run).
 */
export function readFailure(text: string): { kind: string; message: string; source: string; line: string } {
  const kind = text[1] ?? '';
  if (kind !== '-' && kind !== '_' && kind !== '?') {
    return { kind: '?', message: text.slice(1), source: '', line: '' };
  }
  const reader = new ReturnReader(text, 2);
  return { kind, message: reader.cText(), source: reader.bytes(), line: reader.bytes() };
}
