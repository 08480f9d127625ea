/** Parts of the state that change by the hundred, for components that show a frame's worth of them at a time. */
import { useEffect, useState } from 'react';
import { usePlaygroundStore } from './provider.tsx';
import type { PlaygroundStore } from './state.ts';

/**
 * As `usePlayground`, but renders at most once a frame however often the part changes. `selector` must stay the same
 * from render to render as long as it selects the same.
 */
export function useCalmPlayground<T>(selector: (state: PlaygroundStore) => T): T {
  const store = usePlaygroundStore();
  const [value, setValue] = useState(() => selector(store.getState()));
  useEffect(() => {
    let frame = 0;
    const read = () => {
      frame = 0;
      const next = selector(store.getState());
      setValue(() => next);
    };
    read();
    const unsubscribe = store.subscribe(() => {
      frame ||= requestAnimationFrame(read);
    });
    return () => {
      cancelAnimationFrame(frame);
      unsubscribe();
    };
  }, [store, selector]);
  return value;
}
