/**
 * The visible window of a long list of rows of one height. A browser ends an element at about 17 to 33 million pixels, so
 * beyond `MAX_HEIGHT` the scroll bar stands for more rows than it has pixels, and rows are placed relative to what is
 * visible.
 */
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

const MAX_HEIGHT = 12_000_000;
const OVERSCAN = 6;

export interface RowWindow {
  /** First and one past the last row to draw. */
  readonly first: number;
  readonly end: number;
  /** Height of the whole list in pixels, for the element that scrolls. */
  readonly height: number;
  /** Where a row's top is, in pixels of that element. */
  top(row: number): number;
  /** Scrolls as little as needed to show a row. */
  reveal(row: number): void;
  /** Rows that fit the view, at least 1. */
  readonly fits: number;
}

/** Rows `count`, each `rowHeight` pixels, scrolled by `scroller`. */
export function useRowWindow(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number,
): RowWindow {
  const [view, setView] = useState({ top: 0, height: 600 });
  const frame = useRef(0);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const read = () => {
      frame.current = 0;
      setView((before) => {
        const next = { top: element.scrollTop, height: element.clientHeight };
        // Hidden panels have no height; what they showed stays right for when they come back.
        if (next.height === 0) return before;
        return before.top === next.top && before.height === next.height ? before : next;
      });
    };
    const soon = () => {
      frame.current ||= requestAnimationFrame(read);
    };
    read();
    element.addEventListener('scroll', soon, { passive: true });
    const observer = new ResizeObserver(read);
    observer.observe(element);
    return () => {
      cancelAnimationFrame(frame.current);
      frame.current = 0;
      element.removeEventListener('scroll', soon);
      observer.disconnect();
    };
  }, [scroller]);

  const full = count * rowHeight;
  const height = Math.min(full, MAX_HEIGHT);
  const range = Math.max(1, height - view.height);
  // Pixels of the list for one pixel of the scroll bar.
  const scale = full > MAX_HEIGHT ? (full - view.height) / range : 1;
  const listTop = Math.min(view.top, range) * scale;
  const shift = listTop - Math.min(view.top, range);

  const first = Math.max(0, Math.floor(listTop / rowHeight) - OVERSCAN);
  const fits = Math.max(1, Math.floor(view.height / rowHeight));
  const end = Math.min(count, Math.ceil((listTop + view.height) / rowHeight) + OVERSCAN);

  const latest = useRef({ scale, rowHeight });
  useEffect(() => {
    latest.current = { scale, rowHeight };
  });
  const reveal = useCallback(
    (row: number) => {
      const element = scroller.current;
      if (!element) return;
      const { scale: by, rowHeight: tall } = latest.current;
      const at = element.scrollTop * by;
      const top = row * tall;
      if (top < at) element.scrollTop = top / by;
      else if (top + tall > at + element.clientHeight)
        element.scrollTop = (top + tall - element.clientHeight) / by;
    },
    [scroller],
  );

  return { first, end, height, fits, reveal, top: (row) => row * rowHeight - shift };
}
