/**
 * One running program: between its worker, which may do anything, and the engine. What the worker asks for is read with
 * care, bounded, held while the program is paused, and forgotten when it is stopped.
 */

import { clientName, type LogLine, type ProgramError, type ProgramRun, type Row } from '../../apps/port.ts';
import { type Answer, LIMITS, type Operation, readOperations } from '../../apps/sandbox/messages.ts';
import type { Reply } from '../../engine/reply.ts';
import type { ClockState } from '../../protocol/messages.ts';
import type { OpenSandbox, Sandbox, WorkerFailure } from './frame.ts';
import { failurePlace } from './place.ts';
import type { ProgramResult } from './state.ts';
import { Outcomes } from './timeline.ts';

/** What a program is connected to. */
export interface ProgramWorld {
  openSandbox: OpenSandbox;
  clock(): ClockState;
  /** Calls `listener` when the clock is changed; returns how to stop that. */
  onClock(listener: (clock: ClockState) => void): () => void;
  /** Takes a lane's name, or one like it where it is taken. Pushes of the lane go to the listeners. */
  openLane(name: string, listener: LaneListener): string;
  closeLane(lane: string): void;
  send(lane: string, argv: readonly string[]): Promise<Reply>;
  /** Rejects with Postgres' words. */
  sql(lane: string, text: string, params: readonly unknown[], signal: AbortSignal): Promise<readonly Row[]>;
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

export interface LaneListener {
  push(message: Reply): void;
  closed(): void;
}

const TOO_MUCH = 'It sent more than a program may, and was stopped.';

export class RunningProgram {
  readonly outcomes = new Outcomes();
  readonly run: ProgramRun;
  status: 'starting' | 'running' | 'paused' | ProgramResult['status'] = 'starting';
  error: ProgramError | undefined;
  log: (LogLine & { id: number })[] = [];
  logDropped = 0;
  commands = 0;
  readonly ended: Promise<ProgramResult>;
  private readonly world: ProgramWorld;
  private readonly changed: () => void;
  private readonly abort = new AbortController();
  private readonly lanes = new Map<number, string>();
  private sandbox: Sandbox | undefined;
  private held: Operation[] = [];
  private answers: Answer[] = [];
  private underWay = 0;
  private lines = 0;
  /** Messages that may still come, and when that was counted: some each second, and one for each message of ours. */
  private allowed: { messages: number; at: number } = { messages: LIMITS.messages, at: performance.now() };
  private finish: (result: ProgramResult) => void = () => undefined;

  constructor(run: ProgramRun, world: ProgramWorld, changed: () => void) {
    this.run = run;
    this.world = world;
    this.changed = changed;
    this.ended = new Promise((resolve) => {
      this.finish = resolve;
    });
    queueMicrotask(() => void this.start());
  }

  get live(): boolean {
    return this.status === 'starting' || this.status === 'running' || this.status === 'paused';
  }

  get clients(): readonly string[] {
    return [...this.lanes.values()];
  }

  pause(): void {
    if (this.status !== 'running') return;
    this.status = 'paused';
    this.changed();
  }

  resume(): void {
    if (this.status !== 'paused') return;
    this.status = 'running';
    const held = this.held;
    this.held = [];
    for (const operation of held) this.operate(operation);
    this.changed();
  }

  stop(): void {
    this.end('stopped', undefined, 0);
  }

  private async start(): Promise<void> {
    const { run, world } = this;
    if (run.code.length > LIMITS.code) {
      this.fail({ message: 'The program is too long.', place: undefined });
      return;
    }
    try {
      const sandbox = await world.openSandbox({ run, clock: world.clock() }, (failure) =>
        this.failed(failure),
      );
      if (!this.live) {
        sandbox.end();
        return;
      }
      this.sandbox = sandbox;
      sandbox.port.onmessage = ({ data }: MessageEvent<unknown>) => this.receive(data);
      const off = world.onClock((clock) => this.answer(['clock', clock]));
      this.abort.signal.addEventListener('abort', off);
      if (this.status === 'starting') this.status = 'running';
      this.changed();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.fail({ message: `The sandbox could not be opened: ${reason}`, place: undefined });
    }
  }

  private receive(message: unknown): void {
    if (!this.live) return;
    const operations = readOperations(message);
    if (!operations || !this.allows() || this.underWay > LIMITS.underWay) {
      this.fail({ message: TOO_MUCH, place: undefined });
      return;
    }
    for (const operation of operations) {
      if (!this.live) return;
      this.take(operation);
    }
  }

  private allows(): boolean {
    const now = performance.now();
    const more = ((now - this.allowed.at) / 1000) * LIMITS.messages;
    const messages = Math.min(LIMITS.messages, this.allowed.messages + more) - 1;
    this.allowed = { messages, at: now };
    return messages >= 0;
  }

  private take(operation: Operation): void {
    switch (operation[0]) {
      case 'log':
        this.write(operation[1], operation[2]);
        break;
      case 'report': {
        const [, outcome, at, count] = operation;
        const known = this.outcomes.counts.some(([name]) => name === outcome);
        const room = this.outcomes.counts.length < LIMITS.outcomes - 1;
        this.outcomes.add(known || room ? outcome : 'other', at, count);
        this.changed();
        break;
      }
      case 'end':
        this.end(operation[1] ? 'failed' : 'ended', operation[1], operation[2]);
        break;
      default:
        if (this.status !== 'paused') this.operate(operation);
        else if (this.held.push(operation) > LIMITS.underWay)
          this.fail({ message: TOO_MUCH, place: undefined });
    }
  }

  private operate(operation: Operation): void {
    switch (operation[0]) {
      case 'open': {
        const [, connection, user, number] = operation;
        const users = this.run.load?.users ?? 1;
        if (user < 1 || user > users || number > LIMITS.connections || this.lanes.has(connection)) break;
        if (this.lanes.size >= Math.max(LIMITS.connections, 2 * users)) {
          this.fail({ message: `It opened more than ${this.lanes.size} connections.`, place: undefined });
          break;
        }
        const lane = this.world.openLane(clientName(this.run, user, number), {
          push: (reply) => this.pushed(connection, reply),
          closed: () => this.answer(['closed', connection]),
        });
        this.lanes.set(connection, lane);
        this.changed();
        break;
      }
      case 'close': {
        const lane = this.lanes.get(operation[1]);
        this.lanes.delete(operation[1]);
        if (lane !== undefined) this.world.closeLane(lane);
        this.changed();
        break;
      }
      case 'command': {
        const [, id, connection, argv] = operation;
        const lane = this.lanes.get(connection);
        if (lane === undefined) {
          this.answer(['reply', id, { kind: 'none' }]);
          break;
        }
        this.commands++;
        this.wait(this.world.send(lane, argv), (reply) => ['reply', id, reply], id);
        break;
      }
      case 'sql': {
        const [, id, text, params] = operation;
        const { world, run, abort } = this;
        this.wait(world.sql(run.name, text, params, abort.signal), (rows) => ['rows', id, rows], id);
        break;
      }
      case 'sleep': {
        const [, id, ms] = operation;
        this.wait(this.world.sleep(ms, this.abort.signal), () => ['awake', id], id);
      }
    }
  }

  /** Answers when the promise is settled. */
  private wait<T>(promise: Promise<T>, answer: (value: T) => Answer, id: number): void {
    this.underWay++;
    promise
      .then(
        (value) => this.answer(answer(value)),
        (error: unknown) =>
          this.answer(['error', id, error instanceof Error ? error.message : String(error)]),
      )
      .finally(() => {
        this.underWay--;
      });
  }

  /** What is answered in one tick travels together. */
  private answer(answer: Answer): void {
    if (!this.live) return;
    if (this.answers.length === 0) {
      queueMicrotask(() => {
        const { answers } = this;
        this.answers = [];
        if (!this.live) return;
        this.allowed.messages++;
        this.sandbox?.port.postMessage(answers);
      });
    }
    this.answers.push(answer);
  }

  private pushed(connection: number, message: Reply): void {
    if (typeof message === 'object' && message !== null && 'kind' in message && message.kind === 'push')
      this.answer(['push', connection, message.items]);
  }

  private write(lines: readonly LogLine[], dropped: number): void {
    const log = [...this.log, ...lines.map((line) => ({ ...line, id: ++this.lines }))];
    this.logDropped += dropped + Math.max(0, log.length - LIMITS.lines);
    this.log = log.slice(-LIMITS.lines);
    this.changed();
  }

  private failed({ message, line, column }: WorkerFailure): void {
    const place = failurePlace(line, column, this.run.code);
    this.fail({ message: message.replace(/^Uncaught /, ''), place });
  }

  private fail(error: ProgramError): void {
    if (!this.live) return;
    const text = error.place ? `line ${error.place.line}: ${error.message}` : error.message;
    this.write([{ kind: 'error', user: 0, text, at: this.world.clock().now }], 0);
    this.end('failed', error, 0);
  }

  private end(status: ProgramResult['status'], error: ProgramError | undefined, failedRounds: number): void {
    if (!this.live) return;
    this.status = status;
    this.error = error;
    this.sandbox?.end();
    for (const lane of this.lanes.values()) this.world.closeLane(lane);
    this.lanes.clear();
    this.held = [];
    this.abort.abort();
    this.changed();
    this.finish({ status, error, outcomes: this.outcomes.counts, failedRounds });
  }
}
