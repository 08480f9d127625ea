/** The live view of the keyspace with what is about to leave it. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { usePlayground, useView } from '../../client/provider.tsx';
import type { KeysProjection, KeysSpec } from '../../protocol/views.ts';
import { fade, type Shown, STAY_MS, show } from './rows.ts';

export function useKeys(spec: Omit<KeysSpec, 'kind'>): Shown | undefined {
  const [shown, setShown] = useState<Shown>();
  const playground = usePlayground((state) => state.playground?.id);
  const place = `${playground}/${spec.db}`;
  const shownPlace = useRef(place);

  const listen = useCallback(
    (projection: KeysProjection) => {
      // Another database or playground: what was there before did not leave, it was put aside.
      const same = shownPlace.current === place;
      shownPlace.current = place;
      const now = performance.now();
      setShown((before) => show(same ? before : undefined, projection, now));
    },
    [place],
  );
  const latest = useView({ kind: 'keys', ...spec }, listen);

  const fading = shown !== undefined && (shown.ghosts.length > 0 || shown.marks.size > 0);
  useEffect(() => {
    if (!fading) return;
    const timer = setInterval(
      () => setShown((before) => before && fade(before, performance.now())),
      STAY_MS / 6,
    );
    return () => clearInterval(timer);
  }, [fading]);

  return latest ? shown : undefined;
}
