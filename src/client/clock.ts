/** The engine's time for components. */
import { useCallback } from 'react';
import { engineNow } from './engine-time.ts';
import { usePlaygroundStore } from './provider.tsx';

export { engineNow };

/** A function that tells the engine's time whenever it is called; it stays the same from render to render. */
export function useEngineNow(): () => number {
  const store = usePlaygroundStore();
  return useCallback(() => engineNow(store.getState().clock), [store]);
}
