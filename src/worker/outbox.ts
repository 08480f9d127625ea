/** What a turn produced for the page; posted as one message. */
import type { Reply } from '../engine/reply.ts';
import type { ClockState, FromWorker, KeepingState, LogEntry } from '../protocol/messages.ts';
import type { CallResult } from '../protocol/methods.ts';
import type { Projection } from '../protocol/views.ts';

export class Outbox {
  private replies: (number | Reply)[] = [];
  private pushes: { lane: string; message: Reply; at: number }[] = [];
  private closedLanes: string[] = [];
  private projections: { view: number; projection: Projection }[] = [];
  private results: CallResult[] = [];
  private logEntries: readonly LogEntry[] = [];
  private refusals: LogEntry[] = [];
  private saidEntries: LogEntry[] = [];
  private dropped = 0;
  private clock: ClockState | undefined;
  private keeping: KeepingState | undefined;

  reply(id: number, reply: Reply, micros: number): void {
    this.replies.push(id, reply, micros);
  }
  push(lane: string, message: Reply, at: number): void {
    this.pushes.push({ lane, message, at });
  }
  closed(lane: string): void {
    this.closedLanes.push(lane);
  }
  project(view: number, projection: Projection): void {
    this.projections.push({ view, projection });
  }
  result(result: CallResult): void {
    this.results.push(result);
  }
  log(entries: readonly LogEntry[], dropped: number): void {
    this.logEntries = this.logEntries.length > 0 ? [...this.logEntries, ...entries] : entries;
    this.dropped += dropped;
  }
  said(entries: readonly LogEntry[]): void {
    this.saidEntries.push(...entries);
  }
  refused(entries: readonly LogEntry[]): void {
    this.refusals.push(...entries);
  }
  setClock(clock: ClockState): void {
    this.clock = clock;
  }
  setKeeping(keeping: KeepingState): void {
    this.keeping = keeping;
  }

  /** Takes everything as one message, or undefined where there is nothing. */
  take(): FromWorker | undefined {
    const message: FromWorker = {
      ...(this.replies.length > 0 && { replies: this.replies }),
      ...(this.pushes.length > 0 && { pushes: this.pushes }),
      ...(this.closedLanes.length > 0 && { closed: this.closedLanes }),
      ...(this.projections.length > 0 && { projections: this.projections }),
      ...(this.results.length > 0 && { results: this.results }),
      ...(this.logEntries.length > 0 && { log: this.logEntries }),
      ...(this.refusals.length > 0 && { refused: this.refusals }),
      ...(this.saidEntries.length > 0 && { said: this.saidEntries }),
      ...(this.dropped > 0 && { logDropped: this.dropped }),
      ...(this.clock && { clock: this.clock }),
      ...(this.keeping && { keeping: this.keeping }),
    };
    this.replies = [];
    this.pushes = [];
    this.closedLanes = [];
    this.projections = [];
    this.results = [];
    this.logEntries = [];
    this.refusals = [];
    this.saidEntries = [];
    this.dropped = 0;
    this.clock = undefined;
    this.keeping = undefined;
    return Object.keys(message).length > 0 ? message : undefined;
  }
}
