/**
 * What a link or a scenario file carries. It comes from outside, so everything is checked here: shapes, sizes, and that
 * the commands which rebuild a keyspace do nothing else. Nothing in it runs without the person's click.
 */
import { bytes, damaged, isRecord, list, newer, text } from './checks.ts';
import { readClock, readView, type SharedClock, type SharedView } from './view.ts';

export { damaged, newer, ShareError } from './checks.ts';
export type { SharedClock, SharedLayout, SharedView } from './view.ts';

export interface SharedScenario {
  readonly title: string;
  /** Paragraphs of plain text; shown as text, never as HTML. */
  readonly text: readonly string[];
  readonly script: string;
  readonly view: SharedView | undefined;
  readonly keyspace: SharedKeyspace | undefined;
  /** How the playground's clock stands; left out where it runs as the one on the wall. */
  readonly clock?: SharedClock;
}

export interface SharedKeyspace {
  /** Commands that rebuild the keys; words are byte strings. TTLs are PEXPIREAT with times of `takenAt`'s clock. */
  readonly commands: readonly (readonly string[])[];
  /** When it was taken, ms since the epoch. */
  readonly takenAt: number;
  /** `absolute`: a key ends when it would have ended; `restart`: what was left of its TTL starts at opening. */
  readonly ttl: 'absolute' | 'restart';
}

const MAX_SCRIPT = 512 * 1024;
const MAX_TITLE = 200;
const MAX_PARAGRAPHS = 200;
const MAX_COMMANDS = 100_000;

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
  const clock = value.clock === undefined ? undefined : readClock(value.clock);
  return {
    title: text(value.title ?? '', MAX_TITLE, 'title'),
    text: list(value.text ?? [], MAX_PARAGRAPHS, 'text').map((item) => text(item, 20_000, 'text')),
    script: text(value.script, MAX_SCRIPT, 'script'),
    view: value.view === undefined ? undefined : readView(value.view),
    keyspace: value.keyspace === undefined ? undefined : readKeyspace(value.keyspace),
    ...(clock && { clock }),
  };
}

/** The plain value that `readScenario` reads; what is empty is left out. */
export function writeScenario(scenario: SharedScenario): Record<string, unknown> {
  const { title, text, script, view, keyspace, clock } = scenario;
  return {
    v: 1,
    ...(title !== '' && { title }),
    ...(text.length > 0 && { text }),
    script,
    ...(view && { view }),
    ...(keyspace && { keyspace }),
    ...(clock && { clock }),
  };
}

/**
 * The commands that rebuild a shared keyspace at `now` (ms since the epoch), with its TTLs moved where they restart.
 * `engineNow` is the playground's own time at that moment, where it was stepped or runs faster.
 */
export function rebuildCommands(
  keyspace: SharedKeyspace,
  now: number,
  engineNow = now,
): readonly (readonly string[])[] {
  return moveDeadlines(keyspace.commands, engineNow - (keyspace.ttl === 'restart' ? keyspace.takenAt : now));
}

/** How many keys commands that rebuild a keyspace bring, in all its databases. */
export function countKeys(commands: readonly (readonly string[])[]): number {
  const keys = new Set<string>();
  let db = '0';
  for (const [name, first = '', second = ''] of commands) {
    const command = name?.toUpperCase();
    if (command === 'SELECT') db = first;
    else keys.add(`${db} ${command === 'XGROUP' ? second : first}`);
  }
  return keys.size;
}

/** Commands whose third word is a time, ms since the epoch. */
const isDeadline = ([name]: readonly string[]) => /^H?PEXPIREAT$/i.test(name ?? '');

/** The same commands with every deadline `by` ms later. */
export function moveDeadlines(
  commands: readonly (readonly string[])[],
  by: number,
): readonly (readonly string[])[] {
  const shift = Math.round(by);
  if (shift === 0) return commands;
  return commands.map((argv) => {
    if (!isDeadline(argv)) return argv;
    return argv.with(2, String(Number(argv[2]) + shift));
  });
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
    if (isDeadline(argv) && !/^\d{1,16}$/.test(argv[2] ?? ''))
      throw damaged('a TTL of its keyspace is no time');
    return argv;
  });
  return { commands, takenAt: value.takenAt, ttl: value.ttl };
}
