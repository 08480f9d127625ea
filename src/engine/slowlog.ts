/** SLOWLOG: the last commands that took longer than a threshold. Sizes are the reference's: long entries are cut. */
import type { Call } from './call.ts';
import { redact } from './redact.ts';

export interface SlowEntry {
  readonly id: number;
  /** Seconds since the epoch, on the engine's clock. */
  readonly at: number;
  /** Microseconds. */
  readonly duration: number;
  readonly argv: readonly string[];
  readonly addr: string;
  readonly name: string;
}

const MAX_ARGUMENTS = 32;
const MAX_BYTES = 128;

export class SlowLog {
  /** Microseconds; negative switches the log off. */
  threshold = 10_000;
  private limit = 128;
  private nextId = 0;
  /** Newest first. */
  entries: SlowEntry[] = [];

  get maxLength(): number {
    return this.limit;
  }
  set maxLength(value: number) {
    this.limit = value;
    this.entries.length = Math.min(this.entries.length, value);
  }

  /** Adds a command that took `duration` microseconds, where that is long enough. */
  note(call: Call, duration: number): void {
    if (this.threshold < 0 || duration < this.threshold || call.command.flags.includes('skip_slowlog'))
      return;
    const { client } = call;
    this.entries.unshift({
      id: this.nextId++,
      at: Math.floor(call.now / 1000),
      duration: Math.round(duration),
      argv: shorten(redact(call.command, call.argv)),
      addr: client.addr,
      name: client.name,
    });
    if (this.entries.length > this.limit) this.entries.length = this.limit;
  }
}

function shorten(argv: readonly string[]): string[] {
  const shown = argv.length > MAX_ARGUMENTS ? argv.slice(0, MAX_ARGUMENTS - 1) : argv;
  const words = shown.map((word) =>
    word.length > MAX_BYTES ? `${word.slice(0, MAX_BYTES)}... (${word.length - MAX_BYTES} more bytes)` : word,
  );
  if (shown.length < argv.length) words.push(`... (${argv.length - shown.length} more arguments)`);
  return words;
}
