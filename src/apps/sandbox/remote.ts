/** A program's port to the world, through messages to the page. */
import type { Reply } from '../../engine/reply.ts';
import type { ClockState } from '../../protocol/messages.ts';
import type { ProgramPort, Row, WireListener } from '../port.ts';
import { type Answer, LIMITS, type Operation } from './messages.ts';
import { Outbox } from './outbox.ts';

interface Waiting {
  resolve(value: never): void;
  reject(error: Error): void;
}

export class RemotePort implements ProgramPort {
  readonly outbox: Outbox;
  private clock: ClockState;
  private nextId = 1;
  private readonly waiting = new Map<number, Waiting>();
  private readonly listeners = new Map<number, WireListener>();

  constructor(clock: ClockState, post: (operations: readonly Operation[]) => void) {
    this.clock = clock;
    this.outbox = new Outbox(
      post,
      () => performance.now(),
      (run, ms) => setTimeout(run, ms),
    );
  }

  connect(user: number, number: number, listener: WireListener) {
    const connection = this.nextId++;
    this.listeners.set(connection, listener);
    this.outbox.call(['open', connection, user, number]);
    return {
      send: (argv: readonly string[]) => this.ask<Reply>((id) => ['command', id, connection, argv]),
      close: () => {
        if (this.listeners.delete(connection)) this.outbox.call(['close', connection]);
      },
    };
  }

  sql(text: string, params: readonly unknown[]): Promise<readonly Row[]> {
    return this.ask((id) => ['sql', id, text, params]);
  }

  sleep(ms: number): Promise<void> {
    return this.ask((id) => ['sleep', id, ms]);
  }

  now(): number {
    const { now, realAt, paused, speed } = this.clock;
    return paused ? now : now + (Date.now() - realAt) * speed;
  }

  log: ProgramPort['log'] = (line) => this.outbox.log(line);
  report: ProgramPort['report'] = (outcome) => this.outbox.report(outcome, this.now());

  receive(answers: readonly Answer[]): void {
    for (const answer of answers) {
      switch (answer[0]) {
        case 'reply':
        case 'rows':
          this.take(answer[1])?.resolve(answer[2] as never);
          break;
        case 'awake':
          this.take(answer[1])?.resolve(undefined as never);
          break;
        case 'error':
          this.take(answer[1])?.reject(new Error(answer[2]));
          break;
        case 'push':
          this.listeners.get(answer[1])?.push(answer[2]);
          break;
        case 'closed':
          this.listeners.get(answer[1])?.closed();
          break;
        case 'clock':
          this.clock = answer[1];
      }
    }
  }

  private ask<T>(make: (id: number) => Operation): Promise<T> {
    if (this.waiting.size >= LIMITS.underWay) {
      // A rejection would reach nobody: whoever sends so much without waiting does not look at those either.
      const message = `More than ${LIMITS.underWay} calls without an answer; await some of them.`;
      this.log({ kind: 'error', user: 0, text: message, at: this.now() });
      this.outbox.call(['end', { message, place: undefined }, 0]);
      this.outbox.flush();
    }
    return new Promise((resolve, reject) => {
      const id = this.nextId++;
      this.waiting.set(id, { resolve, reject });
      this.outbox.call(make(id));
    });
  }

  private take(id: number): Waiting | undefined {
    const found = this.waiting.get(id);
    this.waiting.delete(id);
    return found;
  }
}
