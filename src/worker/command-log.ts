/** The feed of commands for the log panel: bounded, so that a million commands do not become a million messages. */
import type { CommandRecord } from '../engine/engine.ts';
import type { RefusedRecord } from '../engine/observer.ts';
import { NO_REPLY, type Reply } from '../engine/reply.ts';
import type { LogEntry } from '../protocol/messages.ts';

/** Entries kept between two posts; the newest win. */
const MAX_BETWEEN_POSTS = 400;
/** The same where somebody counts them. */
const MAX_FOLLOWED = 20_000;
const LEVELS = ['debug', 'verbose', 'notice', 'warning'] as const;
const MAX_ITEMS = 12;
const MAX_TEXT = 256;

export class CommandLog {
  private records: { record: CommandRecord; lane: string; seq: number }[] = [];
  /** Of the newest entry. */
  seq = 0;
  private dropped = 0;
  /** Somebody counts the commands: leave out none, as long as the page keeps up at all. */
  followAll = false;

  private get most(): number {
    return this.followAll ? MAX_FOLLOWED : MAX_BETWEEN_POSTS;
  }

  /** Commands that were refused, where somebody follows all. */
  private refusals: LogEntry[] = [];

  private said: LogEntry[] = [];

  get pending(): boolean {
    return this.records.length > 0 || this.refusals.length > 0 || this.said.length > 0;
  }

  add(record: CommandRecord, lane: string): void {
    this.seq++;
    const { most } = this;
    if (this.records.length >= most * 2) {
      this.dropped += most;
      this.records.splice(0, most);
    }
    this.records.push({ record, lane, seq: this.seq });
  }

  /** Notes a command that was refused; the log proper does not show it. */
  refuse(record: RefusedRecord, lane: string): void {
    if (!this.followAll || this.refusals.length >= MAX_FOLLOWED) return;
    this.refusals.push(toEntry({ ...record, duration: 0, origin: 'plain' }, lane, ++this.seq));
  }

  /** Notes what a script said by redis.log: level 0 debug, 1 verbose, 2 notice, 3 warning. */
  say(level: number, text: string, lane: string, db: number, at: number): void {
    if (this.said.length >= MAX_BETWEEN_POSTS) this.said.shift();
    this.said.push({
      seq: ++this.seq,
      lane,
      db,
      argv: [shorten(text)],
      reply: NO_REPLY,
      replyCut: false,
      at,
      micros: -1,
      origin: 'log',
      level: LEVELS[level] ?? 'warning',
    });
  }

  takeSaid(): readonly LogEntry[] {
    const { said } = this;
    this.said = [];
    return said;
  }

  takeRefused(): readonly LogEntry[] {
    const { refusals } = this;
    this.refusals = [];
    return refusals;
  }

  /** What came since the last call, and how many entries were left out. */
  take(): { entries: LogEntry[]; dropped: number } {
    const extra = Math.max(0, this.records.length - this.most);
    const entries = this.records.slice(extra).map(({ record, lane, seq }) => toEntry(record, lane, seq));
    const dropped = this.dropped + extra;
    this.records = [];
    this.dropped = 0;
    return { entries, dropped };
  }
}

function toEntry(record: Omit<CommandRecord, 'command'>, lane: string, seq: number): LogEntry {
  const { argv, reply, db, at, duration, origin } = record;
  const cut = { value: false };
  return {
    seq,
    lane,
    db,
    argv: argv.length > 40 ? argv.slice(0, 40).map(shorten) : argv.map(shorten),
    reply: trim(reply, cut),
    replyCut: cut.value,
    at,
    micros: duration,
    origin,
  };
}

const shorten = (text: string): string => (text.length > MAX_TEXT ? text.slice(0, MAX_TEXT) : text);

/** A reply with long texts and arrays cut. */
function trim(reply: Reply, cut: { value: boolean }): Reply {
  if (typeof reply === 'string') {
    if (reply.length <= MAX_TEXT) return reply;
    cut.value = true;
    return reply.slice(0, MAX_TEXT);
  }
  if (Array.isArray(reply)) return trimItems(reply, cut);
  if (typeof reply !== 'object' || reply === null) return reply;
  const value = reply as Exclude<Reply, string | number | bigint | null | readonly Reply[]>;
  switch (value.kind) {
    case 'map':
      return { kind: 'map', entries: trimItems(value.entries, cut) };
    case 'set':
      return { kind: 'set', items: trimItems(value.items, cut) };
    case 'verbatim':
      if (value.text.length > MAX_TEXT) cut.value = true;
      return { ...value, text: shorten(value.text) };
    default:
      return value;
  }
}

function trimItems(items: readonly Reply[], cut: { value: boolean }): readonly Reply[] {
  if (items.length > MAX_ITEMS) cut.value = true;
  return items.slice(0, MAX_ITEMS).map((item) => trim(item, cut));
}
