/** SHUTDOWN and MODULE: what needs a process of its own and native code is refused as the reference refuses it. */
import { type Command, defineCommand, defineContainer, type Flag, noKeys } from '../../../command.ts';
import * as errors from '../../../errors.ts';
import { helpCommand } from '../../help.ts';

const WORDS = new Set(['NOSAVE', 'SAVE', 'NOW', 'FORCE', 'ABORT']);

const shutdown = defineCommand({
  name: 'SHUTDOWN',
  group: 'server',
  since: '1.0.0',
  arity: -1,
  flags: ['admin', 'noscript', 'loading', 'stale', 'no_multi', 'sentinel', 'allow_busy'],
  keys: noKeys,
  complexity: 'O(N)',
  summary: 'Ends the server; one inside a page lives as long as the page.',
  syntax: '[NOSAVE | SAVE] [NOW] [FORCE] [ABORT]',
  parse(args) {
    const words = args.rest().map((word) => word.toUpperCase());
    const contradiction = words.includes('SAVE') && words.includes('NOSAVE');
    if (contradiction || words.some((word) => !WORDS.has(word))) throw errors.SYNTAX;
    if (words.includes('ABORT') && words.length > 1) throw errors.SYNTAX;
    return words.includes('ABORT');
  },
  run(_, abort) {
    throw errors.err(abort ? 'No shutdown in progress.' : 'Errors trying to SHUTDOWN. Check logs.');
  },
});

const MODULES_OFF = errors.err(
  'MODULE command not allowed. If the enable-module-command option is set to "local", you can run it from a local connection, otherwise you need to set this option in the configuration file, and then restart the server.',
);
const LOADING: readonly Flag[] = ['no_async_loading', 'admin', 'noscript', 'protected'];

const refused = (name: string, since: string, arity: number, syntax: string, summary: string): Command =>
  defineCommand({
    name: `MODULE ${name}`,
    group: 'server',
    since,
    arity,
    flags: LOADING,
    keys: noKeys,
    complexity: 'O(1)',
    summary,
    syntax,
    run() {
      throw MODULES_OFF;
    },
  });

const modules = defineContainer(
  {
    name: 'MODULE',
    group: 'server',
    since: '4.0.0',
    arity: -2,
    flags: [],
    keys: noKeys,
    complexity: '-',
    summary: 'Manages extensions in native code.',
    syntax: '',
  },
  [
    helpCommand('MODULE', { group: 'server', since: '5.0.0' }),
    defineCommand({
      name: 'MODULE LIST',
      group: 'server',
      since: '4.0.0',
      arity: 2,
      flags: ['admin', 'noscript'],
      keys: noKeys,
      complexity: 'O(N)',
      summary: 'Lists the loaded modules: none.',
      syntax: '',
      run: () => [],
    }),
    refused('LOAD', '4.0.0', -3, 'path [arg [arg ...]]', 'Loads a module.'),
    refused(
      'LOADEX',
      '7.0.0',
      -3,
      'path [CONFIG name value [CONFIG name value ...]] [ARGS args [args ...]]',
      'Loads a module with settings.',
    ),
    refused('UNLOAD', '4.0.0', 3, 'name', 'Unloads a module.'),
  ],
);

export const processCommands: readonly Command[] = [shutdown, modules];
