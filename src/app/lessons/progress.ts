/** How far the person is in each lesson, kept across playgrounds. What is read is checked: it may be anything. */
import { useMemo } from 'react';
import { readPreference, usePreference, writePreference } from '../../ui/preferences.ts';

export interface LessonProgress {
  /** By step. */
  readonly done: readonly boolean[];
  readonly skipped: readonly boolean[];
  /** The step that was shown last, from 0. */
  readonly at: number;
}

export type Progress = ReadonlyMap<string, LessonProgress>;

const NAME = 'lessons';
const MAX_LESSONS = 500;
const MAX_STEPS = 50;

export const readProgress = (): Progress => parseProgress(readPreference(NAME));

/** The progress in all lessons; renders again when it changes. */
export function useProgress(): Progress {
  const [text] = usePreference(NAME);
  return useMemo(() => parseProgress(text), [text]);
}

/** Keeps the progress in a lesson; undefined forgets it. */
export function keepProgress(lesson: string, progress: LessonProgress | undefined): void {
  const all = new Map(readProgress());
  all.delete(lesson);
  if (progress) all.set(lesson, progress);
  writePreference(NAME, JSON.stringify(Object.fromEntries([...all].slice(-MAX_LESSONS))));
}

/** Reads what was kept; whatever is not as it should be is left out. */
export function parseProgress(text: string | undefined): Progress {
  const found = new Map<string, LessonProgress>();
  let value: unknown;
  try {
    value = JSON.parse(text ?? '{}');
  } catch {
    return found;
  }
  if (!isRecord(value)) return found;
  for (const [id, each] of Object.entries(value).slice(0, MAX_LESSONS)) {
    if (!/^[a-z0-9-]{1,64}$/.test(id) || !isRecord(each)) continue;
    found.set(id, { done: flags(each.done), skipped: flags(each.skipped), at: index(each.at) });
  }
  return found;
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const flags = (value: unknown): readonly boolean[] =>
  Array.isArray(value) ? value.slice(0, MAX_STEPS).map((each) => each === true) : [];

/** A whole number from 0 on; 0 where it is none. */
export const index = (value: unknown): number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 1000 ? value : 0;
