/** Light, dark, or whatever the system says. The choice is an attribute of the root element; `tokens.css` does the rest. */
import { useEffect } from 'react';
import { useMediaQuery } from './media.ts';
import { usePreference } from './preferences.ts';

export type ThemeChoice = 'light' | 'dark' | 'system';

export interface Theme {
  readonly choice: ThemeChoice;
  /** What is on the screen now. */
  readonly resolved: 'light' | 'dark';
  choose(choice: ThemeChoice): void;
}

export function useTheme(): Theme {
  const [stored, store] = usePreference('theme');
  const systemDark = useMediaQuery('(prefers-color-scheme: dark)');
  const choice: ThemeChoice = stored === 'light' || stored === 'dark' ? stored : 'system';
  const resolved = choice === 'system' ? (systemDark ? 'dark' : 'light') : choice;
  return { choice, resolved, choose: store };
}

/** Puts the choice on the root element. Called once, by the app. */
export function useApplyTheme(): void {
  const { choice } = useTheme();
  useEffect(() => {
    if (choice === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = choice;
  }, [choice]);
}
