/** The editor knows every command with every option: what it offers, explains and marks comes from the registry. */
import { describe, expect, it } from 'vitest';
import { CommandTable } from '../../client/syntax/analyse.ts';
import { complete } from '../../client/syntax/complete.ts';
import type { Command } from '../../engine/command.ts';
import { registry } from '../../engine/commands/index.ts';
import { variantsOf } from '../../engine/syntax/variants.testing.ts';
import { quoteCommand } from '../../resp/quote.ts';
import { parseScript } from '../../script/parse.ts';
import { commandDocs } from '../../worker/docs.ts';
import { placeAt } from './cursor.ts';
import { diagnose } from './diagnose.ts';
import { hoverAt } from './hover.ts';
import { signatureAt } from './signature.ts';

const table = new CommandTable(commandDocs());
const commands: Command[] = [...registry.values()]
  .flatMap((command) => [command, ...(command.subcommands?.values() ?? [])])
  // DEBUG keeps its subcommands to itself.
  .filter(({ subcommands, id }) => subcommands === undefined && id !== 'debug');

/** Words in capitals are typed as they stand. */
const isToken = (word: string) => /^[A-Z][A-Z-]+$/.test(word);

describe.each(commands.map((command) => [command.name, command] as const))('%s', (name, command) => {
  const nameWords = name.split(' ').length;

  it('is offered by its name', () => {
    const before = name.split(' ').slice(0, -1);
    const last = name.split(' ').at(-1) ?? '';
    const offered = complete(table, before, last.slice(0, 2)).candidates.map(({ text }) => text);
    expect(offered).toContain(last);
  });

  it.each(variantsOf(command).map((words) => [words.join(' '), words] as const))('%s', (_, words) => {
    const text = quoteCommand(words);
    const script = parseScript(text);
    const problems = diagnose(script, table).filter(({ severity }) => severity !== 'deprecated');
    expect(problems).toEqual([]);
    const [statement] = script.statements;
    const spans = statement && 'spans' in statement ? statement.spans : [];
    expect(spans).toHaveLength(words.length);
    for (const [i, word] of words.entries()) {
      const place = placeAt(script, text, spans[i]?.end ?? 0);
      expect(hoverAt(placeAt(script, text, spans[i]?.start ?? 0), table), `hover at ${word}`).toBeDefined();
      if (i < nameWords) continue;
      const found = signatureAt(place, table);
      const active = found?.parameters[found.active];
      expect(active && found.label.slice(...active), `signature at ${word}`).toBeTruthy();
      if (!isToken(word)) continue;
      const offered = complete(table, words.slice(0, i), '').candidates.map(({ text }) => text);
      expect(offered, `after ${words.slice(0, i).join(' ')}`).toContain(word);
    }
  });
});
