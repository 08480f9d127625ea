/** The registry against the project's table of facts about the reference's commands. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Command, KeySpec } from '../command.ts';
import { registry } from './index.ts';

const TABLE = fileURLToPath(new URL('../../../../shared/commands.tsv', import.meta.url));

interface Facts {
  readonly command: string;
  readonly group: string;
  readonly relevance: string;
  readonly since: string;
  readonly arity: string;
  readonly flags: string;
  readonly keys: string;
  readonly syntax: string;
  readonly acl_categories: string;
}

function readTable(): Map<string, Facts> {
  const [header = '', ...lines] = readFileSync(TABLE, 'utf8').trimEnd().split('\n');
  const names = header.split('\t');
  return new Map(
    lines.map((line) => {
      const cells = line.split('\t');
      const row = Object.fromEntries(names.map((name, i) => [name, cells[i] ?? '']));
      return [row.command ?? '', row as unknown as Facts];
    }),
  );
}

const commands: Command[] = [...registry.values()].flatMap((command) => [
  command,
  ...(command.subcommands?.values() ?? []),
]);

const list = (cell: string) => (cell === '-' || cell === '' ? [] : cell.split(',')).sort();

/** A key position in the table's notation. */
function notation(spec: KeySpec): string {
  switch (spec.kind) {
    case 'range':
      return `${spec.first}:${spec.last}/${spec.step}`;
    case 'count':
      return `${spec.at}:num@${spec.first - spec.at - 1}`;
    case 'keyword':
      return `kw(${spec.word}):`;
    case 'unknown':
      return '?:?';
  }
}

const keysOf = (cell: string) =>
  (cell === '-' ? [] : cell.split(',')).map((part) => part.replace(/^(kw\([A-Z]+\):).*$/, '$1'));

const WANTED = new Set(['data', 'session', 'introspection', 'server-admin', 'test-support']);
/** True for a release up to 8.4. */
const upTo84 = (release: string) => {
  const [major = 0, minor = 0] = release.split('.').map(Number);
  return major < 8 || (major === 8 && minor <= 4);
};

test.skipIf(!existsSync(TABLE))('every command of the table that came up to 8.4 is here', () => {
  const names = new Set(commands.map(({ name }) => name));
  const missing = [...readTable().values()].filter(
    ({ command, relevance, since }) => WANTED.has(relevance) && upTo84(since) && !names.has(command),
  );
  expect(missing.map(({ command }) => command)).toEqual([]);
});

describe.skipIf(!existsSync(TABLE))('the facts of every command equal the table', () => {
  const table = existsSync(TABLE) ? readTable() : new Map<string, Facts>();
  test.each(commands.map((command) => [command.name, command] as const))('%s', (name, command) => {
    const facts = table.get(name);
    expect(facts, `${name} is not in the table`).toBeDefined();
    if (!facts) return;
    expect({
      group: command.group,
      since: command.since,
      arity: String(command.arity),
      flags: [...command.flags].sort(),
      keys: command.keys.map(notation),
      syntax: command.syntax,
      categories: [...(command.categories ?? [])].sort(),
    }).toEqual({
      group: facts.group,
      since: facts.since,
      arity: facts.arity,
      flags: list(facts.flags),
      keys: keysOf(facts.keys),
      syntax: facts.syntax === '-' ? '' : facts.syntax,
      categories: list(facts.acl_categories),
    });
    expect(command.summary, 'a summary').toMatch(/^[A-Z].*\.$/);
    expect(command.complexity, 'a complexity').not.toBe('');
  });
});
