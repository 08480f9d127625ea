/** The panels and the borders between them. A phone gets one panel at a time; all stay mounted once they were shown. */
import { type ReactNode, useEffect, useRef, useState } from 'react';
import {
  Group,
  type GroupImperativeHandle,
  Panel,
  type PanelImperativeHandle,
  Separator,
} from 'react-resizable-panels';
import { IconButton } from '../ui/Button.tsx';
import { useCommands } from '../ui/commands.tsx';
import { useMediaQuery, usePhone } from '../ui/media.ts';
import { type Tab, Tabs } from '../ui/Tabs.tsx';
import styles from './App.module.css';
import { DOCK_TABS as DOCK_NAMES, type PhoneView, useLayout } from './layout.ts';
import { useOpenLesson } from './lessons/current.ts';
import {
  consolePanel,
  durabilityPanel,
  editorPanel,
  inspectorPanel,
  keyspacePanel,
  lessonPanel,
  logPanel,
  programsPanel,
  rankingPanel,
  sqlPanel,
} from './panels.tsx';
import { usePhoneViews } from './phone.ts';
import { useSqlTab } from './sql.ts';

export function Workspace() {
  return usePhone() ? <PhoneWorkspace /> : <WideWorkspace />;
}

const PHONE_CONTENT: Readonly<Record<PhoneView, ReactNode>> = {
  lesson: lessonPanel,
  keys: keyspacePanel,
  script: editorPanel,
  console: consolePanel,
  inspector: inspectorPanel,
  ranking: rankingPanel,
  log: logPanel,
  programs: programsPanel,
  sql: sqlPanel,
  durability: durabilityPanel,
};

/** Panels that draw what happens while nobody looks at them, so they are there from the beginning. */
const RECORDING: ReadonlySet<PhoneView> = new Set(['sql']);

function PhoneWorkspace() {
  const [, change] = useLayout();
  const { views, shown: phone } = usePhoneViews();
  useCommands(
    views.map((view) => ({
      id: view === 'keys' ? 'panels.showKeys' : `panels.${view}`,
      title: `Go to the ${view === 'keys' ? 'keyspace' : view}`,
      group: 'Panels',
      run: () => change({ phone: view }),
    })),
  );
  const [seen, setSeen] = useState<readonly PhoneView[]>([phone]);
  useEffect(() => {
    setSeen((before) => (before.includes(phone) ? before : [...before, phone]));
  }, [phone]);
  return (
    <div className={styles.phone}>
      {views.map((view) => (
        <div key={view} className={styles.pane} hidden={view !== phone} id={`view-${view}`}>
          {(seen.includes(view) || view === phone || RECORDING.has(view)) && PHONE_CONTENT[view]}
        </div>
      ))}
    </div>
  );
}

const SIDE_TABS: readonly Tab[] = [
  { id: 'inspector', label: 'Inspector', icon: 'eye', content: inspectorPanel },
  { id: 'ranking', label: 'Ranking', icon: 'ranking', content: rankingPanel },
];
const DOCK_TABS: readonly Tab[] = [
  { id: 'console', label: 'Console', icon: 'terminal', content: consolePanel },
  { id: 'log', label: 'Log', icon: 'list', content: logPanel },
  { id: 'programs', label: 'Programs', icon: 'code', content: programsPanel },
  { id: 'sql', label: 'Postgres', icon: 'database', content: sqlPanel },
  { id: 'durability', label: 'Durability', icon: 'shield', content: durabilityPanel },
];

/** Lesson and keyspace in one column, where the page has no room for two. */
const LEFT_TABS: readonly Tab[] = [
  { id: 'lesson', label: 'Lesson', icon: 'learn', content: lessonPanel },
  { id: 'keys', label: 'Keyspace', icon: 'key', content: keyspacePanel },
];

/** The lesson's column beside all the others: its text stays in sight whatever is looked at. */
function WideWorkspace() {
  const [{ lesson: width }, change] = useLayout();
  const open = useOpenLesson() !== undefined;
  const roomy = useMediaQuery('(min-width: 1200px)');
  const own = open && roomy;
  const panel = useRef<PanelImperativeHandle>(null);
  const [folded, setFolded] = useState(false);
  useCommands(
    own
      ? [
          {
            id: 'panels.foldLesson',
            title: 'Fold or unfold the lesson',
            group: 'Panels',
            run: () => toggle(panel.current),
          },
        ]
      : [],
  );
  return (
    <Group
      onLayoutChanged={({ lesson }) => {
        // What a folded column is wide is no width to come back to.
        if (lesson !== undefined && !panel.current?.isCollapsed() && Math.abs(lesson - (width ?? 0)) > 0.2)
          change({ lesson });
      }}
    >
      {own && (
        <>
          <Panel
            id="lesson"
            panelRef={panel}
            minSize={280}
            maxSize={620}
            defaultSize={width === undefined ? 340 : `${width}%`}
            collapsible
            collapsedSize={FOLDED}
            groupResizeBehavior="preserve-pixel-size"
            className={styles.pane}
            onResize={({ inPixels }) => setFolded(inPixels <= FOLDED + 1)}
          >
            {folded ? (
              <div className={styles.rail}>
                <IconButton
                  small
                  icon="chevronRight"
                  label="Unfold the lesson"
                  onClick={() => panel.current?.expand()}
                />
                <span aria-hidden="true">Lesson</span>
              </div>
            ) : (
              lessonPanel
            )}
          </Panel>
          <Separator className={styles.separator} aria-label="Width of the lesson" />
        </>
      )}
      <Panel id="work" minSize={600}>
        <Columns shared={open && !roomy} />
      </Panel>
    </Group>
  );
}

/** In pixels. */
const FOLDED = 36;

/** `shared`: the keyspace's column holds the lesson too. */
function Columns({ shared }: { shared: boolean }) {
  const [layout, change] = useLayout();
  const sql = useSqlTab();
  const columns = useRef<GroupImperativeHandle>(null);
  const rows = useRef<GroupImperativeHandle>(null);
  const keys = useRef<PanelImperativeHandle>(null);
  const side = useRef<PanelImperativeHandle>(null);
  const dock = useRef<PanelImperativeHandle>(null);

  // A layout that came with another playground, a scenario or a link.
  useEffect(() => apply(columns.current, layout.columns), [layout.columns]);
  useEffect(() => apply(rows.current, layout.rows), [layout.rows]);

  const group = 'Panels';
  useCommands([
    command('panels.keys', 'Show or hide the keyspace', 'Mod+B', () => toggle(keys.current)),
    command('panels.dock', 'Show or hide console, log and durability', 'Mod+J', () => toggle(dock.current)),
    command('panels.side', 'Show or hide inspector and ranking', 'Mod+Alt+B', () => toggle(side.current)),
    command('panels.showKeys', 'Go to the keyspace', undefined, () => {
      keys.current?.expand();
      change({ left: 'keys' });
    }),
    ...(shared
      ? [
          command('panels.lesson', 'Go to the lesson', undefined, () => {
            keys.current?.expand();
            change({ left: 'lesson' });
          }),
        ]
      : []),
    command('panels.script', 'Go to the script', undefined, () => focusIn('script')),
    command('panels.console', 'Go to the console', undefined, () => {
      dock.current?.expand();
      change({ dock: 'console' });
    }),
    command('panels.log', 'Go to the log', undefined, () => {
      dock.current?.expand();
      change({ dock: 'log' });
    }),
    command('panels.programs', 'Go to the programs', undefined, () => {
      dock.current?.expand();
      change({ dock: 'programs' });
    }),
    command('panels.sql', 'Go to Postgres', undefined, () => {
      dock.current?.expand();
      change({ dock: 'sql' });
    }),
    command('panels.durability', 'Go to durability and the crash lab', undefined, () => {
      dock.current?.expand();
      change({ dock: 'durability' });
    }),
    command('panels.inspector', 'Go to the inspector', undefined, () => {
      side.current?.expand();
      change({ side: 'inspector' });
    }),
    command('panels.ranking', 'Go to the ranking', undefined, () => {
      side.current?.expand();
      change({ side: 'ranking' });
    }),
    command('panels.reset', 'Reset the layout', undefined, () => {
      change({ columns: DEFAULT_COLUMNS, rows: DEFAULT_ROWS });
    }),
  ]);
  function command(id: string, title: string, shortcut: string | undefined, run: () => void) {
    return { id, title, group, scope: 'page', ...(shortcut && { shortcut }), run } as const;
  }

  return (
    <Group
      groupRef={columns}
      defaultLayout={layout.columns ?? DEFAULT_COLUMNS}
      onLayoutChanged={(sizes) => keep('columns', sizes)}
    >
      <Panel id="keys" panelRef={keys} minSize={shared ? 300 : 180} collapsible className={styles.pane}>
        {shared ? (
          <Tabs
            label="Lesson and keyspace"
            tabs={LEFT_TABS}
            selected={layout.left}
            onSelect={(id) => change({ left: id === 'keys' ? 'keys' : 'lesson' })}
          />
        ) : (
          keyspacePanel
        )}
      </Panel>
      <Separator className={styles.separator} aria-label="Width of the left column" />
      <Panel id="middle" minSize={300}>
        <Group
          groupRef={rows}
          orientation="vertical"
          defaultLayout={layout.rows ?? DEFAULT_ROWS}
          onLayoutChanged={(sizes) => keep('rows', sizes)}
        >
          <Panel id="script" minSize={120} className={styles.pane}>
            {editorPanel}
          </Panel>
          <Separator className={styles.separator} aria-label="Height of the console" />
          <Panel id="dock" panelRef={dock} minSize={100} collapsible className={styles.pane}>
            <Tabs
              label="Console, log and durability"
              tabs={sql ? DOCK_TABS : DOCK_TABS.filter(({ id }) => id !== 'sql')}
              selected={layout.dock}
              onSelect={(id) => change({ dock: DOCK_NAMES.find((name) => name === id) ?? 'console' })}
            />
          </Panel>
        </Group>
      </Panel>
      <Separator className={styles.separator} aria-label="Width of the inspector" />
      <Panel id="side" panelRef={side} minSize={220} collapsible className={styles.pane}>
        <Tabs
          label="Inspector and ranking"
          tabs={SIDE_TABS}
          selected={layout.side}
          onSelect={(id) => change({ side: id === 'ranking' ? 'ranking' : 'inspector' })}
        />
      </Panel>
    </Group>
  );

  function keep(name: 'columns' | 'rows', sizes: Readonly<Record<string, number>>) {
    if (!same(sizes, layout[name] ?? (name === 'columns' ? DEFAULT_COLUMNS : DEFAULT_ROWS)))
      change({ [name]: sizes });
  }
}

const DEFAULT_COLUMNS = { keys: 23, middle: 49, side: 28 };
const DEFAULT_ROWS = { script: 60, dock: 40 };

function apply(
  group: GroupImperativeHandle | null,
  sizes: Readonly<Record<string, number>> | undefined,
): void {
  if (!group || !sizes || same(group.getLayout(), sizes)) return;
  // A layout for other panels than these is not ours to apply.
  const ids = Object.keys(group.getLayout());
  if (ids.length === Object.keys(sizes).length && ids.every((id) => id in sizes))
    group.setLayout({ ...sizes });
}

function same(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): boolean {
  return Object.keys(a).every((id) => Math.abs((a[id] ?? 0) - (b[id] ?? 0)) < 0.5);
}

/** Moves the focus to the first thing in a panel that takes text. */
function focusIn(panel: string): void {
  document.getElementById(panel)?.querySelector<HTMLElement>('textarea, [contenteditable="true"]')?.focus();
}

function toggle(panel: PanelImperativeHandle | null): void {
  if (panel?.isCollapsed()) panel.expand();
  else panel?.collapse();
}
