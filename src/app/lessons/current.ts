/** The lesson that is open on this page, if one is. Small, so that a page without a lesson loads nothing of them. */
import { useCallback, useSyncExternalStore } from 'react';
import type { LessonActions, LessonState } from './state.ts';

export interface OpenedLesson {
  readonly actions: LessonActions;
  /** The playground that it works in. */
  readonly playground: string;
  /** The file that it was opened from, to go back to; undefined for lessons of ours. */
  readonly file: LessonFile | undefined;
  get(): LessonState;
  subscribe(listener: () => void): () => void;
  /** Ends it because another one takes its place. What was reached is kept. */
  end(): void;
}

export interface LessonFile {
  readonly name: string;
  readonly text: string;
  /** The host that it was fetched from. */
  readonly from: string | undefined;
}

let opened: OpenedLesson | undefined;
const listeners = new Set<() => void>();

export function setOpenLesson(lesson: OpenedLesson | undefined): void {
  opened = lesson;
  for (const listener of listeners) listener();
}

let opening = 0;

/** Opens another lesson; in between, that none is open means nothing. */
export async function whileOpening(work: () => Promise<void>): Promise<void> {
  opening++;
  try {
    await work();
  } finally {
    opening--;
    for (const listener of listeners) listener();
  }
}

export const isOpening = (): boolean => opening > 0;

export const openLesson = (): OpenedLesson | undefined => opened;

export function onOpenLesson(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useOpenLesson = (): OpenedLesson | undefined => useSyncExternalStore(onOpenLesson, openLesson);

/** The state of an open lesson; renders again when it changes. */
export function useLessonState(lesson: OpenedLesson): LessonState {
  const subscribe = useCallback((listener: () => void) => lesson.subscribe(listener), [lesson]);
  return useSyncExternalStore(subscribe, () => lesson.get());
}
