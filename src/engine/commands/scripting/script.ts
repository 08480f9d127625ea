/** SCRIPT: the scripts that the server knows. */
import type { Args } from '../../args.ts';
import { type Command, defineCommand, defineContainer, noKeys } from '../../command.ts';
import * as errors from '../../errors.ts';
import { ErrorReply, OK } from '../../reply.ts';
import { helpCommand } from '../help.ts';

/** What SCRIPT KILL and FUNCTION KILL answer: nothing is ever answered while a script runs. */
export const NOT_BUSY = new ErrorReply('NOTBUSY No scripts in execution right now.');
const FLUSH_OPTION = errors.err('SCRIPT FLUSH only support SYNC|ASYNC option');
const DEBUG_OPTION = errors.err('Use SCRIPT DEBUG YES/SYNC/NO');
const NO_DEBUGGER = errors.err('The script debugger is not available on this server');

const FACTS = { group: 'scripting', categories: ['scripting'], keys: noKeys } as const;

const load = defineCommand({
  ...FACTS,
  name: 'SCRIPT LOAD',
  since: '2.6.0',
  arity: 3,
  flags: ['noscript', 'stale'],
  complexity: 'O(N) for a script of N bytes',
  summary: 'Compiles a script and remembers it under the SHA-1 of its source.',
  syntax: 'script',
  parse: (args) => args.next(),
  run: ({ engine }, body) => engine.scripting.scripts.load(body, true).sha,
});

const exists = defineCommand({
  ...FACTS,
  name: 'SCRIPT EXISTS',
  since: '2.6.0',
  arity: -3,
  flags: ['noscript'],
  complexity: 'O(N) for N scripts',
  summary: 'Tells which scripts the server knows.',
  syntax: 'sha1 [sha1 ...]',
  parse: (args) => args.rest(),
  run: ({ engine }, names) => names.map((sha) => (engine.scripting.scripts.has(sha) ? 1 : 0)),
});

/** Reads SYNC or ASYNC, which are the same here: what is forgotten costs nothing. */
export function parseFlush(args: Args, error: ErrorReply): void {
  if (args.done) return;
  const word = args.option();
  if ((word !== 'SYNC' && word !== 'ASYNC') || !args.done) throw error;
}

const flush = defineCommand({
  ...FACTS,
  name: 'SCRIPT FLUSH',
  since: '2.6.0',
  arity: -2,
  flags: ['noscript'],
  complexity: 'O(N) for N scripts',
  summary: 'Forgets all scripts.',
  syntax: '[ASYNC | SYNC]',
  parse: (args) => parseFlush(args, FLUSH_OPTION),
  run({ engine }) {
    engine.scripting.scripts.flush();
    return OK;
  },
});

const kill = defineCommand({
  ...FACTS,
  name: 'SCRIPT KILL',
  since: '2.6.0',
  arity: 2,
  flags: ['noscript', 'allow_busy'],
  complexity: 'O(1)',
  summary: 'Ends the script that runs, if it has written nothing yet.',
  syntax: '',
  run() {
    throw NOT_BUSY;
  },
});

const debug = defineCommand({
  ...FACTS,
  name: 'SCRIPT DEBUG',
  since: '3.2.0',
  arity: 3,
  flags: ['noscript'],
  complexity: 'O(1)',
  summary: 'Sets whether the next scripts run in the debugger.',
  syntax: '<YES | SYNC | NO>',
  parse: (args) => args.option(),
  run(_call, mode) {
    if (mode === 'NO') return OK;
    throw mode === 'YES' || mode === 'SYNC' ? NO_DEBUGGER : DEBUG_OPTION;
  },
});

export const script: Command = defineContainer(
  {
    name: 'SCRIPT',
    group: 'scripting',
    since: '2.6.0',
    arity: -2,
    flags: [],
    keys: noKeys,
    complexity: '-',
    summary: 'Manages the scripts that the server knows.',
    syntax: '',
  },
  [load, exists, flush, kill, debug, helpCommand('SCRIPT', { ...FACTS, since: '5.0.0' })],
);
