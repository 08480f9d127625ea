/**
 * Where bytes are when a server stops. A write of a command goes through four places:
 *
 * 1. The memory of the process. It is gone with the process, however it ends.
 * 2. The cache of the operating system, once the server has called `write`. It outlives the process, and dies with the
 *    machine's power. The reference hands its log over before it sends the replies of a turn, so a command that was
 *    acknowledged has got this far: with a log, killing the process loses nothing that was acknowledged.
 * 3. The disk, once `fsync` has returned, or once the system has written its cache out by itself. `appendfsync` says who
 *    waits for that: `always` syncs before the replies go out; `everysec` syncs when the last sync began a second ago or
 *    longer, and replies do not wait; `no` leaves it to the system, which writes out what is thirty seconds old (Linux:
 *    `dirty_expire_centisecs`).
 * 4. A snapshot. It holds the state of the moment at which it began, and counts when its file is complete, synced and
 *    renamed; until then the one before it counts. It is made at save points only, and by SAVE and BGSAVE.
 *
 * The lab does not measure a machine, it plays one, slow enough to watch: handing a command over takes 10 ms, a sync
 * 20 ms, a snapshot 200 ms, and in the midst of it as many bytes have arrived as there was time for. So a crash can tear a
 * command in two, and recovery cuts such a tail off. The bytes are those of the real formats.
 *
 * Sources: the reference's `aof.c` (`flushAppendOnlyFile`) and `rdb.c`, and its documentation of persistence.
 */

/** ms. */
export const WRITE_MS = 10;
export const SYNC_MS = 20;
export const SNAPSHOT_MS = 200;
const EVERY_MS = 1000;
const SYSTEM_MS = 30_000;

/** Bytes [from, to) of the log on their way to the operating system. */
export interface Write {
  /** When it begins; it takes `WRITE_MS`. */
  readonly start: number;
  readonly from: number;
  readonly to: number;
}

/** Bytes [from, to) of the log on their way to the disk. */
export interface Sync {
  readonly start: number;
  readonly done: number;
  readonly from: number;
  readonly to: number;
}

export type Fsync = 'no' | 'everysec' | 'always';

/** How many bytes of the log the operating system has at a moment. */
export function systemBytes(writes: readonly Write[], at: number): number {
  let bytes = 0;
  for (const { start, from, to } of writes) {
    if (start >= at) break;
    bytes = from + arrived(to - from, at - start, WRITE_MS);
  }
  return bytes;
}

/** The syncs that a policy makes of these writes. */
export function syncsOf(writes: readonly Write[], fsync: Fsync): Sync[] {
  const syncs: Sync[] = [];
  let last = 0;
  for (let i = 0; i < writes.length; i++) {
    const { start: began, from, to } = writes[i] as Write;
    const written = began + WRITE_MS;
    if (fsync === 'always') syncs.push({ start: written, done: written + SYNC_MS, from, to });
    else if (fsync === 'no') syncs.push({ start: written + SYSTEM_MS, done: written + SYSTEM_MS, from, to });
    else {
      const start = Math.max(written, last + EVERY_MS);
      let end = to;
      // What was handed over until then goes with it.
      for (let next = writes[i + 1]; next && next.start + WRITE_MS <= start; next = writes[i + 1]) {
        end = next.to;
        i++;
      }
      syncs.push({ start, done: start + SYNC_MS, from, to: end });
      last = start;
    }
  }
  return syncs;
}

/** How many bytes of the log are on the disk at a moment. */
export function diskBytes(syncs: readonly Sync[], at: number): number {
  let bytes = 0;
  for (const { start, done, from, to } of syncs) {
    if (start >= at && done > at) break;
    bytes = from + arrived(to - from, at - start, done - start);
  }
  return bytes;
}

function arrived(bytes: number, passed: number, needed: number): number {
  return needed === 0 || passed >= needed ? bytes : Math.floor((bytes * passed) / needed);
}
