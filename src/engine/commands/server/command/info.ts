/** COMMAND INFO: a command's facts in the reference's shape. */
import { categoriesOf } from '../../../acl/categories.ts';
import type { Command, KeySpec } from '../../../command.ts';
import { accessOf } from '../../../key-access.ts';
import { keywordSpan } from '../../../keys.ts';
import { map, type Reply, set, simple } from '../../../reply.ts';

/** One entry of COMMAND INFO: ten elements, subcommands nested in the last. */
export function commandInfo(command: Command): Reply {
  const [first, last, step] = legacyRange(command);
  return [
    command.id,
    command.arity,
    set(flagsOf(command).map(simple)),
    first,
    last,
    step,
    set([...categoriesOf(command)].map((category) => simple(`@${category}`))),
    set([]),
    set(command.keys.map((spec, index) => keySpec(spec, accessOf(command, index)))),
    set([...(command.subcommands?.values() ?? [])].map(commandInfo)),
  ];
}

/** Keys that stand in no fixed place make a command `movablekeys`. */
function flagsOf(command: Command): string[] {
  const flags = command.flags.filter((flag) => flag !== 'script_runner');
  const movable = command.keys.some((spec) => spec.kind !== 'range');
  return movable && !flags.includes('movablekeys') ? [...flags, 'movablekeys'] : flags;
}

/** First key, last key and step as they were before key specifications: the ranges taken together. */
function legacyRange({ keys }: Command): [number, number, number] {
  let range: [number, number, number] | undefined;
  for (const spec of keys) {
    if (spec.kind !== 'range') continue;
    const last = spec.last < 0 ? spec.last : spec.first + spec.last;
    if (!range) range = [spec.first, last, spec.step];
    else if (range[1] === spec.first - 1 || range[1] + range[2] === spec.first)
      range = [range[0], last, range[2]];
  }
  return range ?? [0, 0, 0];
}

function keySpec(spec: KeySpec, access: string): Reply {
  const [begin, find] = searches(spec);
  return map(['flags', set(access.split(' ').map(simple)), 'begin_search', begin, 'find_keys', find]);
}

const search = (type: string, spec: readonly Reply[]): Reply => map(['type', type, 'spec', map(spec)]);

function searches(spec: KeySpec): [Reply, Reply] {
  switch (spec.kind) {
    case 'range':
      return [
        search('index', ['index', spec.first]),
        search('range', ['lastkey', spec.last, 'keystep', spec.step, 'limit', 0]),
      ];
    case 'count':
      return [
        search('index', ['index', spec.at]),
        search('keynum', ['keynumidx', 0, 'firstkey', spec.first - spec.at, 'keystep', spec.step]),
      ];
    case 'keyword': {
      const [last, limit] = keywordSpan(spec.word);
      return [
        search('keyword', ['keyword', spec.word, 'startfrom', spec.from]),
        search('range', ['lastkey', last, 'keystep', 1, 'limit', limit]),
      ];
    }
    case 'unknown':
      return [search('unknown', []), search('unknown', [])];
  }
}
