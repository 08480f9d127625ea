/** FUNCTION: libraries of functions. */
import type { Args } from '../../args.ts';
import type { Call } from '../../call.ts';
import { type Command, defineCommand, defineContainer, noKeys } from '../../command.ts';
import * as errors from '../../errors.ts';
import { globMatch } from '../../glob.ts';
import { map, OK, type Reply, set, simple } from '../../reply.ts';
import type { Library } from '../../scripting/functions.ts';
import { SCRIPT_FLAGS } from '../../scripting/shebang.ts';
import { helpCommand } from '../help.ts';
import { functionDumpCommands } from './function-dump.ts';
import { NOT_BUSY, parseFlush } from './script.ts';

const FACTS = {
  group: 'scripting',
  since: '7.0.0',
  categories: ['scripting'],
  keys: noKeys,
} as const;

interface Load {
  readonly code: string;
  readonly replace: boolean;
}

function parseLoad(args: Args): Load {
  let replace = false;
  while (args.left > 1) {
    const word = args.next();
    if (word.toUpperCase() !== 'REPLACE') throw errors.err(`Unknown option given: ${word}`);
    replace = true;
  }
  return { code: args.next(), replace };
}

function runLoad(call: Call, { code, replace }: Load): Reply {
  const { engine, keyspace } = call;
  const { scripting } = engine;
  // The log is read back before Lua is there; what it holds was accepted once.
  const fromLog = !scripting.loaded && !engine.clients.has(call.client.id);
  const name = fromLog ? scripting.functions.adopt(code) : scripting.functions.add(code, replace);
  keyspace.dirty++;
  call.logAs(...call.argv);
  return name;
}

const load = defineCommand({
  ...FACTS,
  name: 'FUNCTION LOAD',
  arity: -3,
  flags: ['noscript', 'write', 'denyoom'],
  complexity: 'O(1) beside compiling and running the code',
  summary: 'Loads a library of functions.',
  syntax: '[REPLACE] function-code',
  parse: parseLoad,
  run: runLoad,
});

const remove = defineCommand({
  ...FACTS,
  name: 'FUNCTION DELETE',
  arity: 3,
  flags: ['noscript', 'write'],
  complexity: 'O(1)',
  summary: 'Deletes a library and its functions.',
  syntax: 'library-name',
  parse: (args) => args.next(),
  run(call, name) {
    if (!call.engine.scripting.functions.delete(name)) throw errors.err('Library not found');
    call.keyspace.dirty++;
    call.logAs(...call.argv);
    return OK;
  },
});

const FLUSH_OPTION = errors.err('FUNCTION FLUSH only supports SYNC|ASYNC option');

const flush = defineCommand({
  ...FACTS,
  name: 'FUNCTION FLUSH',
  arity: -2,
  flags: ['noscript', 'write'],
  complexity: 'O(N) for N functions',
  summary: 'Deletes all libraries.',
  syntax: '[ASYNC | SYNC]',
  parse(args) {
    if (args.left > 1) throw errors.subcommandSyntax(args.argv[1] ?? '', 'FUNCTION');
    parseFlush(args, FLUSH_OPTION);
  },
  run(call) {
    call.engine.scripting.functions.flush();
    call.keyspace.dirty++;
    call.logAs(...call.argv);
    return OK;
  },
});

interface List {
  pattern: string | undefined;
  withCode: boolean;
}

function parseList(args: Args): List {
  const request: List = { pattern: undefined, withCode: false };
  while (!args.done) {
    const word = args.next();
    const option = word.toUpperCase();
    if (option === 'WITHCODE' && !request.withCode) request.withCode = true;
    else if (option === 'LIBRARYNAME' && request.pattern === undefined) {
      if (args.done) throw errors.err('library name argument was not given');
      request.pattern = args.next();
    } else throw errors.err(`Unknown argument ${word}`);
  }
  return request;
}

function summarize({ name, code, functions = [] }: Library, withCode: boolean): Reply {
  const entries: Reply[] = [
    'library_name',
    name,
    'engine',
    'LUA',
    'functions',
    functions.map((fn) =>
      map([
        'name',
        fn.name,
        'description',
        fn.description,
        'flags',
        set(SCRIPT_FLAGS.filter((flag) => fn.flags.has(flag)).map(simple)),
      ]),
    ),
  ];
  return map(withCode ? [...entries, 'library_code', code] : entries);
}

const list = defineCommand({
  ...FACTS,
  name: 'FUNCTION LIST',
  arity: -2,
  flags: ['noscript'],
  complexity: 'O(N) for N functions',
  summary: 'Lists the libraries and their functions.',
  syntax: '[LIBRARYNAME library-name-pattern] [WITHCODE]',
  parse: parseList,
  run: ({ engine }, { pattern, withCode }) =>
    engine.scripting.functions
      .all()
      .filter(({ name }) => pattern === undefined || globMatch(pattern, name, true))
      .map((library) => summarize(library, withCode)),
});

const stats = defineCommand({
  ...FACTS,
  name: 'FUNCTION STATS',
  arity: 2,
  flags: ['noscript', 'allow_busy'],
  complexity: 'O(1)',
  summary: 'Tells which function runs, and how many libraries and functions there are.',
  syntax: '',
  run({ engine }) {
    const libraries = engine.scripting.functions.all();
    const functions = libraries.reduce((sum, library) => sum + (library.functions?.length ?? 0), 0);
    const counts = map(['libraries_count', libraries.length, 'functions_count', functions]);
    return map(['running_script', null, 'engines', map(['LUA', counts])]);
  },
});

const kill = defineCommand({
  ...FACTS,
  name: 'FUNCTION KILL',
  arity: 2,
  flags: ['noscript', 'allow_busy'],
  complexity: 'O(1)',
  summary: 'Ends the function that runs, if it has written nothing yet.',
  syntax: '',
  run() {
    throw NOT_BUSY;
  },
});

export const functionContainer: Command = defineContainer(
  {
    name: 'FUNCTION',
    group: 'scripting',
    since: '7.0.0',
    arity: -2,
    flags: [],
    keys: noKeys,
    complexity: '-',
    summary: 'Manages libraries of functions.',
    syntax: '',
  },
  [load, remove, flush, list, stats, kill, ...functionDumpCommands, helpCommand('FUNCTION', FACTS)],
);
