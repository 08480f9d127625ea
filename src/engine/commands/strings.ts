import { type Command, defineCommand, firstKey } from '../command.ts';
import { stringOf } from '../values/value.ts';

const get = defineCommand({
  name: 'GET',
  group: 'string',
  since: '1.0.0',
  arity: 2,
  flags: ['readonly', 'fast'],
  keys: firstKey,
  complexity: 'O(1)',
  summary: 'Returns the string under a key.',
  syntax: 'key',
  parse: (args) => args.next(),
  run({ db }, key) {
    const value = db.read(key, 'string');
    return value === undefined ? null : stringOf(value);
  },
});

export const stringCommands: readonly Command[] = [get];
