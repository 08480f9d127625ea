/**
 * A hash: fields and values in parallel arrays, and from a certain size a Map from field to place. While it counts as a
 * listpack the arrays keep the order of insertion (with field TTLs: the order in which the fields end, those without one
 * last), as the reference's listpack does. As a hash table a removed field is replaced by the last one, which makes a
 * random pick one step and gives HSCAN its guarantee (see `database.ts`).
 */
import { Deadlines } from '../deadlines.ts';
import type { FrozenHash } from './frozen.ts';
import type { CollectionBase, Limits } from './value.ts';

/** Up to this many fields a look through the array is cheaper than a Map. */
const LINEAR = 12;

export class Hash implements CollectionBase {
  readonly type = 'hash';
  readonly fields: string[] = [];
  readonly values: string[] = [];
  /** Bytes of all fields and values together. */
  payload = 0;
  /** How many fields have a TTL. */
  expiring = 0;
  /** The earliest field deadline that the keyspace knows of; it keeps this. */
  trackedExpiry = Infinity;
  private table = false;
  private index: Map<string, number> | undefined;
  /** When each field ends, ms since the epoch or -1; undefined as long as no field ever had a TTL. */
  private deadlines: number[] | undefined;
  private heap: Deadlines<string> | undefined;

  get size(): number {
    return this.fields.length;
  }

  get encoding(): 'listpack' | 'listpackex' | 'hashtable' {
    if (this.table) return 'hashtable';
    return this.deadlines ? 'listpackex' : 'listpack';
  }

  copy(): Hash {
    const copy = new Hash();
    for (let i = 0; i < this.fields.length; i++)
      copy.append(this.fields[i] as string, this.values[i] as string);
    copy.table = this.table;
    if (this.deadlines) {
      copy.allowExpiry();
      copy.deadlines = this.deadlines.slice();
      copy.expiring = this.expiring;
      for (let i = 0; i < this.deadlines.length; i++) {
        const at = this.deadlines[i] as number;
        if (at >= 0) copy.heap?.add(at, this.fields[i] as string);
      }
    }
    return copy;
  }

  frozen(): FrozenHash {
    const { encoding, size, expiring, nextExpiry } = this;
    const deadlines = this.deadlines?.slice();
    return {
      type: 'hash',
      encoding,
      size,
      fields: this.fields.slice(),
      values: this.values.slice(),
      expiring,
      nextExpiry,
      expiryAt: (place) => deadlines?.[place] ?? -1,
    };
  }

  // ---- fields

  /** The place of `field` in `fields` and `values`, or -1. */
  find(field: string): number {
    if (this.index) return this.index.get(field) ?? -1;
    return this.fields.indexOf(field);
  }

  has(field: string): boolean {
    return this.find(field) >= 0;
  }

  get(field: string): string | undefined {
    const at = this.find(field);
    return at < 0 ? undefined : this.values[at];
  }

  /**
   * Before several fields are set at once: the reference judges the conversion by all of them, whether they are new or
   * not. `words` holds fields and values from `from` on.
   */
  makeRoom(words: readonly string[], from: number, limits: Limits): void {
    if (this.table) return;
    const { hashMaxListpackValue } = limits;
    if ((words.length - from) / 2 > limits.hashMaxListpackEntries) this.toTable();
    for (let i = from; i < words.length; i++) {
      if ((words[i] as string).length > hashMaxListpackValue) {
        this.toTable();
        return;
      }
    }
  }

  /** Sets a field and takes its TTL away, unless `keepTtl`. True where the field is new. */
  set(field: string, value: string, limits: Limits, keepTtl = false): boolean {
    if (!this.table) {
      const { hashMaxListpackValue } = limits;
      if (field.length > hashMaxListpackValue || value.length > hashMaxListpackValue) this.toTable();
    }
    const at = this.find(field);
    if (at >= 0) {
      this.payload += value.length - (this.values[at] as string).length;
      this.values[at] = value;
      if (this.deadlines && !keepTtl) this.setExpiry(field, -1);
      return false;
    }
    this.append(field, value);
    if (!this.table && this.fields.length > limits.hashMaxListpackEntries) this.toTable();
    return true;
  }

  /** Removes a field; false where it is not there. */
  delete(field: string): boolean {
    const at = this.find(field);
    if (at < 0) return false;
    const { fields, values, deadlines } = this;
    this.payload -= field.length + (values[at] as string).length;
    if (deadlines && (deadlines[at] as number) >= 0) this.expiring--;
    if (this.table) {
      this.index?.delete(field);
      const last = fields.length - 1;
      if (at !== last) {
        fields[at] = fields[last] as string;
        values[at] = values[last] as string;
        if (deadlines) deadlines[at] = deadlines[last] as number;
        this.index?.set(fields[at] as string, at);
      }
      fields.pop();
      values.pop();
      deadlines?.pop();
    } else {
      fields.splice(at, 1);
      values.splice(at, 1);
      deadlines?.splice(at, 1);
      this.renumber(field, at, fields.length);
    }
    return true;
  }

  private append(field: string, value: string): void {
    const { fields } = this;
    fields.push(field);
    this.values.push(value);
    this.deadlines?.push(-1);
    this.payload += field.length + value.length;
    if (this.index) this.index.set(field, fields.length - 1);
    else if (fields.length > LINEAR) this.index = new Map(fields.map((name, at) => [name, at]));
  }

  /** After the places from `from` up to `to` changed; `gone` is no longer there, or is set again with them. */
  private renumber(gone: string, from: number, to: number): void {
    const { index, fields } = this;
    if (!index) return;
    index.delete(gone);
    for (let i = from; i < to; i++) index.set(fields[i] as string, i);
  }

  private toTable(): void {
    this.table = true;
  }

  // ---- field TTLs

  /** Gets ready for field TTLs: a listpack turns into `listpackex` for good. */
  allowExpiry(): void {
    if (this.deadlines) return;
    this.deadlines = this.fields.map(() => -1);
    this.heap = new Deadlines((field, time) => this.expiryOf(field) === time);
  }

  /** When a field ends in ms since the epoch; -1 without TTL, -2 where there is no such field. */
  expiryOf(field: string): number {
    const at = this.find(field);
    if (at < 0) return -2;
    return this.deadlines?.[at] ?? -1;
  }

  /** The same for the field at a place. */
  expiryAt(place: number): number {
    return this.deadlines?.[place] ?? -1;
  }

  /** Sets or, with -1, takes away the TTL of a field that is there. */
  setExpiry(field: string, time: number): void {
    const from = this.find(field);
    const old = this.deadlines?.[from] ?? -1;
    if (from < 0 || old === time) return;
    this.allowExpiry();
    const { deadlines } = this;
    if (!deadlines) return;
    if (old >= 0) this.expiring--;
    if (time >= 0) {
      this.expiring++;
      this.heap?.add(time, field);
    }
    deadlines[from] = time;
    if (!this.table) this.moveByExpiry(from, time);
  }

  /** When the next field ends, ms since the epoch; Infinity for never. */
  get nextExpiry(): number {
    return this.expiring === 0 || !this.heap ? Infinity : this.heap.next();
  }

  /** Removes the next field that is due at `now` and returns its name, or undefined. */
  expire(now: number): string | undefined {
    const field = this.heap?.take(now);
    if (field !== undefined) this.delete(field);
    return field;
  }

  /** Keeps a listpack with TTLs in the order in which its fields end, those without a TTL last. */
  private moveByExpiry(from: number, time: number): void {
    const { fields, values, deadlines } = this;
    if (!deadlines) return;
    const field = fields.splice(from, 1)[0] as string;
    const value = values.splice(from, 1)[0] as string;
    deadlines.splice(from, 1);
    let to = fields.length;
    if (time >= 0) {
      to = deadlines.findIndex((other) => other < 0 || other > time);
      if (to < 0) to = fields.length;
    }
    fields.splice(to, 0, field);
    values.splice(to, 0, value);
    deadlines.splice(to, 0, time);
    this.renumber(field, Math.min(from, to), Math.max(from, to) + 1);
  }
}
