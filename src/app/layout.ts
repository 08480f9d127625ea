/**
 * Which panels are open, how large, and which tab of them is in front. It is kept with the playground, so that a scenario
 * or a link can bring a layout that fits it; the newest one is also where a new playground starts.
 */
import { useCallback, useMemo } from 'react';
import { useActions, usePlayground, usePlaygroundStore } from '../client/provider.tsx';
import { readPreference, writePreference } from '../ui/preferences.ts';

/** The panels as a phone shows them, one at a time. */
export const PHONE_VIEWS = [
  'lesson',
  'keys',
  'script',
  'console',
  'inspector',
  'ranking',
  'log',
  'programs',
  'sql',
  'durability',
] as const;
export type PhoneView = (typeof PHONE_VIEWS)[number];
export type SideTab = 'inspector' | 'ranking';
export type LeftTab = 'lesson' | 'keys';
export const DOCK_TABS = ['console', 'log', 'programs', 'sql', 'durability'] as const;
export type DockTab = (typeof DOCK_TABS)[number];

export interface Layout {
  /** Sizes in percent by the panel's id; 0 is collapsed. Undefined: the built-in sizes. */
  readonly columns?: Readonly<Record<string, number>>;
  readonly rows?: Readonly<Record<string, number>>;
  /** Width of the lesson's column in percent, where the page has one. */
  readonly lesson?: number;
  /** Where lesson and keyspace share a column. */
  readonly left: LeftTab;
  readonly side: SideTab;
  readonly dock: DockTab;
  readonly phone: PhoneView;
}

const DEFAULT: Layout = { left: 'lesson', side: 'inspector', dock: 'console', phone: 'script' };

/** The setting's name in the playground's settings, and the preference's. */
const NAME = 'layout';

/** Reads a layout from anything: settings come out of storage and links. */
export function readLayout(value: unknown, base: Layout = DEFAULT): Layout {
  if (typeof value !== 'object' || value === null) return base;
  const { columns, rows, lesson, left, side, dock, phone } = value as Partial<Record<keyof Layout, unknown>>;
  const view = PHONE_VIEWS.find((name) => name === phone);
  const readColumns = readSizes(columns) ?? base.columns;
  const readRows = readSizes(rows) ?? base.rows;
  const readWidth = readSizes({ lesson })?.lesson ?? base.lesson;
  return {
    ...(readColumns && { columns: readColumns }),
    ...(readRows && { rows: readRows }),
    ...(readWidth !== undefined && { lesson: readWidth }),
    left: left === 'lesson' || left === 'keys' ? left : base.left,
    side: side === 'ranking' || side === 'inspector' ? side : base.side,
    dock: DOCK_TABS.find((name) => name === dock) ?? base.dock,
    phone: view ?? base.phone,
  };
}

function readSizes(value: unknown): Record<string, number> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const sizes: Record<string, number> = {};
  for (const [id, size] of Object.entries(value)) {
    if (typeof size !== 'number' || !(size >= 0 && size <= 100)) return undefined;
    sizes[id] = size;
  }
  return sizes;
}

function remembered(): Layout {
  try {
    return readLayout(JSON.parse(readPreference(NAME) ?? 'null'));
  } catch {
    return DEFAULT;
  }
}

export function useLayout(): readonly [Layout, (change: Partial<Layout>) => void] {
  const setting = usePlayground((state) => state.settings[NAME]);
  const store = usePlaygroundStore();
  const actions = useActions();
  const layout = useMemo(() => readLayout(setting, remembered()), [setting]);
  const change = useCallback(
    (part: Partial<Layout>) => {
      const next = { ...readLayout(store.getState().settings[NAME], remembered()), ...part };
      actions.setSetting(NAME, next);
      writePreference(NAME, JSON.stringify(next));
    },
    [store, actions],
  );
  return [layout, change];
}
