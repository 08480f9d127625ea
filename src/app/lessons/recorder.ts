/** Remembers what happened since a step began, as far as its checks may ask for it. */
import type { SeenCommand, SeenProgram } from '../../lessons/observation.ts';
import type { LogEntry } from '../../protocol/messages.ts';
import type { ProgramEvent } from './beside.ts';

/** Of each kind; the oldest go. */
const MAX = 20_000;
/** More than a worker's log ever counts to. */
const OLDER = 1e12;

type Seen = SeenCommand & { readonly seq: number };

interface Program {
  lines: string[];
  finished: number;
  errors: string[];
  running: number;
  outcomes: Map<string, number>;
  /** It was running already when all was forgotten. */
  leftover: boolean;
}

export class Recorder {
  private commands: Seen[] = [];
  private readonly apps = new Map<string, Program>();

  get log(): readonly SeenCommand[] {
    return this.commands;
  }

  get programs(): ReadonlyMap<string, SeenProgram> {
    return this.apps;
  }

  /** Forgets everything but which programs are running. */
  clear(): void {
    this.commands = [];
    for (const [name, { running }] of this.apps) {
      if (running > 0) this.apps.set(name, { ...fresh(), running, leftover: true });
      else this.apps.delete(name);
    }
  }

  /** A new worker counts its log from 1 again: what is here is older than all that comes. */
  restarted(): void {
    this.commands = this.commands.map((seen) => ({ ...seen, seq: seen.seq - OLDER }));
  }

  /** Forgets commands up to one, which the log told too late. */
  forgetUpTo(seq: number): void {
    this.commands = this.commands.filter((command) => command.seq > seq);
  }

  /** `refused`: it had a reply, but did not run. */
  command({ lane, argv, reply, at, seq }: LogEntry, refused: boolean): void {
    this.put({ lane, argv, reply, at, seq, refused });
  }

  /** An SQL statement that was sent when the log was at `after`. */
  statement(sql: string, at: number, after: number): void {
    this.put({ lane: '', argv: [], reply: null, at, sql, seq: after + 0.5 });
  }

  /** Puts what was seen where it belongs: what comes late is never far behind. */
  private put(seen: Seen): void {
    let at = this.commands.length;
    while (at > 0 && (this.commands[at - 1]?.seq ?? 0) > seen.seq) at--;
    this.commands.splice(at, 0, seen);
    if (this.commands.length > 2 * MAX) this.commands = this.commands.slice(-MAX);
  }

  program(event: ProgramEvent): void {
    let program = this.apps.get(event.app);
    if (!program) this.apps.set(event.app, (program = fresh()));
    switch (event.kind) {
      case 'started': {
        const running = program.running + 1;
        // What the one before it still did was told late.
        if (program.leftover) this.apps.set(event.app, { ...fresh(), running });
        else program.running = running;
        return;
      }
      case 'line':
        program.lines.push(event.text);
        if (program.lines.length > 2 * MAX) program.lines = program.lines.slice(-MAX);
        return;
      case 'outcome':
        program.outcomes.set(event.outcome, (program.outcomes.get(event.outcome) ?? 0) + event.count);
        return;
      case 'ended':
        program.running = Math.max(0, program.running - 1);
        if (event.how === 'finished') program.finished++;
        else if (event.how === 'failed') program.errors.push(event.error ?? 'an error');
        return;
    }
  }
}

const fresh = (): Program => ({
  lines: [],
  finished: 0,
  errors: [],
  running: 0,
  outcomes: new Map(),
  leftover: false,
});
