/**
 * What the person prefers everywhere, in localStorage. Where the browser forbids storage the preference lasts as long as
 * the page; nothing fails.
 */
import { useSyncExternalStore } from 'react';

const PREFIX = 'keyglass:';
const memory = new Map<string, string>();
const listeners = new Set<() => void>();

export function readPreference(name: string): string | undefined {
  const own = memory.get(name);
  if (own !== undefined) return own;
  try {
    return localStorage.getItem(PREFIX + name) ?? undefined;
  } catch {
    return undefined;
  }
}

export function writePreference(name: string, value: string): void {
  memory.set(name, value);
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // A full or forbidden storage: kept in `memory` until the page closes.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** A preference and its setter. */
export function usePreference(name: string): readonly [string | undefined, (value: string) => void] {
  const value = useSyncExternalStore(subscribe, () => readPreference(name));
  return [value, (next) => writePreference(name, next)];
}
