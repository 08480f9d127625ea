/**
 * What a database is rebuilt from when its worker had to be ended: the newest copy of it, and the texts that have run since
 * and may have changed it. A copy is exact; texts run again give other times and random numbers. So a copy is made whenever
 * there is nothing else to do, and the texts only bridge the time until then.
 */
import type { SqlEntry } from './messages.ts';
import type { SqlResult } from './types.ts';

/** Texts that are kept, and their size in characters. */
const MAX_TEXTS = 2000;
const MAX_SIZE = 4 * 1024 * 1024;
/** A larger copy is not kept, for the sake of the page's memory. */
const MAX_COPY = 64 * 1024 * 1024;

const READS = /^(SELECT|SHOW|EXPLAIN|FETCH|CLOSE|LISTEN|NOTIFY)\b/;
/** Postgres itself sees to it that nothing changes there. */
const READ_ONLY = /^\s*SET TRANSACTION READ ONLY\s*;/i;
/** What changes something though its tag says SELECT. */
const CHANGES = /\b(into|nextval|setval|set_config|setseed|lo_\w+)\b/i;

export class Journal {
  private copy: Blob | undefined;
  private entries: SqlEntry[] = [];
  private size = 0;
  private lost = false;
  /** Functions of the person's own may change data inside a SELECT. */
  private functions = false;

  /** What a new worker starts from. `whole` is false where more has run than could be kept. */
  get source(): { files: Blob | undefined; replay: readonly SqlEntry[]; whole: boolean } {
    return { files: this.copy, replay: this.entries, whole: !this.lost };
  }

  /** Texts that have run since the newest copy, so that a further copy has a use. */
  get pending(): boolean {
    return this.entries.length > 0 || this.lost;
  }

  add(entry: SqlEntry, result: SqlResult): void {
    if (!this.counts(entry, result)) return;
    this.size += entry.text.length + JSON.stringify(entry.params, printable).length;
    if (this.entries.length >= MAX_TEXTS || this.size > MAX_SIZE) this.lost = true;
    else this.entries.push(entry);
  }

  /** The open transaction has come to nothing. */
  rolledBack(): void {
    this.entries.push({ text: 'ROLLBACK', params: [] });
  }

  /** Takes a copy of the database as it is now. */
  copied(copy: Blob): void {
    if (copy.size > MAX_COPY) return;
    this.copy = copy;
    this.entries = [];
    this.size = 0;
    this.lost = false;
  }

  /** The database is empty. */
  clear(): void {
    this.copy = undefined;
    this.entries = [];
    this.size = 0;
    this.lost = false;
    this.functions = false;
  }

  private counts({ text }: SqlEntry, { sets, error, transaction }: SqlResult): boolean {
    // Inside a transaction, what failed decides what the COMMIT does.
    if (transaction !== 'I') return true;
    if ((error && sets.length === 0) || READ_ONLY.test(text)) return false;
    if (sets.some(({ tag }) => /^(CREATE (FUNCTION|PROCEDURE|RULE)|DO)$/.test(tag))) this.functions = true;
    return this.functions || CHANGES.test(text) || sets.some(({ tag }) => !READS.test(tag));
  }
}

/** JSON has no bigint. */
const printable = (_name: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value);
