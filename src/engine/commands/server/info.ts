/** INFO and ROLE. */
import { type Command, defineCommand, noKeys } from '../../command.ts';
import { verbatim } from '../../reply.ts';

const info = defineCommand({
  name: 'INFO',
  group: 'server',
  since: '1.0.0',
  arity: -1,
  flags: ['loading', 'stale', 'sentinel'],
  keys: noKeys,
  complexity: 'O(1)',
  summary: 'Tells how the server is and what it did, by section.',
  syntax: '[section [section ...]]',
  categories: ['dangerous'],
  parse: (args) => args.rest(),
  run: ({ engine }, sections) => verbatim(engine.info.text(engine, sections)),
});

const role = defineCommand({
  name: 'ROLE',
  group: 'server',
  since: '2.8.12',
  arity: 1,
  flags: ['noscript', 'loading', 'stale', 'fast', 'sentinel'],
  keys: noKeys,
  complexity: 'O(1)',
  summary: 'Says that this server is a master without replicas.',
  syntax: '',
  categories: ['admin', 'dangerous'],
  // Offset 0: nothing was ever sent to a replica.
  run: () => ['master', 0, []],
});

export const infoCommands: readonly Command[] = [info, role];
