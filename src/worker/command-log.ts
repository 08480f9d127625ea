/** The feed of commands for the log panel: bounded, so that a million commands do not become a million messages. */
import type { CommandRecord } from '../engine/engine.ts';
import type { Reply } from '../engine/reply.ts';
import type { LogEntry } from '../protocol/messages.ts';

/** Entries kept between two posts; the newest win. */
const MAX_BETWEEN_POSTS = 400;
const MAX_ITEMS = 12;
const MAX_TEXT = 256;

export class CommandLog {
  private records: { record: CommandRecord; lane: string; seq: number }[] = [];
  private seq = 0;
  private dropped = 0;

  get pending(): boolean {
    return this.records.length > 0;
  }

  add(record: CommandRecord, lane: string): void {
    this.seq++;
    if (this.records.length >= MAX_BETWEEN_POSTS * 2) {
      this.dropped += MAX_BETWEEN_POSTS;
      this.records.splice(0, MAX_BETWEEN_POSTS);
    }
    this.records.push({ record, lane, seq: this.seq });
  }

  /** What came since the last call, and how many entries were left out. */
  take(): { entries: LogEntry[]; dropped: number } {
    const extra = Math.max(0, this.records.length - MAX_BETWEEN_POSTS);
    const entries = this.records.slice(extra).map(({ record, lane, seq }) => toEntry(record, lane, seq));
    const dropped = this.dropped + extra;
    this.records = [];
    this.dropped = 0;
    return { entries, dropped };
  }
}

function toEntry(record: CommandRecord, lane: string, seq: number): LogEntry {
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
