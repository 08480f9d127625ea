/**
 * How long commands take. Reading a clock costs more than most commands do, up to 100 ns in a browser, where it then
 * counts in steps of 5 to 100 µs. So commands that are quick by nature share one reading: the time of up to GROUP of them
 * is measured as a whole and each gets its part. All others, and any that turns out to return many things, are measured
 * by themselves; the sum of all times is exact either way.
 */
import type { Accounts, CommandStats } from './accounts.ts';
import type { Call } from './call.ts';
import type { Clock } from './clock.ts';
import { ErrorReply, OK, type Reply } from './reply.ts';

/** Most commands that share a reading. */
const GROUP = 64;
/** Most words of a command that is quick by nature; more of them are more work. */
const WORDS = 8;

export class Stopwatch {
  private readonly clock: Clock;
  private readonly accounts: Accounts;
  /** The last reading, in microseconds. */
  private last = 0;
  private readonly waiting: CommandStats[] = [];

  constructor(clock: Clock, accounts: Accounts) {
    this.clock = clock;
    this.accounts = accounts;
  }

  /** Forgets the time since the last reading: it passed between two turns. */
  restart(): void {
    this.last = this.clock.micros();
  }

  /** Whether a command may share a reading. With SLOWLOG or the latency monitor asking for little, none may. */
  shares({ command, argv }: Call): boolean {
    const { slowlog, latency } = this.accounts;
    return (
      command.fast &&
      argv.length <= WORDS &&
      latency.threshold === 0 &&
      (slowlog.threshold < 0 || slowlog.threshold >= 1000)
    );
  }

  /** Starts a command that is measured by itself; what waits gets its time first. Returns the reading. */
  start(): number {
    if (this.waiting.length > 0) this.settle();
    return this.last;
  }

  /** Lets a command that shares wait for the next reading. False where its reply says that it was not so quick. */
  defer(call: Call, reply: Reply): boolean {
    const small = typeof reply !== 'object' || reply === null || reply === OK || reply instanceof ErrorReply;
    if (!small) return false;
    if (this.waiting.push(this.accounts.of(call.command)) >= GROUP) this.settle();
    return true;
  }

  /** Microseconds since the reading `started`, the time of commands inside this one included. */
  stop(started: number): number {
    if (this.waiting.length > 0) this.settle();
    else this.restart();
    return this.last - started;
  }

  /** Microseconds of a command that was not as quick as it seemed; what waits took next to nothing of them. */
  stopAlone(): number {
    const before = this.last;
    this.waiting.length = 0;
    this.restart();
    return this.last - before;
  }

  /** Gives the commands that wait their part of the time since the last reading. */
  settle(): void {
    const { waiting } = this;
    if (waiting.length === 0) return;
    const before = this.last;
    this.restart();
    const elapsed = this.last - before;
    const part = Math.floor(elapsed / waiting.length);
    let rest = elapsed - part * waiting.length;
    for (const stats of waiting) {
      this.accounts.addTime(stats, part + rest);
      rest = 0;
    }
    waiting.length = 0;
  }
}
