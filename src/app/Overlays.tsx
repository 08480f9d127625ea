/** What opens above the page by a command: palette, shortcuts, about. Each is loaded when it is first opened. */
import { lazy, Suspense, useState } from 'react';
import { useActions } from '../client/provider.tsx';
import { useCommands } from '../ui/commands.tsx';
import { type ThemeChoice, useTheme } from '../ui/theme.ts';
import { Files } from './files/Files.tsx';

const Palette = lazy(() => import('../features/palette/Palette.tsx'));
const Shortcuts = lazy(() => import('../features/help/Shortcuts.tsx'));
const About = lazy(() => import('../features/help/About.tsx'));

export function Overlays() {
  const [open, setOpen] = useState<'palette' | 'shortcuts' | 'about'>();
  const { choose } = useTheme();
  const actions = useActions();
  const close = () => setOpen(undefined);
  const theme = (choice: ThemeChoice, title: string) =>
    ({
      id: `theme.${choice}`,
      title,
      group: 'Page',
      keywords: 'theme colour',
      run: () => choose(choice),
    }) as const;

  useCommands([
    {
      id: 'app.palette',
      title: 'Search commands, keys and scenarios',
      group: 'Page',
      shortcut: 'Mod+K',
      scope: 'page',
      listedOnly: true,
      run: () => setOpen('palette'),
    },
    {
      id: 'app.shortcuts',
      title: 'Show keyboard shortcuts',
      group: 'Page',
      shortcut: '?',
      scope: 'page',
      keywords: 'help keys',
      run: () => setOpen('shortcuts'),
    },
    { id: 'app.about', title: 'About Keyglass', group: 'Page', run: () => setOpen('about') },
    theme('light', 'Use the light theme'),
    theme('dark', 'Use the dark theme'),
    theme('system', 'Follow the theme of the system'),
    {
      id: 'engine.crash',
      title: 'Crash the engine, and watch it recover',
      group: 'Data',
      keywords: 'fail restart recover drill',
      run: () => void actions.call('crash', undefined).catch(() => undefined),
    },
    {
      id: 'data.reset',
      title: 'Empty the keyspace',
      group: 'Data',
      keywords: 'flush clear delete all reset',
      run: () => void actions.reset(),
    },
  ]);

  return (
    <>
      <Files />
      <Suspense>
        {open === 'palette' && <Palette onClose={close} />}
        {open === 'shortcuts' && <Shortcuts onClose={close} />}
        {open === 'about' && <About onClose={close} />}
      </Suspense>
    </>
  );
}
