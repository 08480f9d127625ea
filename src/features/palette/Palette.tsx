/** Finds every command of the page, every key and every scenario by a few letters. */
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useActions, usePlayground } from '../../client/provider.tsx';
import { labelText } from '../../resp/quote.ts';
import { encodeText } from '../../resp/text.ts';
import { type Command, useCommandList, useCommandRegistry } from '../../ui/commands.tsx';
import { useModal } from '../../ui/Dialog.tsx';
import { Icon, type IconName } from '../../ui/icons.tsx';
import { Keys } from '../../ui/Keys.tsx';
import { matchScore } from './match.ts';
import styles from './Palette.module.css';

interface Found {
  readonly id: string;
  readonly title: string;
  readonly group: string;
  readonly icon: IconName;
  readonly shortcut?: string | undefined;
  readonly mono?: boolean;
  run(): void;
}

const MOST_COMMANDS = 40;
const MOST_KEYS = 20;

export default function Palette({ onClose }: { onClose(): void }) {
  const ref = useModal(onClose);
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const commands = useCommandList();
  const registry = useCommandRegistry();
  const actions = useActions();
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const keys = useKeyNames(text);

  const found = useMemo(
    () => [
      ...findCommands(commands, text),
      ...keys.map(
        (key): Found => ({
          id: `key:${key}`,
          title: labelText(key, '(empty name)'),
          group: 'Keys',
          icon: 'key',
          mono: true,
          run: () => {
            actions.selectKey(key);
            registry.run('panels.inspector');
          },
        }),
      ),
    ],
    [commands, text, keys, actions, registry],
  );
  const at = Math.min(active, found.length - 1);

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  });

  function choose(item: Found | undefined) {
    if (!item) return;
    onClose();
    // After the dialog has given the focus back, so that the command may move it.
    setTimeout(() => item.run());
  }

  function onKeyDown(event: KeyboardEvent) {
    // Arrows and Enter choose among the input method's own words while it composes.
    if (event.nativeEvent.isComposing) return;
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    const step = steps[event.key];
    if (step !== undefined && found.length > 0) {
      event.preventDefault();
      const next = at + step;
      setActive(
        Math.abs(step) === 1
          ? (next + found.length) % found.length
          : Math.max(0, Math.min(found.length - 1, next)),
      );
    } else if (event.key === 'Enter') {
      event.preventDefault();
      choose(found[at]);
    }
  }

  return (
    <dialog ref={ref} className={styles.palette} aria-label="Search commands, keys and scenarios">
      <div className={styles.field}>
        <Icon name="search" />
        <input
          data-autofocus
          role="combobox"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={found[at] ? `${id}-${at}` : undefined}
          aria-label="Search commands, keys and scenarios"
          placeholder="Search commands, keys and scenarios"
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div ref={list} id={`${id}-list`} role="listbox" aria-label="Results" className={styles.list}>
        {found.map((item, i) => (
          <div key={item.id}>
            {item.group !== found[i - 1]?.group && (
              <div className={styles.group} role="presentation">
                {item.group}
              </div>
            )}
            {/* The input keeps the focus; the pointer chooses directly. */}
            <div
              id={`${id}-${i}`}
              role="option"
              tabIndex={-1}
              aria-selected={i === at}
              className={styles.item}
              onPointerMove={() => setActive(i)}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => choose(item)}
              onKeyDown={onKeyDown}
            >
              <Icon name={item.icon} size={14} />
              <span className={item.mono ? styles.mono : styles.title}>{item.title}</span>
              {item.shortcut && <Keys shortcut={item.shortcut} />}
            </div>
          </div>
        ))}
        {found.length === 0 && <p className={styles.none}>Nothing is called “{text}”.</p>}
      </div>
    </dialog>
  );
}

function findCommands(commands: readonly Command[], text: string): readonly Found[] {
  const scored: { command: Command; score: number }[] = [];
  for (const command of commands) {
    if (command.listedOnly) continue;
    const score = matchScore(`${command.title} ${command.group} ${command.keywords ?? ''}`, text);
    if (score > 0) scored.push({ command, score });
  }
  // Groups stay together, in the order of their best match.
  const best = new Map<string, number>();
  for (const { command, score } of scored)
    best.set(command.group, Math.max(best.get(command.group) ?? 0, score));
  scored.sort(
    (a, b) =>
      (best.get(b.command.group) ?? 0) - (best.get(a.command.group) ?? 0) ||
      a.command.group.localeCompare(b.command.group) ||
      b.score - a.score,
  );
  return scored.slice(0, MOST_COMMANDS).map(({ command }) => ({
    id: command.id,
    title: command.title,
    group: command.group,
    icon: ICONS[command.group] ?? 'command',
    shortcut: command.shortcut,
    run: command.run,
  }));
}

const ICONS: Readonly<Record<string, IconName>> = {
  Scenarios: 'book',
  Lessons: 'learn',
  Playgrounds: 'folder',
  Time: 'clock',
  Panels: 'sidebarLeft',
  Data: 'database',
  Script: 'play',
};

/** Keys of the shown database that begin with the text. */
function useKeyNames(text: string): readonly string[] {
  const db = usePlayground((state) => state.db);
  const actions = useActions();
  const [names, setNames] = useState<readonly string[]>([]);
  useEffect(() => {
    let wanted = true;
    const prefix = encodeText(text.trim());
    if (prefix === '') setNames([]);
    else {
      actions.call('keyNames', { db, prefix, limit: MOST_KEYS }).then(
        (found) => wanted && setNames(found),
        () => wanted && setNames([]),
      );
    }
    return () => {
      wanted = false;
    };
  }, [text, db, actions]);
  return names;
}
