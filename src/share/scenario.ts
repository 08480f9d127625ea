/**
 * What a link or a scenario file carries. It comes from outside, so everything is checked here: shapes, sizes, and that
 * the commands which rebuild a keyspace do nothing else. Nothing in it runs without the person's click.
 */

export interface SharedScenario {
  readonly title: string;
  /** Paragraphs of plain text; shown as text, never as HTML. */
  readonly text: readonly string[];
  readonly script: string;
  readonly view: SharedView | undefined;
  readonly keyspace: SharedKeyspace | undefined;
}

export interface SharedView {
  readonly panel: 'inspector' | 'ranking' | 'console' | 'log';
  /** A byte string. */
  readonly key: string | undefined;
  readonly clients: readonly string[];
}

export interface SharedKeyspace {
  /** Commands that rebuild the keys; words are byte strings. TTLs are PEXPIREAT with times of `takenAt`'s clock. */
  readonly commands: readonly (readonly string[])[];
  /** When it was taken, ms since the epoch. */
  readonly takenAt: number;
  /** `absolute`: a key ends when it would have ended; `restart`: what was left of its TTL starts at opening. */
  readonly ttl: 'absolute' | 'restart';
}

/** Something is wrong with a link or a file; the message says what, and what to do, in one sentence. */
export class ShareError extends Error {
  override readonly name = 'ShareError';
}

const MAX_SCRIPT = 512 * 1024;
const MAX_TITLE = 200;
const MAX_PARAGRAPHS = 200;
const MAX_COMMANDS = 100_000;
const MAX_CLIENTS = 50;
const PANELS: readonly string[] = ['inspector', 'ranking', 'console', 'log'];

/** The only commands a shared keyspace may consist of. */
const REBUILDING = new Set([
  'SELECT',
  'SET',
  'RPUSH',
  'SADD',
  'ZADD',
  'HSET',
  'HPEXPIREAT',
  'PEXPIREAT',
  'XADD',
  'XTRIM',
  'XDEL',
  'XSETID',
  'XGROUP',
  'XCLAIM',
]);

/** Checks a parsed value; throws ShareError where it is not a scenario. */
export function readScenario(value: unknown): SharedScenario {
  if (!isRecord(value)) throw damaged('it is not a scenario');
  if (value.v !== 1) {
    if (typeof value.v === 'number' && value.v > 1) throw newer();
    throw damaged('it has no version that Keyglass knows');
  }
  return {
    title: text(value.title ?? '', MAX_TITLE, 'title'),
    text: list(value.text ?? [], MAX_PARAGRAPHS, 'text').map((item) => text(item, 20_000, 'text')),
    script: text(value.script, MAX_SCRIPT, 'script'),
    view: value.view === undefined ? undefined : readView(value.view),
    keyspace: value.keyspace === undefined ? undefined : readKeyspace(value.keyspace),
  };
}

/** The plain value that `readScenario` reads; what is empty is left out. */
export function writeScenario(scenario: SharedScenario): Record<string, unknown> {
  const { title, text, script, view, keyspace } = scenario;
  return {
    v: 1,
    ...(title !== '' && { title }),
    ...(text.length > 0 && { text }),
    script,
    ...(view && { view }),
    ...(keyspace && { keyspace }),
  };
}

/**
 * The commands that rebuild a shared keyspace at `now` (ms since the epoch), with its TTLs moved where they restart.
 */
export function rebuildCommands(keyspace: SharedKeyspace, now: number): readonly (readonly string[])[] {
  if (keyspace.ttl === 'absolute') return keyspace.commands;
  const shift = Math.round(now - keyspace.takenAt);
  return keyspace.commands.map((argv) => {
    const name = argv[0]?.toUpperCase();
    if (name !== 'PEXPIREAT' && name !== 'HPEXPIREAT') return argv;
    return argv.with(2, String(Number(argv[2]) + shift));
  });
}

function readView(value: unknown): SharedView {
  if (!isRecord(value) || typeof value.panel !== 'string' || !PANELS.includes(value.panel)) {
    throw damaged('its view is not one that Keyglass has');
  }
  return {
    panel: value.panel as SharedView['panel'],
    key: value.key === undefined ? undefined : bytes(value.key, 'view'),
    clients: list(value.clients ?? [], MAX_CLIENTS, 'clients').map((item) => text(item, 64, 'clients')),
  };
}

function readKeyspace(value: unknown): SharedKeyspace {
  if (!isRecord(value) || typeof value.takenAt !== 'number' || !Number.isFinite(value.takenAt)) {
    throw damaged('its keyspace is not whole');
  }
  if (value.ttl !== 'absolute' && value.ttl !== 'restart') throw damaged('its keyspace is not whole');
  const commands = list(value.commands, MAX_COMMANDS, 'keyspace').map((item) => {
    const argv = list(item, 10_000, 'keyspace').map((word) => bytes(word, 'keyspace'));
    if (!REBUILDING.has((argv[0] ?? '').toUpperCase())) {
      throw damaged(
        `its keyspace holds a command that does not belong there (${(argv[0] ?? '').slice(0, 20)})`,
      );
    }
    return argv;
  });
  return { commands, takenAt: value.takenAt, ttl: value.ttl };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: unknown, max: number, what: string): string {
  if (typeof value !== 'string') throw damaged(`its ${what} is not text`);
  if (value.length > max)
    throw new ShareError(
      `This scenario’s ${what} is longer than ${max} characters, which is more than Keyglass opens.`,
    );
  return value.isWellFormed() ? value : value.toWellFormed();
}

function bytes(value: unknown, what: string): string {
  if (typeof value !== 'string') throw damaged(`its ${what} is not text`);
  for (let i = 0; i < value.length; i++) {
    if (value.charCodeAt(i) > 255) throw damaged(`its ${what} holds characters that are not bytes`);
  }
  return value;
}

function list(value: unknown, max: number, what: string): readonly unknown[] {
  if (!Array.isArray(value)) throw damaged(`its ${what} is not a list`);
  if (value.length > max)
    throw new ShareError(
      `This scenario’s ${what} has more than ${max} entries, which is more than Keyglass opens.`,
    );
  return value;
}

export const damaged = (why: string): ShareError =>
  new ShareError(`This link or file cannot be opened: ${why}. Ask for it once more.`);

export const newer = (): ShareError =>
  new ShareError(
    'This link was made by a newer Keyglass. Reload the page to get the newest version, then open it again.',
  );
