/**
 * What a command is: one typed object. Name, group, since, arity, flags, key positions, complexity, summary, syntax and
 * handler stand together, and all that needs them reads them there: dispatch, COMMAND INFO/DOCS/GETKEYS, completion,
 * signature help, hover, diagnostics, ACL categories, the log.
 */
import type { Args } from './args.ts';
import type { Call } from './call.ts';
import type { Reply } from './reply.ts';

export type Group =
  | 'generic'
  | 'string'
  | 'list'
  | 'set'
  | 'sorted_set'
  | 'hash'
  | 'pubsub'
  | 'transactions'
  | 'connection'
  | 'server'
  | 'scripting'
  | 'hyperloglog'
  | 'cluster'
  | 'geo'
  | 'stream'
  | 'bitmap';

export type Flag =
  | 'write'
  | 'readonly'
  | 'denyoom'
  | 'admin'
  | 'pubsub'
  | 'noscript'
  | 'blocking'
  | 'loading'
  | 'stale'
  | 'skip_monitor'
  | 'skip_slowlog'
  | 'asking'
  | 'fast'
  | 'no_auth'
  | 'may_replicate'
  | 'sentinel'
  | 'no_mandatory_keys'
  | 'protected'
  | 'allow_busy'
  | 'no_async_loading'
  | 'no_multi'
  | 'movablekeys'
  | 'touches_arbitrary_keys'
  | 'script_runner';

/**
 * Where a command's keys stand. `range`: from argv index `first`; `last` is relative to `first`, or from the end where it
 * is negative (-1 is the last argument); every `step`-th. `count`: argv[`at`] holds their number and they start at
 * `first`. `keyword`: they follow the word, searched from index `from` (negative: from the end). `unknown`: only
 * `find` can tell.
 */
export type KeySpec = { readonly access?: KeyAccess } & (
  | {
      readonly kind: 'range';
      readonly first: number;
      readonly last: number;
      readonly step: number;
      /** There is no key where the place is empty and this word comes later. */
      readonly unless?: string;
    }
  | { readonly kind: 'count'; readonly at: number; readonly first: number; readonly step: number }
  | { readonly kind: 'keyword'; readonly word: string; readonly from: number; readonly count?: boolean }
  | { readonly kind: 'unknown'; readonly find?: (argv: readonly string[]) => number[] }
);

/** What is done with the key, as COMMAND INFO's key specification flags say it: RW RO OW RM, then logical flags. */
export type KeyAccess = string;

export interface CommandFacts {
  /** Upper case; a subcommand has its container's name before it: `CLIENT ID`. */
  readonly name: string;
  readonly group: Group;
  /** The release that brought it, such as `1.2.0`. */
  readonly since: string;
  /** Number of words, the name included; negative: at least as many. */
  readonly arity: number;
  readonly flags: readonly Flag[];
  readonly keys: readonly KeySpec[];
  readonly complexity: string;
  /** One plain sentence for a learner. */
  readonly summary: string;
  /** The arguments in the notation of the documentation; empty where there are none. */
  readonly syntax: string;
  /** ACL categories beyond those that follow from the flags, without `@`. */
  readonly categories?: readonly string[];
  readonly deprecatedSince?: string;
  readonly replacedBy?: string;
}

export interface Definition<P> extends CommandFacts {
  /** Reads every argument; throws the reference's error; touches no data. Left out where there is nothing to read. */
  parse?(args: Args): P;
  /** Does the work and returns the reply value. Never writes to a transport. */
  run(call: Call, parsed: P): Reply;
}

/** A command as the registry holds it: its parsed type is its own business. */
export interface Command extends CommandFacts {
  /** Lower case with `|` before a subcommand: `client|id`. */
  readonly id: string;
  /** Words of the name: 1, or 2 for a subcommand. */
  readonly words: number;
  readonly write: boolean;
  readonly fast: boolean;
  readonly denyOom: boolean;
  readonly blocking: boolean;
  readonly subcommands: ReadonlyMap<string, Command> | undefined;
  /** False for a container that does nothing without a subcommand. */
  readonly standalone: boolean;
  readonly execute: (call: Call, args: Args) => Reply;
}

/** Declares a command. */
export function defineCommand<P>(definition: Definition<P>): Command {
  const { parse, run } = definition;
  const words = definition.name.includes(' ') ? 2 : 1;
  const execute = parse
    ? (call: Call, args: Args) => run(call, parse(args))
    : (call: Call) => run(call, undefined as P);
  return build(definition, words, execute, undefined);
}

/** Declares a container of subcommands, such as CLIENT; with `run` it is a command by itself too, such as COMMAND. */
export function defineContainer(
  facts: CommandFacts,
  subcommands: readonly Command[],
  run?: (call: Call) => Reply,
): Command {
  const byName = new Map<string, Command>();
  for (const sub of subcommands) byName.set(sub.name.split(' ')[1]?.toLowerCase() ?? '', sub);
  return build(facts, 1, run ?? (() => null), byName, run !== undefined);
}

function build(
  facts: CommandFacts,
  words: number,
  execute: (call: Call, args: Args) => Reply,
  subcommands: ReadonlyMap<string, Command> | undefined,
  standalone = true,
): Command {
  const { flags } = facts;
  return {
    ...facts,
    id: facts.name.toLowerCase().replace(' ', '|'),
    words,
    write: flags.includes('write'),
    fast: flags.includes('fast'),
    denyOom: flags.includes('denyoom'),
    blocking: flags.includes('blocking'),
    subcommands,
    standalone,
    execute,
  };
}

/** The common key positions. */
export const firstKey: readonly KeySpec[] = [{ kind: 'range', first: 1, last: 0, step: 1 }];
export const allKeys: readonly KeySpec[] = [{ kind: 'range', first: 1, last: -1, step: 1 }];
export const noKeys: readonly KeySpec[] = [];
