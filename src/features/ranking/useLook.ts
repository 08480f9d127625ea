/** The last look at a ranking; it outlives the panel, so that one sees what moved while one was elsewhere. */
import { useCallback, useEffect, useReducer } from 'react';
import { usePlayground, usePlaygroundStore } from '../../client/provider.tsx';
import type { PlaygroundStore } from '../../client/state.ts';
import type { RankingProjection } from '../../protocol/views.ts';
import { type Look, learn, look as lookAt } from './changes.ts';

/** By store, then by playground, database and key. */
const looks = new WeakMap<object, Map<string, Look>>();

export function useLook(ranking: RankingProjection | undefined, fromBottom: boolean) {
  const store: object & { getState(): PlaygroundStore } = usePlaygroundStore();
  const place = usePlayground((state) => `${state.playground?.id}/${state.db}/`);
  const [, render] = useReducer((count: number) => count + 1, 0);
  const id = place + (ranking?.key ?? '');

  let known = looks.get(store);
  if (!known) looks.set(store, (known = new Map()));
  const memory = known;

  const present = ranking?.exists ? ranking : undefined;
  useEffect(() => {
    if (!present) return;
    const before = memory.get(id);
    const after = before ? learn(before, present, fromBottom) : lookAt(present, fromBottom);
    if (after === before) return;
    memory.set(id, after);
    render();
  }, [present, fromBottom, id, memory]);

  const seen = useCallback(() => {
    if (present) memory.set(id, lookAt(present, fromBottom));
    render();
  }, [present, fromBottom, id, memory]);
  return { look: memory.get(id), seen };
}
