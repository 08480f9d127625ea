/** What a link says about how the playground looks: panels, clients, sizes, and how its clock stands. */
import { bytes, damaged, isRecord, list, text } from './checks.ts';

export interface SharedView {
  readonly panel: 'inspector' | 'ranking' | 'console' | 'log';
  /** A byte string. */
  readonly key: string | undefined;
  readonly clients: readonly string[];
  readonly layout?: SharedLayout;
}

/** Sizes in percent by the panel's name; 0 is folded away. What is left out stays as it is. */
export interface SharedLayout {
  readonly columns?: Readonly<Record<string, number>>;
  readonly rows?: Readonly<Record<string, number>>;
  readonly side?: 'inspector' | 'ranking';
  readonly dock?: 'console' | 'log' | 'programs' | 'sql' | 'durability';
}

export interface SharedClock {
  readonly paused: boolean;
  /** Virtual ms a real ms. */
  readonly speed: number;
}

const MAX_CLIENTS = 50;
const MAX_SPEED = 10_000;
const PANELS = ['inspector', 'ranking', 'console', 'log'] as const;
const COLUMNS = ['keys', 'middle', 'side'] as const;
const ROWS = ['script', 'dock'] as const;

export function readView(value: unknown): SharedView {
  const panel = isRecord(value) ? PANELS.find((name) => name === value.panel) : undefined;
  if (!isRecord(value) || !panel) throw damaged('its view is not one that Keyglass has');
  const layout = value.layout === undefined ? undefined : readLayout(value.layout);
  return {
    panel,
    key: value.key === undefined ? undefined : bytes(value.key, 'view'),
    clients: list(value.clients ?? [], MAX_CLIENTS, 'clients').map((item) => text(item, 64, 'clients')),
    ...(layout && { layout }),
  };
}

export function readClock(value: unknown): SharedClock {
  if (!isRecord(value)) throw damaged('its clock is not one that Keyglass has');
  const { paused = false, speed = 1 } = value;
  if (typeof paused !== 'boolean' || typeof speed !== 'number' || !(speed >= 0.01 && speed <= MAX_SPEED))
    throw damaged('its clock is not one that Keyglass has');
  return { paused, speed };
}

/** A layout that cannot be is no reason to refuse a scenario: what is wrong in it is left out. */
function readLayout(value: unknown): SharedLayout | undefined {
  if (!isRecord(value)) return undefined;
  const columns = readSizes(value.columns, COLUMNS);
  const rows = readSizes(value.rows, ROWS);
  const side = value.side === 'inspector' || value.side === 'ranking' ? value.side : undefined;
  const dock = (['console', 'log', 'programs', 'sql', 'durability'] as const).find(
    (name) => name === value.dock,
  );
  return { ...(columns && { columns }), ...(rows && { rows }), ...(side && { side }), ...(dock && { dock }) };
}

/** All sizes of a group, or undefined where one is missing or is none. */
function readSizes(value: unknown, names: readonly string[]): Record<string, number> | undefined {
  if (!isRecord(value)) return undefined;
  const sizes = names.map((name): [string, unknown] => [
    name,
    Object.hasOwn(value, name) ? value[name] : undefined,
  ]);
  const good = sizes.filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number' && entry[1] >= 0 && entry[1] <= 100,
  );
  return good.length === names.length ? Object.fromEntries(good) : undefined;
}
