/** Waiting on the playground's clock. */
import type { StoreApi } from 'zustand';
import type { ClockState } from '../protocol/messages.ts';
import { engineNow } from './engine-time.ts';

type ClockStore = Pick<StoreApi<{ readonly clock: ClockState }>, 'getState' | 'subscribe'>;

/** Longest delay that a browser's timer takes. */
const MAX_DELAY = 2 ** 31 - 1;

/** Engine times at which waits end, by the playground that they belong to. */
const waits = new WeakMap<ClockStore['getState'], number[]>();

/** The engine time at which the next wait of a playground ends; undefined where nobody waits. */
export function nextWait({ getState }: Pick<ClockStore, 'getState'>): number | undefined {
  const until = waits.get(getState);
  return until && until.length > 0 ? Math.min(...until) : undefined;
}

/** Resolves `ms` of engine time from now, however often the clock is paused, stepped or sped up, or on abort. */
export function waitOnClock(store: ClockStore, ms: number, signal: AbortSignal): Promise<void> {
  const until = engineNow(store.getState().clock) + ms;
  const waiting = waits.get(store.getState) ?? [];
  waits.set(store.getState, waiting);
  waiting.push(until);
  return new Promise((resolve) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const check = () => {
      clearTimeout(timer);
      const { clock } = store.getState();
      const left = until - engineNow(clock);
      if (signal.aborted || left <= 0) {
        unsubscribe();
        waiting.splice(waiting.indexOf(until), 1);
        signal.removeEventListener('abort', check);
        resolve();
      } else if (!clock.paused) timer = setTimeout(check, Math.min(MAX_DELAY, Math.ceil(left / clock.speed)));
    };
    const unsubscribe = store.subscribe((state, before) => {
      if (state.clock !== before.clock) check();
    });
    signal.addEventListener('abort', check);
    check();
  });
}
