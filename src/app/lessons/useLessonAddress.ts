/**
 * The page's address follows the open lesson and its step, and the browser's back and forward lead through them. What an
 * address asks for is opened when the page is ready.
 */
import { useCallback, useEffect, useRef } from 'react';
import { type LessonPlace, readAddress, withPlace } from './address.ts';
import { isOpening, onOpenLesson, openLesson } from './current.ts';

export interface AddressTargets {
  lesson(id: string, step: number | undefined): Promise<void>;
  course(): void;
  /** The address of a file somewhere else. */
  source(address: string): void;
}

/** Returns what takes a `?course` out of the address again. */
export function useLessonAddress(ready: boolean, targets: AddressTargets): () => void {
  const latest = useRef(targets);
  useEffect(() => {
    latest.current = targets;
  });

  useEffect(() => {
    if (!ready) return;
    /** Above 0 while a lesson is opened for an address: what it does on the way belongs to no history. */
    let following = 0;
    let shown: LessonPlace | undefined;

    async function follow() {
      const asked = readAddress(location.search);
      const before = openLesson();
      following++;
      if (asked?.kind === 'lesson') await latest.current.lesson(asked.place.lesson, asked.place.step);
      else if (asked?.kind === 'course') latest.current.course();
      else if (asked?.kind === 'source') {
        replace(undefined);
        latest.current.source(asked.source);
      } else if (before && !before.file) before.actions.close();
      following--;
      shown = placeOf();
      // The lesson may be at another step than asked for, or not be there.
      if (asked?.kind === 'lesson') replace(shown);
    }

    function moved() {
      const place = placeOf();
      if (place?.lesson === shown?.lesson && place?.step === shown?.step) return;
      if (place === undefined && isOpening()) return;
      shown = place;
      if (following > 0) return;
      const next = withPlace(location.href, place);
      if (next !== location.href) history.pushState(history.state, '', next);
    }

    let unsubscribe: (() => void) | undefined;
    const watch = () => {
      unsubscribe?.();
      unsubscribe = openLesson()?.subscribe(moved);
      moved();
    };
    const unwatch = onOpenLesson(watch);
    watch();
    void follow();
    const onPop = () => void follow();
    window.addEventListener('popstate', onPop);
    return () => {
      window.removeEventListener('popstate', onPop);
      unwatch();
      unsubscribe?.();
    };
  }, [ready]);

  return useCallback(() => {
    if (readAddress(location.search)?.kind === 'course') replace(placeOf());
  }, []);
}

/** Where the person is; lessons from files have no address. */
function placeOf(): LessonPlace | undefined {
  const lesson = openLesson();
  if (!lesson || lesson.file) return undefined;
  const { lesson: shown, step } = lesson.get();
  return { lesson: shown.id, step: step + 1 };
}

function replace(place: LessonPlace | undefined): void {
  const next = withPlace(location.href, place);
  if (next !== location.href) history.replaceState(history.state, '', next);
}
