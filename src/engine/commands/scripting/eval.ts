/** EVAL and EVALSHA, and their forms that only read. */
import type { Args } from '../../args.ts';
import type { Call } from '../../call.ts';
import { type Command, type CommandFacts, defineCommand, type Flag, type KeySpec } from '../../command.ts';
import * as errors from '../../errors.ts';
import { parseInt64 } from '../../numbers.ts';
import { ErrorReply, type Reply } from '../../reply.ts';
import { prepareRun } from '../../scripting/run.ts';
import type { Script } from '../../scripting/scripts.ts';

const NOSCRIPT = new ErrorReply('NOSCRIPT No matching script. Please use EVAL.');
const TOO_MANY_KEYS = errors.err("Number of keys can't be greater than number of args");
const NEGATIVE_KEYS = errors.err("Number of keys can't be negative");

export const scriptKeys: readonly KeySpec[] = [{ kind: 'count', at: 2, first: 3, step: 1 }];
export const writingFlags: readonly Flag[] = [
  'noscript',
  'skip_monitor',
  'may_replicate',
  'no_mandatory_keys',
  'script_runner',
  'stale',
];
export const readingFlags: readonly Flag[] = [
  'noscript',
  'skip_monitor',
  'no_mandatory_keys',
  'stale',
  'script_runner',
  'readonly',
];

/** The number of keys is read after what was named is found, so it is kept as it came. */
export interface Invocation {
  readonly what: string;
  readonly count: string;
  readonly words: readonly string[];
}

export const parseInvocation = (args: Args): Invocation => ({
  what: args.next(),
  count: args.next(),
  words: args.rest(),
});

/** Keys and other words of a call. Throws where there are fewer words than keys. */
export function splitKeys(
  { count, words }: Invocation,
  malformed: ErrorReply = errors.NOT_INTEGER,
): { keys: readonly string[]; argv: readonly string[] } {
  const value = parseInt64(count);
  if (value === undefined) throw malformed;
  const keys = Number(value);
  if (keys > words.length) throw TOO_MANY_KEYS;
  if (keys < 0) throw NEGATIVE_KEYS;
  return { keys: words.slice(0, keys), argv: words.slice(keys) };
}

type Find = (call: Call, invocation: Invocation) => () => Script;

const bySource: Find =
  (call, { what }) =>
  () =>
    call.engine.scripting.scripts.load(what, false);

const bySha: Find = (call, { what }) => {
  if (what.length !== 40) throw NOSCRIPT;
  return () => {
    const script = call.engine.scripting.scripts.get(what);
    if (!script) throw NOSCRIPT;
    return script;
  };
};

function evaluator(
  facts: Pick<CommandFacts, 'name' | 'since' | 'summary' | 'syntax'>,
  find: Find,
  readOnly: boolean,
): Command {
  return defineCommand({
    ...facts,
    group: 'scripting',
    arity: -3,
    flags: readOnly ? readingFlags : writingFlags,
    keys: scriptKeys,
    categories: ['scripting'],
    complexity: 'Depends on the script',
    parse: parseInvocation,
    run(call, invocation): Reply {
      const { client, engine } = call;
      const found = find(call, invocation);
      const { keys, argv } = splitKeys(invocation);
      const script = found();
      // What is logged is what the script does.
      call.logNothing();
      const run = prepareRun(engine, client, script.sha, script.flags, readOnly);
      return engine.scripting.scripts.run(script, run, keys, argv);
    },
  });
}

export const evalCommands: readonly Command[] = [
  evaluator(
    {
      name: 'EVAL',
      since: '2.6.0',
      summary: 'Runs a Lua script on the server.',
      syntax: 'script numkeys [key [key ...]] [arg [arg ...]]',
    },
    bySource,
    false,
  ),
  evaluator(
    {
      name: 'EVALSHA',
      since: '2.6.0',
      summary: 'Runs a script that the server knows, by the SHA-1 of its source.',
      syntax: 'sha1 numkeys [key [key ...]] [arg [arg ...]]',
    },
    bySha,
    false,
  ),
  evaluator(
    {
      name: 'EVAL_RO',
      since: '7.0.0',
      summary: 'Runs a Lua script that only reads.',
      syntax: 'script numkeys [key [key ...]] [arg [arg ...]]',
    },
    bySource,
    true,
  ),
  evaluator(
    {
      name: 'EVALSHA_RO',
      since: '7.0.0',
      summary: 'Runs a script that only reads, by the SHA-1 of its source.',
      syntax: 'sha1 numkeys [key [key ...]] [arg [arg ...]]',
    },
    bySha,
    true,
  ),
];
