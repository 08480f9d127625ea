/** The bar at the top: what is open, what runs, and the page's own settings. */
import { PlaygroundSwitcher } from '../features/playgrounds/PlaygroundSwitcher.tsx';
import { ClockControl } from '../features/status/ClockControl.tsx';
import { Button, IconButton } from '../ui/Button.tsx';
import { type CommandRegistry, useCommandRegistry } from '../ui/commands.tsx';
import { Keys } from '../ui/Keys.tsx';
import { IconMenu } from '../ui/Menu.tsx';
import { usePhone } from '../ui/media.ts';
import type { MenuEntry } from '../ui/menu.ts';
import { Slot } from '../ui/slots.tsx';
import { type Theme, useTheme } from '../ui/theme.ts';
import styles from './Header.module.css';

export function Header() {
  const commands = useCommandRegistry();
  const phone = usePhone();
  const theme = useTheme();
  return (
    <header className={styles.header}>
      <h1 className={styles.brand}>
        <Mark />
        <span className={styles.name}>Keyglass</span>
      </h1>
      <PlaygroundSwitcher />
      <Slot name="scenario" className={styles.slot} />
      <Slot name="run" className={styles.slot} />
      <div className={styles.end}>
        <ClockControl />
        <Slot name="share" className={styles.slot} />
        <Button
          className={styles.search}
          icon="search"
          aria-label="Search commands, keys and scenarios"
          onClick={() => commands.run('app.palette')}
        >
          <span className={styles.wide}>Search</span>
          <span className={styles.wide}>
            <Keys shortcut="Mod+K" />
          </span>
        </Button>
        {!phone && (
          <div className={styles.group}>
            <IconButton
              icon="sidebarLeft"
              label="Keyspace"
              shortcut="Mod+B"
              onClick={() => commands.run('panels.keys')}
            />
            <IconButton
              icon="dock"
              label="Console, log and durability"
              shortcut="Mod+J"
              onClick={() => commands.run('panels.dock')}
            />
            <IconButton
              icon="sidebarRight"
              label="Inspector and ranking"
              shortcut="Mod+Alt+B"
              onClick={() => commands.run('panels.side')}
            />
          </div>
        )}
        {phone ? (
          <IconMenu
            icon="more"
            label="More"
            entries={() => [themeRadios(theme), { kind: 'separator', id: 'help' }, ...helpItems(commands)]}
          />
        ) : (
          <>
            <IconMenu icon={themeIcon(theme)} label="Theme" entries={() => [themeRadios(theme)]} />
            <IconMenu icon="help" label="Help" entries={() => helpItems(commands)} />
          </>
        )}
      </div>
    </header>
  );
}

const themeIcon = ({ choice, resolved }: Theme) =>
  choice === 'system' ? 'screen' : resolved === 'dark' ? 'moon' : 'sun';

function themeRadios({ choice, choose }: Theme): MenuEntry {
  return {
    kind: 'radios',
    label: 'Theme',
    value: choice,
    options: [
      { value: 'system', label: 'System' },
      { value: 'light', label: 'Light' },
      { value: 'dark', label: 'Dark' },
    ],
    onSelect: (value) => choose(value === 'light' || value === 'dark' ? value : 'system'),
  };
}

function helpItems(commands: CommandRegistry): readonly MenuEntry[] {
  return [
    {
      label: 'Keyboard shortcuts',
      icon: 'command',
      shortcut: '?',
      onSelect: () => commands.run('app.shortcuts'),
    },
    { label: 'About Keyglass', icon: 'info', onSelect: () => commands.run('app.about') },
  ];
}

function Mark() {
  return (
    <svg aria-hidden="true" width="22" height="22" viewBox="0 0 32 32">
      <rect width="32" height="32" rx="7" fill="var(--accent)" />
      <g fill="none" stroke="var(--on-accent)" strokeWidth="2.8" strokeLinecap="round" strokeLinejoin="round">
        <circle cx="12" cy="12.5" r="6" />
        <path d="m16.6 17 8.4 8.4M21.6 22l3-3" />
      </g>
    </svg>
  );
}
