/**
 * Which arguments of a call are keys. Everything that treats keys apart from other words asks here: COMMAND GETKEYS,
 * access rights, client-side caching. Source of the rules: the reference's documentation of key specifications.
 */
import type { Command, KeySpec } from './command.ts';
import { accessIn } from './key-access.ts';
import { parseInt64 } from './numbers.ts';

export interface KeyPosition {
  /** Index in argv. */
  readonly at: number;
  /** What is done with the key: `RO access`, … */
  readonly access: string;
}

/** The keys of a call, in order of their specifications; undefined where the arguments make no sense. */
export function keyPositions(command: Command, argv: readonly string[]): KeyPosition[] | undefined {
  const exact = collect(command, argv, 'exact');
  if (exact !== undefined) return exact;
  // A count that is no canonical number is read again as C's atoi does, and what is counted then comes first.
  return collect(command, argv, 'counted')?.concat(collect(command, argv, 'others') ?? []);
}

function collect(
  command: Command,
  argv: readonly string[],
  what: 'exact' | 'counted' | 'others',
): KeyPosition[] | undefined {
  const found: KeyPosition[] = [];
  for (const [index, spec] of command.keys.entries()) {
    if (what !== 'exact' && (spec.kind === 'count') !== (what === 'counted')) continue;
    const access = accessIn(command, index, argv);
    if (access.startsWith('not_key')) continue;
    const places = positions(spec, argv, what === 'exact');
    if (places === undefined) return undefined;
    for (const at of places) found.push({ at, access });
  }
  return found;
}

/** The keys themselves; none where the arguments make no sense. */
export function keysOf(command: Command, argv: readonly string[]): string[] {
  return (keyPositions(command, argv) ?? []).map(({ at }) => argv[at] ?? '');
}

function positions(spec: KeySpec, argv: readonly string[], exact: boolean): number[] | undefined {
  switch (spec.kind) {
    case 'range':
      if (
        spec.unless !== undefined &&
        argv[spec.first] === '' &&
        findKeyword(spec.unless, spec.first, argv) > 0
      )
        return [];
      return range(
        argv.length,
        spec.first,
        spec.last < 0 ? argv.length + spec.last : spec.first + spec.last,
        spec.step,
      );
    case 'count': {
      const text = argv[spec.at] ?? '';
      const count = exact ? Number(parseInt64(text) ?? 0) : Number.parseInt(text, 10);
      if (!(count >= 1)) return undefined;
      const last = spec.first + (count - 1) * spec.step;
      return last >= argv.length ? undefined : range(argv.length, spec.first, last, spec.step);
    }
    case 'keyword': {
      const at = findKeyword(spec.word, spec.from, argv);
      if (at < 0) return [];
      const first = at + 1;
      const [last, limit] = keywordSpan(spec.word);
      let end = last < 0 ? argv.length + last : first + last;
      if (limit > 1) end = first + Math.floor((end - first + 1) / limit) - 1;
      return range(argv.length, first, end, 1);
    }
    case 'unknown':
      return spec.find?.(argv) ?? [];
  }
}

function range(length: number, first: number, last: number, step: number): number[] | undefined {
  if (first >= length || last >= length) return undefined;
  const places: number[] = [];
  for (let at = first; at <= last; at += step) places.push(at);
  return places;
}

/** STREAMS is followed by keys and as many ids, KEYS by keys to the end; after other words stands one key. */
export function keywordSpan(word: string): [last: number, limit: number] {
  if (word === 'STREAMS') return [-1, 2];
  return word === 'KEYS' ? [-1, 0] : [0, 0];
}

function findKeyword(word: string, from: number, argv: readonly string[]): number {
  const step = from < 0 ? -1 : 1;
  for (let i = from < 0 ? argv.length + from : from; i > 0 && i < argv.length; i += step) {
    if (argv[i]?.toUpperCase() === word) return i;
  }
  return -1;
}
