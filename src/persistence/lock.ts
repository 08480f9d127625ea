/**
 * One writer for each playground, by Web Locks. The browser gives the lock back when its holder's tab or worker goes,
 * however it goes, so nothing is ever left locked.
 */

/** A held lock. */
export interface WriterLock {
  /** Resolves when another tab took the lock over. */
  readonly lost: Promise<void>;
  release(): void;
}

/** `ifAvailable`: undefined at once where another holds it. `wait`: when it is free. `steal`: now; the holder is told. */
export type LockMode = 'ifAvailable' | 'wait' | 'steal';

/** Asks to be the one writer of the playground `id`. Rejects where the browser has no Web Locks. */
export function acquireWriter(
  id: string,
  mode: LockMode,
  locks: LockManager | undefined = globalThis.navigator?.locks,
): Promise<WriterLock | undefined> {
  if (!locks) return Promise.reject(new Error('this browser has no Web Locks'));
  return new Promise((resolve, reject) => {
    let release = () => {};
    let lose = () => {};
    const held = new Promise<void>((done) => {
      release = done;
    });
    const lost = new Promise<void>((done) => {
      lose = done;
    });
    let granted = false;
    const options = { ifAvailable: mode === 'ifAvailable', steal: mode === 'steal' };
    locks
      .request(`keyglass-writer/${id}`, options, (lock) => {
        if (!lock) {
          resolve(undefined);
          return undefined;
        }
        granted = true;
        resolve({ lost, release });
        return held;
      })
      // A stolen lock rejects the request of its holder.
      .catch((error: unknown) => (granted ? lose() : reject(error)));
  });
}

/**
 * Does `work` under a lock that keeps nobody out. A page that holds one is ended when it is left; else Firefox may freeze it for
 * the way back in the midst of making a database, and whoever opens that database next waits for it without end.
 */
export function whileAwake<T>(
  work: () => Promise<T>,
  locks: LockManager | undefined = globalThis.navigator?.locks,
): Promise<T> {
  return locks ? locks.request<Promise<T>>('keyglass-opening', { mode: 'shared' }, work) : work();
}
