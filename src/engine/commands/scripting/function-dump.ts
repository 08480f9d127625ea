/** FUNCTION DUMP and RESTORE: all libraries as bytes that another server takes. */
import type { Args } from '../../args.ts';
import type { Call } from '../../call.ts';
import { type Command, defineCommand, noKeys } from '../../command.ts';
import type { DumpCodec } from '../../dump-codec.ts';
import * as errors from '../../errors.ts';
import { OK, type Reply } from '../../reply.ts';
import { libraryHead } from '../../scripting/shebang.ts';

const NO_CODEC = errors.err('This host of the engine has no RDB format');
const BAD_PAYLOAD = errors.err('DUMP payload version or checksum are wrong');
const BAD_DATA = errors.err('given type is not a function');
const BAD_POLICY = errors.err('Wrong restore policy given, value should be either FLUSH, APPEND or REPLACE.');

function codecOf({ engine }: Call): DumpCodec {
  if (!engine.dumpCodec) throw NO_CODEC;
  return engine.dumpCodec;
}

const FACTS = { group: 'scripting', since: '7.0.0', categories: ['scripting'], keys: noKeys } as const;

const dump = defineCommand({
  ...FACTS,
  name: 'FUNCTION DUMP',
  arity: 2,
  flags: ['noscript'],
  complexity: 'O(N) for N functions',
  summary: 'Returns all libraries in a binary form that FUNCTION RESTORE takes.',
  syntax: '',
  run: (call) => codecOf(call).dumpLibraries(call.engine.scripting.functions.codes()),
});

type Policy = 'FLUSH' | 'APPEND' | 'REPLACE';

interface Restore {
  readonly payload: string;
  readonly policy: Policy;
}

function parseRestore(args: Args): Restore {
  if (args.left > 2) throw errors.subcommandSyntax(args.argv[1] ?? '', 'FUNCTION');
  const payload = args.next();
  if (args.done) return { payload, policy: 'APPEND' };
  const policy = args.option();
  if (policy !== 'FLUSH' && policy !== 'APPEND' && policy !== 'REPLACE') throw BAD_POLICY;
  return { payload, policy };
}

/** Restores all libraries or none. It is logged as the libraries that it loads. */
function runRestore(call: Call, { payload, policy }: Restore): Reply {
  const codec = codecOf(call);
  if (!codec.verify(payload)) throw BAD_PAYLOAD;
  const codes = codec.restoreLibraries(payload);
  if (codes === undefined) throw BAD_DATA;
  const { functions } = call.engine.scripting;
  const before = [...functions.codes()];
  call.logNothing();
  try {
    if (policy === 'FLUSH') functions.flush();
    else if (policy === 'APPEND') {
      for (const { name } of codes.map(libraryHead)) {
        if (functions.has(name)) throw errors.err(`Library ${name} already exists`);
      }
    } else for (const { name } of codes.map(libraryHead)) functions.delete(name);
    for (const code of codes) functions.add(code, false);
  } catch (error) {
    functions.flush();
    for (const code of before) functions.adopt(code);
    throw error;
  }
  if (policy === 'FLUSH') call.logAs('FUNCTION', 'FLUSH');
  for (const code of codes) call.logAs('FUNCTION', 'LOAD', 'REPLACE', code);
  call.keyspace.dirty++;
  return OK;
}

const restore = defineCommand({
  ...FACTS,
  name: 'FUNCTION RESTORE',
  arity: -3,
  flags: ['noscript', 'write', 'denyoom'],
  complexity: 'O(N) for N functions',
  summary: 'Loads libraries in the binary form that FUNCTION DUMP returns.',
  syntax: 'serialized-value [FLUSH | APPEND | REPLACE]',
  parse: parseRestore,
  run: runRestore,
});

export const functionDumpCommands: readonly Command[] = [dump, restore];
