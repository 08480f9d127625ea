/** The keyspace: filter and order above, the tree below, and what can be done with the keys that are chosen. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { useActions, usePlayground, useView } from '../../client/provider.tsx';
import type { KeysSpec, ValueType } from '../../protocol/views.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { useCommandRegistry, useCommands } from '../../ui/commands.tsx';
import { count, plural } from '../../ui/format.ts';
import { OpenMenu } from '../../ui/Menu.tsx';
import { Empty, Loading, Panel } from '../../ui/Panel.tsx';
import { Filters } from './Filters.tsx';
import { patternOf } from './filter.ts';
import { type Asked, KeyDialogs, type Target } from './KeyDialogs.tsx';
import styles from './KeyspacePanel.module.css';
import { KeyTree } from './KeyTree.tsx';
import { keyMenu } from './menu.ts';
import type { Line } from './rows.ts';
import { Tools } from './Tools.tsx';
import type { KeyAction } from './tree-keys.ts';
import { useFolders } from './useFolders.ts';
import { useKeyActions } from './useKeyActions.ts';
import { useKeys } from './useKeys.ts';

type Order = Pick<KeysSpec, 'sort' | 'descending' | 'tree'>;

export function KeyspacePanel() {
  const db = usePlayground((state) => state.db);
  const status = usePlayground((state) => state.status);
  const actions = useActions();
  const commands = useCommandRegistry();
  const [text, setText] = useState('');
  const [types, setTypes] = useState<readonly ValueType[]>([]);
  const [order, setOrder] = useState<Order>({ sort: 'name', descending: false, tree: true });
  const [span, setSpan] = useState({ offset: 0, limit: 100 });
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set());
  const [menu, setMenu] = useState<{ line: Line; x: number; y: number; owner: HTMLElement | null }>();
  const [asking, setAsking] = useState<{ action: KeyAction; target: Asked }>();
  const filter = useRef<HTMLInputElement>(null);
  const folders = useFolders(db);
  const perform = useKeyActions();

  const rows = { db, pattern: patternOf(text), types, ...order, expanded: folders.expanded };
  const shown = useKeys({ ...rows, ...span });
  const counters = useView({ kind: 'counters' });
  const projection = shown?.projection;
  useEffect(() => {
    if (projection) folders.offer(projection);
  }, [projection, folders.offer]);

  // What is gone cannot stay chosen.
  useEffect(() => {
    const gone = projection?.events.filter(({ removed }) => removed) ?? [];
    if (gone.length === 0) return;
    setSelection((before) => {
      if (!gone.some(({ key }) => before.has(key))) return before;
      return new Set([...before].filter((key) => !gone.some((event) => event.key === key)));
    });
  }, [projection]);

  const onWindow = useCallback(
    (offset: number, limit: number) =>
      setSpan((before) => (before.offset === offset && before.limit === limit ? before : { offset, limit })),
    [],
  );

  /** Counts what was chosen, so that an answer which another choice has overtaken changes nothing. */
  const chosenAt = useRef(0);
  function select(keys: ReadonlySet<string>) {
    chosenAt.current++;
    setSelection(keys);
  }
  async function selectRows(from: number, to: number) {
    const ticket = ++chosenAt.current;
    const keys = await actions
      .call('rowKeys', { kind: 'keys', ...rows, offset: from, limit: to - from + 1 })
      .catch(() => undefined);
    if (keys && chosenAt.current === ticket) setSelection(new Set(keys));
  }

  function targetOf(line: Line): Target {
    const { row } = line;
    if (row.kind === 'folder')
      return { kind: 'folder', path: row.path, count: projection?.counting ? undefined : row.count };
    if (selection.size > 1 && selection.has(row.key)) return { kind: 'keys', keys: [...selection], row };
    return { kind: 'keys', keys: [row.key], row };
  }

  function act(action: KeyAction, target: Target) {
    if (target.kind === 'folder') {
      if (action === 'copy') perform.copy([target.path]);
      else if (action !== 'rename') void askFolder(action, target.path);
    } else if (action === 'copy') perform.copy(target.keys);
    else if (action === 'persist') void perform.persist(target.keys);
    else setAsking({ action, target });
  }

  /** What is asked about is what is done: the keys that the filter shows, though the tree may still be counting them. */
  async function askFolder(action: KeyAction, path: string) {
    const filter = { pattern: patternOf(text), types };
    const keys = await actions.call('folderKeys', { db, path, ...filter }).catch(() => undefined);
    if (keys && keys.length > 0) setAsking({ action, target: { keys, folder: path } });
  }

  function inspect({ row }: Line, go: boolean) {
    if (row.kind !== 'key') return;
    actions.selectKey(row.key);
    // A sorted set may be looked at in the ranking; everything else needs the inspector.
    if (go || row.type !== 'zset') commands.run('panels.inspector');
  }

  useCommands([
    {
      id: 'keyspace.filter',
      title: 'Filter keys',
      group: 'Keyspace',
      shortcut: 'Mod+Alt+F',
      scope: 'page',
      keywords: 'search find',
      run: () => {
        commands.run('panels.showKeys');
        filter.current?.focus();
      },
    },
    { id: 'keyspace.expand', title: 'Open all folders in view', group: 'Keyspace', run: folders.expandAll },
    { id: 'keyspace.collapse', title: 'Close all folders', group: 'Keyspace', run: folders.collapseAll },
    ...TREE_SHORTCUTS,
  ]);

  const filtered = text.trim() !== '' || types.length > 0;
  return (
    <Panel
      title="Keyspace"
      detail={
        projection &&
        (filtered
          ? `${count(projection.matched)} of ${count(projection.total)}${projection.counting ? '…' : ''}`
          : plural(projection.total, 'key'))
      }
      tools={
        <Tools db={db} databases={counters?.databases} order={order} onOrder={setOrder} folders={folders} />
      }
    >
      <Filters inputRef={filter} text={text} onText={setText} types={types} onTypes={setTypes} />
      {!shown ? (
        status === 'failed' ? (
          <Empty icon="warning" title="The engine is not running" />
        ) : (
          <Loading />
        )
      ) : shown.projection.rowCount === 0 && shown.ghosts.length === 0 ? (
        shown.projection.counting ? (
          <Loading />
        ) : filtered && shown.projection.total > 0 ? (
          <Empty icon="filter" title="No key passes the filter">
            <Button
              small
              onClick={() => {
                setText('');
                setTypes([]);
              }}
            >
              Clear the filter
            </Button>
          </Empty>
        ) : (
          <Empty icon="key" title={`Database ${db} is empty`}>
            <p>Run a command such as SET greeting hello, and the key appears here.</p>
          </Empty>
        )
      ) : (
        <KeyTree
          // Another order is read from its beginning.
          key={`${order.sort} ${order.descending}`}
          shown={shown}
          selection={selection}
          onSelection={select}
          onRange={selectRows}
          onWindow={onWindow}
          onFolder={folders.set}
          onInspect={inspect}
          onAction={(action, line) =>
            // What is chosen goes before what the cursor stands on.
            act(action, action === 'delete' && selection.size > 0 ? chosen() : targetOf(line))
          }
          onMenu={(line, at, owner) => setMenu({ line, ...at, owner })}
        />
      )}
      {selection.size > 0 && (
        <div className={styles.selection} role="toolbar" aria-label="Selected keys">
          <span>{count(selection.size)} selected</span>
          <Button small icon="timer" onClick={() => act('ttl', chosen())}>
            TTL
          </Button>
          <Button small icon="trash" onClick={() => act('delete', chosen())}>
            Delete
          </Button>
          <IconButton small icon="close" label="Clear the selection" onClick={() => select(new Set())} />
        </div>
      )}
      {menu && (
        <OpenMenu
          anchor={menu}
          label="Key"
          focusAfter={menu.owner}
          entries={keyMenu(targetOf(menu.line), {
            inspect: () => inspect(menu.line, true),
            act: (action) => act(action, targetOf(menu.line)),
          })}
          onClose={() => setMenu(undefined)}
        />
      )}
      {asking && <KeyDialogs {...asking} perform={perform} onClose={() => setAsking(undefined)} />}
    </Panel>
  );

  function chosen(): Target {
    return { kind: 'keys', keys: [...selection], row: undefined };
  }
}

/** Handled by the tree itself; here so that the list of shortcuts shows them. */
const TREE_SHORTCUTS = (
  [
    ['enter', 'Inspect the key', 'Enter'],
    ['select', 'Choose several keys', 'Space'],
    ['rename', 'Rename the key', 'F2'],
    ['delete', 'Delete the keys', 'Delete'],
  ] as const
).map(([id, title, shortcut]) => ({
  id: `keyspace.tree.${id}`,
  title,
  group: 'Keyspace',
  shortcut,
  listedOnly: true,
  run: () => undefined,
}));
