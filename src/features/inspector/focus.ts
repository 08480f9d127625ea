/** Where the focus goes when what has it is taken away, so that the keyboard goes on from there. */
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';

const isNowhere = () => document.activeElement === null || document.activeElement === document.body;

/** For a field that stands in for something: the focus goes back to what opened it, where the field goes with it. */
export function useFocusBack<T extends HTMLElement>(): RefObject<T | null> {
  const ref = useRef<T>(null);
  const [opener] = useState(() => document.activeElement);
  useLayoutEffect(() => {
    const field = ref.current;
    return () => {
      if (field?.contains(document.activeElement) && opener instanceof HTMLElement) opener.focus();
    };
  }, [opener]);
  return ref;
}

/** For a button that is away while `open`: it takes the focus of what it opened, where that went with it. */
export function useFocusAfter<T extends HTMLElement>(open: boolean): RefObject<T | null> {
  const ref = useRef<T>(null);
  const was = useRef(open);
  useEffect(() => {
    if (was.current && !open && isNowhere()) ref.current?.focus();
    was.current = open;
  }, [open]);
  return ref;
}

/**
 * For parts that take one another's place: the next one takes over the focus that went with the one before, by its
 * element with `data-heir`, or by itself where it has none. They share `lost`.
 */
export function useHeir<T extends HTMLElement>(lost: RefObject<boolean>): RefObject<T | null> {
  const ref = useRef<T>(null);
  useLayoutEffect(() => {
    const part = ref.current;
    return () => {
      if (part?.contains(document.activeElement)) lost.current = true;
    };
  }, [lost]);
  useEffect(() => {
    const part = ref.current;
    if (!lost.current || !part) return;
    lost.current = false;
    if (isNowhere()) (part.querySelector<HTMLElement>('[data-heir]') ?? part).focus();
  }, [lost]);
  return ref;
}

/**
 * For a list of rows (`li` with `aria-posinset`) in a scroller that can have the focus: where the row that has it goes,
 * the same button of the row that takes its place gets it, or of the last one; or the scroller.
 */
export function useRowHeir(scroller: RefObject<HTMLElement | null>): void {
  const last = useRef<{ readonly element: Element; readonly row: number; readonly fromEnd: number }>(
    undefined,
  );
  useEffect(() => {
    const list = scroller.current;
    const onFocus = ({ target }: FocusEvent) => {
      const row = target instanceof Element ? target.closest('li') : null;
      if (!(target instanceof Element) || !row) {
        last.current = undefined;
        return;
      }
      const buttons = [...row.querySelectorAll('button')];
      const place = target instanceof HTMLButtonElement ? buttons.indexOf(target) : -1;
      last.current = {
        element: target,
        row: Number(row.getAttribute('aria-posinset')),
        fromEnd: place < 0 ? 0 : place - buttons.length,
      };
    };
    list?.addEventListener('focusin', onFocus);
    return () => list?.removeEventListener('focusin', onFocus);
  }, [scroller]);
  // Any render may have taken the row away.
  useLayoutEffect(() => {
    const before = last.current;
    if (!before || before.element.isConnected || !isNowhere()) return;
    last.current = undefined;
    const rows = scroller.current?.querySelectorAll('li[aria-posinset]') ?? [];
    const next = [...rows].find((row) => row.getAttribute('aria-posinset') === String(before.row));
    const buttons = [...((next ?? [...rows].at(-1))?.querySelectorAll('button') ?? [])];
    const heir = before.fromEnd < 0 ? buttons.at(before.fromEnd) : undefined;
    (heir ?? scroller.current)?.focus({ preventScroll: true });
  });
}
