/**
 * Which folders are open. A small keyspace opens by itself, so that one sees what happens; a large one waits for the
 * person. What the person closed stays closed.
 */
import { useCallback, useEffect, useMemo, useState } from 'react';
import { usePlayground } from '../../client/provider.tsx';
import type { KeysProjection } from '../../protocol/views.ts';

/** Up to so many keys, folders open by themselves. */
const SMALL = 60;

export interface Folders {
  readonly expanded: readonly string[];
  set(path: string, open: boolean): void;
  expandAll(): void;
  collapseAll(): void;
  /** Looks at a projection for folders that should open by themselves. */
  offer(projection: KeysProjection): void;
}

export function useFolders(db: number): Folders {
  const playground = usePlayground((state) => state.playground?.id);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [all, setAll] = useState(false);

  const place = `${playground}/${db}`;
  useEffect(() => {
    if (place === '') return;
    setOpen(new Set());
    setClosed(new Set());
    setAll(false);
  }, [place]);

  const set = useCallback((path: string, wanted: boolean) => {
    setOpen((before) => changed(before, path, wanted));
    setClosed((before) => changed(before, path, !wanted));
  }, []);
  const offer = useCallback(
    ({ rows, matched, counting }: KeysProjection) => {
      if (!all && (counting || matched > SMALL)) return;
      const found = rows.filter((row) => row.kind === 'folder' && !row.expanded && !closed.has(row.path));
      if (found.length === 0) return;
      setOpen(
        (before) => new Set([...before, ...found.map((row) => (row.kind === 'folder' ? row.path : ''))]),
      );
    },
    [all, closed],
  );
  const expandAll = useCallback(() => {
    setClosed(new Set());
    setAll(true);
  }, []);
  const collapseAll = useCallback(() => {
    setAll(false);
    setOpen((before) => {
      setClosed((shut) => new Set([...shut, ...before]));
      return new Set();
    });
  }, []);

  return useMemo(
    () => ({ expanded: [...open], set, offer, expandAll, collapseAll }),
    [open, set, offer, expandAll, collapseAll],
  );
}

function changed(set: ReadonlySet<string>, path: string, there: boolean): ReadonlySet<string> {
  if (set.has(path) === there) return set;
  const next = new Set(set);
  if (there) next.add(path);
  else next.delete(path);
  return next;
}
