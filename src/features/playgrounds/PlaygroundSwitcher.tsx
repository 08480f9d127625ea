/** Which playground is open, and what can be done with playgrounds. */
import { lazy, Suspense, useState } from 'react';
import { useActions, usePlayground } from '../../client/provider.tsx';
import { useCommandRegistry, useCommands } from '../../ui/commands.tsx';
import { MenuButton } from '../../ui/Menu.tsx';
import type { MenuEntry } from '../../ui/menu.ts';
import styles from './PlaygroundSwitcher.module.css';

const Prompt = lazy(() => import('../../ui/Prompt.tsx'));

type Asking = 'new' | 'rename' | 'duplicate';

export function PlaygroundSwitcher() {
  const playground = usePlayground((state) => state.playground);
  const playgrounds = usePlayground((state) => state.playgrounds);
  const actions = useActions();
  const commands = useCommandRegistry();
  const [asking, setAsking] = useState<Asking>();

  const failed = (error: unknown) =>
    void actions.notify({ kind: 'error', text: error instanceof Error ? error.message : String(error) });
  const remove = () => {
    if (playground) actions.deletePlayground(playground.id).catch(failed);
  };

  useCommands([
    { id: 'playground.new', title: 'New playground', group: 'Playgrounds', run: () => setAsking('new') },
    {
      id: 'playground.rename',
      title: 'Rename this playground',
      group: 'Playgrounds',
      run: () => setAsking('rename'),
    },
    {
      id: 'playground.duplicate',
      title: 'Duplicate this playground',
      group: 'Playgrounds',
      keywords: 'copy',
      run: () => setAsking('duplicate'),
    },
    { id: 'playground.delete', title: 'Delete this playground', group: 'Playgrounds', run: remove },
    ...playgrounds
      .filter(({ id }) => id !== playground?.id)
      .map(({ id, name }) => ({
        id: `playground.open.${id}`,
        title: `Open “${name}”`,
        group: 'Playgrounds',
        keywords: 'switch playground',
        run: () => void actions.switchTo(id).catch(failed),
      })),
  ]);

  // While another one opens the button stays as it is, since a disabled one would lose the focus; what is about the open
  // one waits instead.
  const disabled = !playground;
  const entries = (): readonly MenuEntry[] => [
    {
      kind: 'radios',
      label: 'Playgrounds',
      value: playground?.id ?? '',
      options: playgrounds.map(({ id, name, updatedAt }) => ({
        value: id,
        label: name,
        detail: when(updatedAt),
      })),
      onSelect: (id) => {
        if (id !== playground?.id) actions.switchTo(id).catch(failed);
      },
    },
    { kind: 'separator', id: 'actions' },
    { label: 'New…', icon: 'add', disabled, onSelect: () => setAsking('new') },
    { label: 'Rename…', icon: 'pencil', disabled, onSelect: () => setAsking('rename') },
    { label: 'Duplicate…', icon: 'copy', disabled, onSelect: () => setAsking('duplicate') },
    { kind: 'separator', id: 'files' },
    { label: 'Download…', icon: 'download', disabled, onSelect: () => commands.run('files.download') },
    { label: 'Open a file…', icon: 'upload', disabled, onSelect: () => commands.run('files.open') },
    {
      label: 'Move to a real server…',
      icon: 'database',
      disabled,
      onSelect: () => commands.run('files.move'),
    },
    { kind: 'separator', id: 'delete' },
    { label: 'Delete', icon: 'trash', danger: true, disabled, onSelect: remove },
  ];

  return (
    <>
      <MenuButton
        look="quiet"
        label="Playgrounds"
        aria-label={`Playground: ${playground?.name ?? 'opening'}`}
        className={styles.button}
        entries={entries}
      >
        <span className={styles.name}>{playground?.name ?? 'Opening…'}</span>
      </MenuButton>
      <Suspense>
        {asking && playground && (
          <Prompt
            title={TITLES[asking]}
            label="Name"
            action={VERBS[asking]}
            initial={initialName(asking, playground.name)}
            placeholder="My experiment"
            check={(text) => (text.trim() === '' ? 'A playground needs a name.' : undefined)}
            onClose={() => setAsking(undefined)}
            onSubmit={(text) => {
              const name = text.trim();
              if (asking === 'new') return actions.createPlayground(name);
              if (asking === 'rename') return actions.renamePlayground(playground.id, name);
              return actions.duplicatePlayground(playground.id, name);
            }}
          />
        )}
      </Suspense>
    </>
  );
}

const TITLES = {
  new: 'New playground',
  rename: 'Rename playground',
  duplicate: 'Duplicate playground',
} as const;
const VERBS = { new: 'Create', rename: 'Rename', duplicate: 'Duplicate' } as const;

function initialName(asking: Asking, name: string): string {
  if (asking === 'rename') return name;
  return asking === 'new' ? '' : `${name} (copy)`;
}

const DAY = new Intl.DateTimeFormat('en', { month: 'short', day: 'numeric' });
const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** When it was last changed: the time today, else the day. */
function when(ms: number): string {
  return new Date(ms).toDateString() === new Date().toDateString() ? TIME.format(ms) : DAY.format(ms);
}
