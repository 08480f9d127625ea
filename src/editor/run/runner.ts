/**
 * Runs statements of a script. One client's statements run in order, each after the reply of the one before; the script
 * as a whole runs from top to bottom. A client that blocks holds up only its own lines: they queue, the script goes on
 * with the other clients', and when something lets the client go, its queued lines run before the script goes on, so
 * that a script does the same every time.
 *
 * Most commands cannot block, so they are sent without awaiting each reply: the engine takes them in the order in which
 * they were sent. After one that may block, and after every one while some client is blocked, the runner asks the
 * engine for a sign of life: when that is there and the reply is not, the client is blocked.
 *
 * An SQL statement holds up the script until it is answered. A program or a load is started where it stands and runs on
 * beside the script; the run lasts until all of them have ended.
 */
import type { RunResult } from '../../client/connection.ts';
import type {
  AppStatement,
  CommandStatement,
  LoadStatement,
  SqlStatement,
  Statement,
  WaitStatement,
} from '../../script/types.ts';
import { meets, outcomeMeets } from './expect.ts';
import type { Outcome, ResultStore } from './results.ts';

export type BesideStatement = SqlStatement | AppStatement | LoadStatement;

/** What the runner needs of a playground. */
export interface RunPort {
  run(lane: string, argv: readonly string[]): Promise<RunResult>;
  /** Resolves when the engine has taken all commands sent before, and their replies, if any, are there. */
  barrier(): Promise<void>;
  /** Ends what a lane is blocked in. */
  cancel(lane: string): void;
  /** Resolves after so many ms of the playground's clock, or when the signal aborts. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
  /**
   * Runs what stands beside the store: an SQL statement, a program, or a load of its `program`. Never rejects; resolves
   * soon after the signal aborts. `onProgress` hears in words what is going on.
   */
  beside(
    statement: BesideStatement,
    program: AppStatement | undefined,
    signal: AbortSignal,
    onProgress: (progress: string) => void,
  ): Promise<Outcome>;
  mayBlock(argv: readonly string[]): boolean;
  /** The protocol that a lane speaks. */
  protocol(lane: string): 2 | 3;
}

/** How many commands are under way at once. */
const BATCH = 500;

export interface RunSummary {
  readonly commands: number;
  /** Programs and loads that were started. */
  readonly programs: number;
  readonly errors: number;
  /** Expectations that were not met. */
  readonly unmet: number;
  readonly stopped: boolean;
}

interface Sent {
  readonly lane: string;
  readonly id: number;
  answered: boolean;
}

export class Run {
  private readonly port: RunPort;
  private readonly results: ResultStore;
  private readonly number: number;
  private readonly text: string;
  private readonly rest: Iterator<Statement>;
  private readonly apps: ReadonlyMap<string, AppStatement>;
  private readonly abort = new AbortController();
  /** Lanes that wait inside a command, with their lines that come after it and the results that stand for them. */
  private readonly blocked = new Map<string, { sent: Sent; queue: Queued[] }>();
  /** Lines whose client was let go. */
  private released: Queued[] = [];
  /** Commands without a reply, the blocked ones among them. */
  private underWay = 0;
  private pausing = false;
  /** Programs and loads that have not ended. */
  private programs = 0;
  private started = 0;
  private wake: () => void = () => undefined;
  private commands = 0;
  private errors = 0;
  private unmet = 0;

  constructor(
    port: RunPort,
    results: ResultStore,
    statements: readonly Statement[],
    text: string,
    number: number,
  ) {
    this.port = port;
    this.results = results;
    this.text = text;
    this.number = number;
    this.rest = statements[Symbol.iterator]();
    this.apps = new Map(
      statements.flatMap((statement) => (statement.kind === 'app' ? [[statement.name, statement]] : [])),
    );
  }

  /** Lanes that this run has blocked. */
  get blockedLanes(): readonly string[] {
    return [...this.blocked.keys()];
  }

  /** Sends nothing more, and ends the blocked commands that this run has sent. */
  stop(): void {
    this.abort.abort();
    for (const lane of this.blocked.keys()) this.port.cancel(lane);
    this.wake();
  }

  async start(): Promise<RunSummary> {
    const { signal } = this.abort;
    while (!signal.aborted) {
      const queued = this.released.shift();
      if (queued) {
        const held = this.command(queued.statement, queued.id);
        if (held) await held;
        continue;
      }
      const statement: Statement | undefined = this.pausing ? undefined : this.rest.next().value;
      if (statement?.kind === 'wait') await this.startWait(statement);
      else if (statement?.kind === 'sql') await this.sql(statement);
      else if (statement?.kind === 'app' || statement?.kind === 'load') await this.startProgram(statement);
      else if (statement) {
        // Only where there is something to wait for: what is sent in one go travels in one message.
        const held = this.command(statement, undefined);
        if (held) await held;
      } else {
        if (!this.pausing && this.blocked.size === 0 && this.programs === 0) break;
        await this.change();
      }
    }
    if (signal.aborted) this.skipQueued();
    await this.settled();
    const { commands, started: programs, errors, unmet } = this;
    return { commands, programs, errors, unmet, stopped: signal.aborted };
  }

  /** Sends a command, or queues it. Returns what the script has to wait for before it goes on, if anything. */
  private command(statement: CommandStatement, id: number | undefined): Promise<void> | undefined {
    if (!statement.valid) return undefined;
    const busy = this.blocked.get(statement.lane);
    if (busy) {
      busy.queue.push({ statement, id: this.place(statement, 'queued', id) });
      return undefined;
    }
    const sent = this.send(statement, this.place(statement, 'running', id));
    if (this.blocked.size > 0 || this.port.mayBlock(statement.argv)) return this.watch(sent);
    return this.underWay >= BATCH ? this.settled() : undefined;
  }

  /** Waits until the command is answered or known to be blocked. */
  private async watch(sent: Sent): Promise<void> {
    await this.port.barrier();
    if (sent.answered) return;
    this.block(sent);
    // Stopped before it was known to be blocked: nobody else would end it, and its client would answer nothing more.
    if (this.abort.signal.aborted) this.port.cancel(sent.lane);
  }

  private place(
    statement: Statement,
    state: 'running' | 'queued' | 'waiting',
    id: number | undefined,
  ): number {
    if (id !== undefined) {
      this.results.update(id, { state });
      return id;
    }
    const { range } = statement;
    const source = this.text.slice(range.start, range.end);
    const lane = 'lane' in statement ? statement.lane : undefined;
    return this.results.place(range, { source, run: this.number, lane, state }).id;
  }

  private send(statement: CommandStatement, id: number): Sent {
    const { lane, argv, expect } = statement;
    const sent: Sent = { lane, id, answered: false };
    this.commands++;
    this.underWay++;
    void this.port.run(lane, argv).then((result) => {
      sent.answered = true;
      this.underWay--;
      const resp = this.port.protocol(lane);
      const { reply, micros, lost } = result;
      if (lost) {
        this.results.update(id, { state: 'stopped' });
        this.stop();
        return;
      }
      const expected = expect && { lines: expect.lines, met: meets(expect.lines, reply, resp) };
      if (expected && !expected.met) this.unmet++;
      if (isErrorReply(reply)) this.errors++;
      this.results.update(id, { state: 'done', reply, micros, resp, expected });
      this.release(sent);
      if (this.underWay <= this.blocked.size) this.wake();
    });
    return sent;
  }

  private async sql(statement: SqlStatement): Promise<void> {
    await this.settled();
    const { signal } = this.abort;
    if (signal.aborted) return;
    this.commands++;
    const id = this.place(statement, 'running', undefined);
    const from = performance.now();
    const outcome = await this.port.beside(statement, undefined, signal, (progress) =>
      this.results.update(id, { progress }),
    );
    const micros = outcome.micros ?? Math.round((performance.now() - from) * 1000);
    const lines = statement.expect?.lines;
    const expected = lines && { lines, met: outcomeMeets(lines, outcome.lines) };
    if (outcome.failed) this.errors++;
    if (expected && !expected.met) this.unmet++;
    this.results.update(id, { state: signal.aborted ? 'stopped' : 'done', outcome, micros, expected });
  }

  private async startProgram(statement: AppStatement | LoadStatement): Promise<void> {
    if (statement.kind === 'app' && !statement.starts) return;
    await this.settled();
    const { signal } = this.abort;
    if (signal.aborted) return;
    const id = this.place(statement, 'running', undefined);
    const program = this.apps.get(statement.kind === 'app' ? statement.name : statement.app);
    this.programs++;
    this.started++;
    const tell = (progress: string) => this.results.update(id, { progress });
    void this.port.beside(statement, program, signal, tell).then((outcome) => {
      this.programs--;
      if (outcome.failed) this.errors++;
      this.results.update(id, { state: signal.aborted ? 'stopped' : 'done', outcome });
      this.wake();
    });
  }

  private block(sent: Sent): void {
    this.results.update(sent.id, { state: 'blocked' });
    this.blocked.set(sent.lane, { sent, queue: [] });
  }

  private release(sent: Sent): void {
    const held = this.blocked.get(sent.lane);
    if (held?.sent !== sent) return;
    this.blocked.delete(sent.lane);
    this.released.push(...held.queue);
    this.wake();
  }

  private async startWait(statement: WaitStatement): Promise<void> {
    await this.settled();
    if (this.abort.signal.aborted) return;
    const id = this.place(statement, 'waiting', undefined);
    this.pausing = true;
    void this.port.wait(statement.ms, this.abort.signal).then(() => {
      this.pausing = false;
      this.results.update(id, { state: this.abort.signal.aborted ? 'stopped' : 'done' });
      this.wake();
    });
  }

  /** Waits for the replies of all that is under way, apart from what is blocked. */
  private async settled(): Promise<void> {
    while (this.underWay > this.blocked.size && !this.abort.signal.aborted) await this.change();
  }

  private change(): Promise<void> {
    if (this.abort.signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const before = this.wake;
      this.wake = () => {
        before();
        this.wake = () => undefined;
        resolve();
      };
    });
  }

  private skipQueued(): void {
    for (const { queue } of this.blocked.values()) this.released.push(...queue.splice(0));
    for (const { id } of this.released.splice(0)) this.results.update(id, { state: 'stopped' });
  }
}

interface Queued {
  readonly statement: CommandStatement;
  readonly id: number;
}

function isErrorReply(reply: RunResult['reply']): boolean {
  return typeof reply === 'object' && reply !== null && 'kind' in reply && reply.kind === 'error';
}
