/** Brings to the front what a step wants to be looked at: a panel, a key, the consoles of its clients. */
import { useEffect } from 'react';
import { useActions, usePlaygroundStore } from '../../client/provider.tsx';
import type { LessonView } from '../../lessons/lesson.ts';
import { encodeText } from '../../resp/text.ts';
import { DOCK_TABS, type Layout, useLayout } from '../layout.ts';
import { onOpenLesson, openLesson } from './current.ts';

export function useLessonView(): void {
  const actions = useActions();
  const store = usePlaygroundStore();
  const [, change] = useLayout();
  useEffect(() => {
    let shown: string | undefined;
    let unsubscribe: (() => void) | undefined;
    function look() {
      const lesson = openLesson();
      if (!lesson) {
        shown = undefined;
        return;
      }
      const { lesson: read, step } = lesson.get();
      const place = `${lesson.playground} ${read.id} ${step}`;
      if (place === shown) return;
      shown = place;
      const { panel, key, clients = [] } = { ...read.view, ...read.steps[step]?.view };
      change(panelLayout(panel, key !== undefined));
      for (const lane of clients) actions.openLane(lane);
      store.setState(({ lanes }) => ({ lanes: inFront(lanes, clients) }));
      if (key !== undefined) actions.selectKey(encodeText(key));
    }
    const unwatch = onOpenLesson(() => {
      unsubscribe?.();
      unsubscribe = openLesson()?.subscribe(look);
      look();
    });
    return () => {
      unwatch();
      unsubscribe?.();
    };
  }, [actions, store, change]);
}

/** Clients with some of them first: there is room for two or three side by side. */
export const inFront = (lanes: readonly string[], first: readonly string[]): readonly string[] =>
  first.length === 0 ? lanes : [...first, ...lanes.filter((lane) => !first.includes(lane))];

/** A layout with a panel in front, and beside it the inspector for a key. One that this page does not have changes nothing. */
export function panelLayout(panel: LessonView['panel'], key: boolean): Partial<Layout> {
  if (panel === 'inspector' || panel === 'ranking') return { side: panel };
  const dock = DOCK_TABS.find((tab) => tab === panel);
  return { ...(dock && { dock }), ...(key && { side: 'inspector' }) };
}
