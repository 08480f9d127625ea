/**
 * Moves rows to their new places. The elements stand in the document in the order of the ranking, as it is read aloud;
 * when that order changes each row starts from where it was seen last and glides to where it now is (FLIP: first, last,
 * invert, play; Paul Lewis). A row that is still on its way turns from where it is.
 */
import { type RefObject, useLayoutEffect, useRef } from 'react';
import { useReducedMotion } from '../../ui/media.ts';

const TIMING = { duration: 520, easing: 'cubic-bezier(0.3, 0.9, 0.3, 1)' } as const;

/** `order`: identities of the rows from top to bottom; each row's element is the child of `list` at the same place. */
export function useMoves(
  list: RefObject<HTMLElement | null>,
  order: readonly string[],
  rowHeight: number,
): void {
  const still = useReducedMotion();
  const places = useRef<ReadonlyMap<string, number>>(new Map());
  const moving = useRef(new Map<string, Animation>());

  useLayoutEffect(() => {
    const before = places.current;
    places.current = new Map(order.map((id, place) => [id, place]));
    const children = list.current?.children;
    if (!children || still) return;
    for (const [place, id] of order.entries()) {
      const was = before.get(id);
      const element = children[place];
      if (was === place || !(element instanceof HTMLElement)) continue;
      if (was === undefined) {
        // Fades in, unless all rows are new.
        if (before.size > 0) element.animate([{ opacity: 0 }, {}], { duration: 240 });
        continue;
      }
      const running = moving.current.get(id);
      const onTheWay = running ? new DOMMatrix(getComputedStyle(element).transform).f : 0;
      running?.cancel();
      const from = (was - place) * rowHeight + onTheWay;
      const animation = element.animate(
        [{ transform: `translateY(${from}px)` }, { transform: 'none' }],
        TIMING,
      );
      moving.current.set(id, animation);
      animation.onfinish = () => moving.current.delete(id);
    }
  }, [list, order, rowHeight, still]);
}
