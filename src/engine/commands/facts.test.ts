import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { categoriesOf } from '../acl/categories.ts';
import type { Command, KeySpec } from '../command.ts';
import { registry } from './index.ts';

/** The table of facts about the reference's commands, where the tree has it beside it. */
const table = new URL('../../../../shared/commands.tsv', import.meta.url);

function rows(): Map<string, Record<string, string>> {
  const [head = '', ...lines] = readFileSync(table, 'utf8').trim().split(/\r?\n/);
  const columns = head.split('\t');
  return new Map(
    lines.map((line) => {
      const cells = line.split('\t');
      const row = Object.fromEntries(columns.map((name, i) => [name, cells[i] ?? '']));
      return [row.command ?? '', row];
    }),
  );
}

/** A key specification as the table writes it: `1:0/1`, `2:num@0`, `kw(STREAMS):-1/1`. */
function written(spec: KeySpec): string {
  switch (spec.kind) {
    case 'range':
      return `${spec.first}:${spec.last}/${spec.step}`;
    case 'count':
      return `${spec.at}:num@0`;
    case 'keyword':
      return `kw(${spec.word}):${spec.word === 'STREAMS' || spec.word === 'KEYS' ? '-1' : '0'}/1`;
    case 'unknown':
      return '?:?';
  }
}

const list = (cell = '-') =>
  cell === '-' || cell === '' ? [] : cell.split(',').map((word) => word.replace('@', ''));

describe.skipIf(!existsSync(table))('facts', () => {
  const known = existsSync(table) ? rows() : new Map<string, Record<string, string>>();
  const commands = [...registry.values()].flatMap((command): Command[] => [
    command,
    ...(command.subcommands?.values() ?? []),
  ]);

  it.each(commands.map((command) => [command.name, command] as const))('%s', (name, command) => {
    const row = known.get(name);
    expect(row, name).toBeDefined();
    if (!row) return;
    expect({
      group: command.group,
      since: command.since,
      arity: command.arity,
      flags: [...command.flags].sort(),
      keys: command.keys.map(written).join(','),
      complexity: command.complexity,
      syntax: command.syntax,
      deprecated: command.deprecatedSince ?? '-',
      missingCategories: list(row.acl_categories).filter((category) => !categoriesOf(command).has(category)),
    }).toEqual({
      group: row.group,
      since: row.since,
      arity: Number(row.arity),
      flags: list(row.flags).sort(),
      keys: row.keys === '-' ? '' : row.keys,
      complexity: row.complexity,
      syntax: row.syntax === '-' ? '' : row.syntax,
      deprecated: row.deprecated_since === '' ? '-' : row.deprecated_since,
      missingCategories: [],
    });
    expect(command.summary).toMatch(/^[A-Z].*\.$/);
  });
});
