/** What is counted of every command: calls, time, errors, slowness; and who is told of it. */
import type { Call } from './call.ts';
import type { Command } from './command.ts';
import { Rate } from './info/rate.ts';
import { Histogram, LatencyMonitor } from './latency.ts';
import type { ErrorReply } from './reply.ts';
import { SlowLog } from './slowlog.ts';

export interface CommandStats {
  calls: number;
  micros: number;
  rejected: number;
  failed: number;
  latency: Histogram | undefined;
}

export class Accounts {
  readonly slowlog = new SlowLog();
  readonly latency = new LatencyMonitor();
  readonly byCommand = new Map<Command, CommandStats>();
  /** Error replies by their code. */
  readonly errors = new Map<string, number>();
  commands = 0;
  connections = 0;
  readonly rate = new Rate();

  of(command: Command): CommandStats {
    let stats = this.byCommand.get(command);
    if (!stats) {
      stats = { calls: 0, micros: 0, rejected: 0, failed: 0, latency: undefined };
      this.byCommand.set(command, stats);
    }
    return stats;
  }

  /** Counts a command that ran. */
  count({ command, now }: Call, failed: boolean): void {
    this.rate.note(now, this.commands);
    const stats = this.of(command);
    stats.calls++;
    if (failed) stats.failed++;
    this.commands++;
  }

  /** Counts the time of a command that was measured by itself, in microseconds. */
  time(call: Call, duration: number): void {
    const { command } = call;
    this.addTime(this.of(command), duration);
    const { latency, slowlog } = this;
    if (latency.threshold > 0) {
      latency.note(command.fast ? 'fast-command' : 'command', duration, call.now);
    }
    if (duration >= slowlog.threshold && slowlog.threshold >= 0) slowlog.note(call, duration);
  }

  /** Adds the time of one command, in microseconds. */
  addTime(stats: CommandStats, duration: number): void {
    stats.micros += duration;
    if (!this.latency.tracking) return;
    stats.latency ??= new Histogram();
    stats.latency.add(duration);
  }

  /** Counts a command that was refused before it ran. */
  reject(command: Command | undefined, refusal: ErrorReply): void {
    if (command) this.of(command).rejected++;
    this.countError(refusal);
  }

  /** Counts an error reply by its code, as INFO errorstats shows it. */
  countError(error: ErrorReply): void {
    const code = error.text.split(' ', 1)[0] ?? 'ERR';
    this.errors.set(code, (this.errors.get(code) ?? 0) + 1);
  }

  /** CONFIG RESETSTAT. */
  reset(): void {
    this.byCommand.clear();
    this.errors.clear();
    this.commands = 0;
    this.connections = 0;
    this.rate.reset();
  }
}
