/** Every token of every command's syntax is one that the command takes. */
import { describe, expect, it } from 'vitest';
import type { Command } from '../command.ts';
import { registry } from '../commands/index.ts';
import { Bench } from '../testing.ts';
import { variantsOf } from './variants.testing.ts';

const commands: Command[] = [...registry.values()].flatMap((command) => [
  command,
  ...(command.subcommands?.values() ?? []),
]);

/** Options that came after 8.4, with their releases. */
const NEWER: readonly [command: string, word: string, release: string][] = [
  ['XADD', 'IDMPAUTO', '8.6.0'],
  ['XADD', 'IDMP', '8.6.0'],
  ['ZUNION', 'COUNT', '8.8.0'],
  ['ZUNIONSTORE', 'COUNT', '8.8.0'],
  ['ZINTER', 'COUNT', '8.8.0'],
  ['ZINTERSTORE', 'COUNT', '8.8.0'],
];

/** Errors of words that stand where they should not, as opposed to those of data, rights and what is left out. */
const REFUSED =
  /syntax|unsupported|unknown (option|argument)|unrecognized|wrong number|invalid (stream|bitfield|command|min)|not an integer|not a float|not valid|greater than|requires|must be/i;
const MEANT =
  /XGROUP subcommand requires the key|cannot be used when numlocal|FAILOVER requires|MODULE command not allowed|with at least two source keys|Unknown option or number of arguments for CONFIG SET - 'a'|modifier 'a': Syntax|argument must be set to the empty string/;

describe('every option of every command is taken', () => {
  for (const command of commands) {
    // A container without a subcommand is never complete; DEBUG keeps its subcommands to itself.
    if (command.subcommands || command.name === 'DEBUG') continue;
    const { name } = command;
    for (const argv of variantsOf(command)) {
      const newer = NEWER.some(([other, word]) => other === name && argv.includes(word));
      it(`${argv.join(' ')}${newer ? ' (after 8.4)' : ''}`, () => {
        const reply = new Bench().run(argv);
        const error = typeof reply === 'string' && reply.startsWith('-') && !MEANT.test(reply) ? reply : '';
        // Once such an option is built it has to leave the list.
        if (newer) expect(error).toMatch(REFUSED);
        else expect(error).not.toMatch(REFUSED);
      });
    }
  }
});
