/** FCALL and FCALL_RO. */
import type { Call } from '../../call.ts';
import { type Command, defineCommand } from '../../command.ts';
import * as errors from '../../errors.ts';
import type { Reply } from '../../reply.ts';
import { prepareRun } from '../../scripting/run.ts';
import {
  type Invocation,
  parseInvocation,
  readingFlags,
  scriptKeys,
  splitKeys,
  writingFlags,
} from './eval.ts';

const NOT_FOUND = errors.err('Function not found');
const BAD_COUNT = errors.err('Bad number of keys provided');

function run(call: Call, invocation: Invocation, readOnly: boolean): Reply {
  const { client, engine } = call;
  const { functions } = engine.scripting;
  const fn = functions.find(invocation.what);
  if (!fn) throw NOT_FOUND;
  const { keys, argv } = splitKeys(invocation, BAD_COUNT);
  // What is logged is what the function does.
  call.logNothing();
  return functions.run(fn, prepareRun(engine, client, fn.name, fn.flags, readOnly), keys, argv);
}

const FACTS = {
  group: 'scripting',
  since: '7.0.0',
  arity: -3,
  keys: scriptKeys,
  categories: ['scripting'],
  complexity: 'Depends on the function',
  syntax: 'function numkeys [key [key ...]] [arg [arg ...]]',
  parse: parseInvocation,
} as const;

export const fcallCommands: readonly Command[] = [
  defineCommand({
    ...FACTS,
    name: 'FCALL',
    flags: writingFlags,
    summary: 'Calls a function of a library.',
    run: (call, invocation) => run(call, invocation, false),
  }),
  defineCommand({
    ...FACTS,
    name: 'FCALL_RO',
    flags: readingFlags,
    summary: 'Calls a function that only reads.',
    run: (call, invocation) => run(call, invocation, true),
  }),
];
