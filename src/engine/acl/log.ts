/** What was refused and to whom; the same thing within a minute counts once more instead of taking a new place. */
export interface Refusal {
  readonly reason: 'command' | 'key' | 'channel' | 'auth';
  readonly context: 'toplevel' | 'multi' | 'lua';
  readonly object: string;
  readonly user: string;
  /** The client in the format of CLIENT LIST. */
  readonly client: string;
  /** ms since the epoch. */
  readonly at: number;
}

export interface LogEntry extends Refusal {
  readonly id: number;
  readonly count: number;
  readonly createdAt: number;
}

const SAME_WITHIN_MS = 60_000;
/** How far back a repetition is looked for. */
const LOOK_BACK = 10;

export class AccessLog {
  /** Newest first. */
  entries: LogEntry[] = [];
  /** How often anything was refused, by reason; also what the log has no place for. */
  readonly refused = { command: 0, key: 0, channel: 0, auth: 0 };
  private limit = 128;
  private nextId = 0;

  get maxLength(): number {
    return this.limit;
  }
  set maxLength(value: number) {
    this.limit = value;
    this.entries.length = Math.min(this.entries.length, value);
  }

  add(refusal: Refusal): void {
    this.refused[refusal.reason]++;
    const at = this.entries.slice(0, LOOK_BACK).findIndex((entry) => same(entry, refusal));
    const known = this.entries[at];
    if (known) {
      this.entries.splice(at, 1);
      this.entries.unshift({ ...known, ...refusal, count: known.count + 1 });
      return;
    }
    this.entries.unshift({ ...refusal, id: this.nextId++, count: 1, createdAt: refusal.at });
    if (this.entries.length > this.limit) this.entries.length = this.limit;
  }
}

const same = (a: Refusal, b: Refusal): boolean =>
  a.reason === b.reason &&
  a.context === b.context &&
  a.object === b.object &&
  a.user === b.user &&
  Math.abs(b.at - a.at) <= SAME_WITHIN_MS;
