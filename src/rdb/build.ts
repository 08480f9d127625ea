/**
 * Makes the engine's values out of what a file holds. Encodings follow the present limits and not what the file had, as
 * the reference does when it loads. An element that comes twice is damage.
 */
import { Hash } from '../engine/values/hash.ts';
import { List } from '../engine/values/list.ts';
import { SetValue } from '../engine/values/set.ts';
import { SortedSet } from '../engine/values/sorted-set.ts';
import { encodeString } from '../engine/values/string.ts';
import type { Collection, Limits, StringValue } from '../engine/values/value.ts';
import type { ByteReader } from './byte-reader.ts';

export function stringValue(text: string): StringValue {
  return encodeString(text);
}

export class ListBuilder {
  private readonly list = new List();
  private readonly limits: Limits;

  constructor(limits: Limits) {
    this.limits = limits;
  }

  add(element: string): void {
    this.list.pushRight(element);
  }

  addAll(elements: readonly string[]): this {
    for (const element of elements) this.list.pushRight(element);
    return this;
  }

  /** The list, or undefined where it is empty. */
  finish(): Collection | undefined {
    this.list.makeRoom(this.limits.listMaxListpackSize, 0, 0);
    return this.list.size > 0 ? this.list : undefined;
  }
}

export class SetBuilder {
  private readonly set: SetValue;
  private readonly limits: Limits;
  private readonly reader: ByteReader;

  /** `count` members are to come; `listpack`: the file kept them as one. */
  constructor(limits: Limits, reader: ByteReader, count: number, listpack: boolean) {
    this.limits = limits;
    this.reader = reader;
    const most = listpack ? limits.setMaxListpackEntries : limits.setMaxIntsetEntries;
    this.set = new SetValue(count > most ? 'hashtable' : listpack ? 'listpack' : 'intset');
  }

  add(member: string): void {
    if (!this.set.add(member, this.limits)) this.reader.fail('a set has a member twice');
  }

  finish(): Collection | undefined {
    return this.set.size > 0 ? this.set : undefined;
  }
}

export class ZsetBuilder {
  private readonly set = new SortedSet();
  private readonly limits: Limits;

  constructor(limits: Limits) {
    this.limits = limits;
  }

  add(member: string, score: number, reader: ByteReader): void {
    if (Number.isNaN(score)) reader.fail('a score is not a number');
    if (this.set.has(member)) reader.fail('a sorted set has a member twice');
    this.set.insert(member, score, this.limits);
  }

  finish(): Collection | undefined {
    return this.set.size > 0 ? this.set : undefined;
  }
}

export class HashBuilder {
  private readonly hash = new Hash();
  private readonly limits: Limits;

  /** `expiring`: the file kept it in a form that has room for TTLs. */
  constructor(limits: Limits, expiring: boolean) {
    this.limits = limits;
    if (expiring) this.hash.allowExpiry();
  }

  /** `expireAt` is ms since the epoch or -1. */
  add(field: string, value: string, expireAt: number, reader: ByteReader): void {
    if (!this.hash.set(field, value, this.limits)) reader.fail('a hash has a field twice');
    if (expireAt >= 0) this.hash.setExpiry(field, expireAt);
  }

  finish(): Collection | undefined {
    return this.hash.size > 0 ? this.hash : undefined;
  }
}
