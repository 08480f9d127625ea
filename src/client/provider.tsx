/** React's access to a playground: a page can hold several, each below its own provider. */
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { type StoreApi, useStore } from 'zustand';
import type { ProjectionOf, ViewSpec } from '../protocol/views.ts';
import type { ViewHandle } from './connection.ts';
import type { PlaygroundActions, PlaygroundStore } from './state.ts';

const PlaygroundContext = createContext<StoreApi<PlaygroundStore> | undefined>(undefined);

export function PlaygroundProvider({
  store,
  children,
}: {
  store: StoreApi<PlaygroundStore>;
  children: ReactNode;
}) {
  return <PlaygroundContext value={store}>{children}</PlaygroundContext>;
}

/** The store itself, for code that reads it outside rendering. */
export function usePlaygroundStore(): StoreApi<PlaygroundStore> {
  const store = useContext(PlaygroundContext);
  if (!store) throw new Error('No PlaygroundProvider above this component.');
  return store;
}

/** A part of the playground's state; renders again when it changes. */
export function usePlayground<T>(selector: (state: PlaygroundStore) => T): T {
  return useStore(usePlaygroundStore(), selector);
}

export function useActions(): PlaygroundActions {
  return usePlayground((state) => state.actions);
}

/**
 * Watches a view for as long as the component is mounted. `spec` may change at every render; undefined watches nothing.
 * Returns the latest projection. `listener` hears every one, also those that come too fast to be rendered; it may be
 * new at every render.
 */
export function useView<S extends ViewSpec>(
  spec: S | undefined,
  listener?: (projection: ProjectionOf<S>) => void,
): ProjectionOf<S> | undefined {
  const actions = useActions();
  const ready = usePlayground((state) => state.status === 'ready');
  const playground = usePlayground((state) => state.playground?.id);
  const [projection, setProjection] = useState<ProjectionOf<S>>();
  const handle = useRef<ViewHandle<S>>(undefined);
  const text = spec && JSON.stringify(spec);
  const current = useMemo<S | undefined>(() => (text === undefined ? undefined : JSON.parse(text)), [text]);
  const latest = useRef(current);
  const watching = ready && current !== undefined;
  const heard = useRef(listener);
  useEffect(() => {
    heard.current = listener;
  });

  // Declared before the opening effect, so that a view opens with the newest spec.
  useEffect(() => {
    latest.current = current;
    if (current !== undefined) handle.current?.update(current);
  }, [current]);

  useEffect(() => {
    setProjection(undefined);
    const first = latest.current;
    if (!watching || playground === undefined || first === undefined) return;
    const opened = actions.watch(first, (next) => {
      heard.current?.(next);
      setProjection(next);
    });
    handle.current = opened;
    return () => {
      handle.current = undefined;
      opened.close();
    };
  }, [actions, watching, playground]);

  return projection;
}
