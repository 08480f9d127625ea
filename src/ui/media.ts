/** Media queries as values. */
import { useCallback, useSyncExternalStore } from 'react';

export function useMediaQuery(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const list = matchMedia(query);
      list.addEventListener('change', listener);
      return () => list.removeEventListener('change', listener);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches);
}

/** Where the system replaces the page's colours by a few of the person's own. */
export const FORCED_COLOURS = '(forced-colors: active)';

/** Below this width the page shows one panel at a time. The stylesheets repeat the number. */
export const usePhone = () => useMediaQuery('(max-width: 719.98px)');
export const useReducedMotion = () => useMediaQuery('(prefers-reduced-motion: reduce)');
