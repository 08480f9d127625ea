/**
 * The one door to what is kept. A store holds a snapshot (an RDB file) and a log (an AOF: commands in RESP), both in
 * chunks. The log holds exactly what was appended after the snapshot was begun; nothing outside this folder knows how a
 * store does it.
 */

/** `relaxed`: handed to the platform, a power cut may lose it. `strict`: on disk when the promise resolves. */
export type Durability = 'relaxed' | 'strict';

/** Which half of what is kept. */
export type Part = 'snapshot' | 'log';

/** What a store gives back. Chunk borders mean nothing; offsets count bytes from the start of the part. */
export interface Stored {
  /** The RDB bytes, or undefined where no snapshot was made yet. */
  readonly snapshot: AsyncIterable<Uint8Array> | undefined;
  /** The AOF bytes since then. */
  readonly log: AsyncIterable<Uint8Array>;
  readonly snapshotBytes: number;
  readonly logBytes: number;
  /** What the snapshot gives was held against sums of the store's own, so the one at the end of the file tells nothing new. */
  readonly verified: boolean;
  /** Parts that could not be read and were set aside while loading, before anything was given back. */
  readonly damage: readonly Damage[];
}

/** Something that could not be read. */
export interface Damage {
  readonly part: Part;
  /** Byte offset from the start of the part. */
  readonly offset: number;
  /** What is wrong, for the person. */
  readonly reason: string;
  /** The id of what was set aside (see `Store.asides`), where that was done. */
  readonly aside?: number;
}

/** Thrown by the chunks of `Stored` where a record cannot be read. What came before it is good. */
export class StoreDamage extends Error {
  override readonly name = 'StoreDamage';
  readonly part: Part;
  readonly offset: number;
  constructor(part: Part, offset: number, reason: string) {
    super(reason);
    this.part = part;
    this.offset = offset;
  }
}

/** Rejects writes of a store of which the browser took the ground away; its next checkpoint begins it anew. */
export class StoreCleared extends Error {
  override readonly name = 'StoreCleared';
  constructor() {
    super('the browser cleared its storage');
  }
}

/** Bytes that could not be read, kept for the person to download. */
export interface Aside {
  readonly id: number;
  readonly part: Part;
  readonly reason: string;
  /** ms since the epoch. */
  readonly at: number;
  readonly bytes: number;
}

export interface Store {
  readonly kind: 'indexeddb' | 'memory' | 'files';
  /** Bytes of the last complete snapshot and of the log since. */
  readonly snapshotBytes: number;
  readonly logBytes: number;
  /** Called when the browser takes the ground away, whether or not anything is being written. */
  onCleared?: (() => void) | undefined;

  /**
   * Becomes the one that writes: from here on, writes of whoever claimed before reject and change nothing, even those that
   * are on their way. A lock keeps two writers apart as long as both live well; this also holds for one that hung, lost
   * its lock, and goes on.
   */
  claim(): Promise<void>;
  /** Reads what is kept. Call it once, before the first append. */
  load(): Promise<Stored>;
  /** Adds whole commands to the end of the log. Appends land in the order of the calls. */
  append(commands: Uint8Array, durability?: Durability): Promise<void>;
  /** Resolves when everything appended so far is on disk. */
  sync(): Promise<void>;
  /**
   * Replaces the snapshot, and that part of the log which had been appended before this call, in one step: after a
   * crash there is either the old state or the new one. Appends made meanwhile stay in the log. Where `snapshot` throws,
   * nothing has changed. Resolves with the number of bytes of the snapshot.
   */
  checkpoint(snapshot: AsyncIterable<Uint8Array>): Promise<number>;
  /** Takes the snapshot, or the log from byte `offset` on, out of what is kept and sets it aside, in one step. */
  setAside(part: Part, offset: number, reason: string): Promise<number>;
  /** What was set aside, oldest first. It stays until the person deletes it. */
  asides(): Promise<Aside[]>;
  readAside(id: number): Promise<Uint8Array[]>;
  deleteAside(id: number): Promise<void>;
  /** Ends the use of the store; calls after it reject. What was appended is finished first. */
  close(): Promise<void>;
}
