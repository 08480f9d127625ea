/** Shortcuts written as `Mod+Shift+Enter`: how they are matched and how they are shown. `Mod` is ⌘ on a Mac, else Ctrl. */

const MAC = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);

/** True where the event is exactly that shortcut. `?` and the like need no Shift in their name. */
export function matchesShortcut(event: KeyboardEvent, shortcut: string): boolean {
  const parts = shortcut.split('+');
  const key = parts.pop() ?? '';
  const wants = (name: string) => parts.includes(name);
  const mod = MAC ? event.metaKey : event.ctrlKey;
  const other = MAC ? event.ctrlKey : event.metaKey;
  if (mod !== wants('Mod') || event.altKey !== wants('Alt')) return false;
  if (other !== wants('Ctrl')) return false;
  const letterOrName = key.length > 1 || /[a-z0-9]/i.test(key);
  if (letterOrName && event.shiftKey !== wants('Shift')) return false;
  return event.key.toLowerCase() === key.toLowerCase();
}

const MAC_SIGNS: Readonly<Record<string, string>> = { Mod: '⌘', Shift: '⇧', Alt: '⌥', Enter: '↩' };
const SIGNS: Readonly<Record<string, string>> = { Mod: 'Ctrl' };

/** The keys of a shortcut, each as it is printed on a keyboard of this machine. */
export function shortcutKeys(shortcut: string): readonly string[] {
  const signs = MAC ? MAC_SIGNS : SIGNS;
  return shortcut.split('+').map((key) => signs[key] ?? (key.length === 1 ? key.toUpperCase() : key));
}

export const shortcutText = (shortcut: string): string => shortcutKeys(shortcut).join(MAC ? '' : '+');
