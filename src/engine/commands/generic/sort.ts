/** SORT and SORT_RO: the elements of a list, set or sorted set in another order, or what they point to. */
import type { Args } from '../../args.ts';
import type { Call } from '../../call.ts';
import { type Command, defineCommand, type KeySpec } from '../../command.ts';
import type { Database } from '../../database.ts';
import * as errors from '../../errors.ts';
import { parseFloat64 } from '../../numbers.ts';
import type { Reply } from '../../reply.ts';
import { List } from '../../values/list.ts';
import { parsePattern, resolvePattern, type SortPattern } from './sort-pattern.ts';

interface Request {
  readonly key: string;
  by: SortPattern | undefined;
  readonly get: SortPattern[];
  start: number;
  /** Negative: all. */
  count: number;
  descending: boolean;
  alpha: boolean;
  store: string | undefined;
}

const NOT_NUMBERS = errors.err("One or more scores can't be converted into double");
const SMALLEST_NORMAL = 2.2250738585072014e-308;

function parseRequest(args: Args, mayStore: boolean): Request {
  const request: Request = {
    key: args.next(),
    by: undefined,
    get: [],
    start: 0,
    count: -1,
    descending: false,
    alpha: false,
    store: undefined,
  };
  while (!args.done) {
    const word = args.option();
    if (word === 'ASC') request.descending = false;
    else if (word === 'DESC') request.descending = true;
    else if (word === 'ALPHA') request.alpha = true;
    else if (word === 'LIMIT' && args.left >= 2) {
      request.start = args.integer();
      request.count = args.integer();
    } else if (word === 'STORE' && mayStore && args.left >= 1) request.store = args.next();
    else if (word === 'BY' && args.left >= 1) request.by = parsePattern(args.next());
    else if (word === 'GET' && args.left >= 1) request.get.push(parsePattern(args.next()));
    else throw errors.SYNTAX;
  }
  return request;
}

/** A weight as `strtod` reads it: blanks before it are fine, nothing at all is 0, and a zero byte ends it. */
function parseWeight(text: string): number {
  const [head = ''] = text.split('\0', 1);
  if (head === '') return 0;
  const trimmed = head.replace(/^[ \t-\r]+/, '');
  const value = parseFloat64(trimmed);
  if (value === undefined) throw NOT_NUMBERS;
  // Too small for the full precision of a double is an error, as too large is; hexadecimal ones are exact.
  if (value !== 0 && Math.abs(value) < SMALLEST_NORMAL && !/^[+-]?0x/i.test(trimmed)) throw NOT_NUMBERS;
  return value;
}

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const untilZero = (text: string) => {
  const zero = text.indexOf('\0');
  return zero < 0 ? text : text.slice(0, zero);
};
/** ALPHA compares as C does, up to the first zero byte; what is equal so far keeps its order. */
const collate = (a: string, b: string) => compareText(untilZero(a), untilZero(b));

/** The elements in their own order, from the end where the order is descending; a set has only one order. */
function elementsOf({ db, limits }: Call, key: string, descending: boolean): string[] {
  const value = db.lookup(key)?.value;
  if (value === undefined) return [];
  if (typeof value === 'object') {
    if (value.type === 'set') return [...value];
    // Sorting a sorted set leaves it in the larger encoding: the reference converts it to read it, and for good.
    if (value.type === 'zset') value.expect(Number.POSITIVE_INFINITY, limits);
    if (value.type === 'list' || value.type === 'zset') {
      const elements = value.type === 'list' ? value.slice(0, value.size) : value.range(0, value.size - 1);
      return descending ? elements.reverse() : elements;
    }
  }
  throw errors.WRONGTYPE;
}

function sorted(db: Database, elements: string[], request: Request): string[] {
  const { by, alpha } = request;
  const sign = request.descending ? -1 : 1;
  if (alpha) {
    if (by === undefined) return elements.sort((a, b) => sign * collate(a, b));
    const pairs = elements.map((element) => ({ element, weight: resolvePattern(db, by, element) }));
    pairs.sort((a, b) => {
      // No weight comes before any.
      if (a.weight === null || b.weight === null)
        return sign * (Number(b.weight === null) - Number(a.weight === null));
      return sign * collate(a.weight, b.weight);
    });
    return pairs.map(({ element }) => element);
  }
  const pairs = elements.map((element) => ({
    element,
    weight: parseWeight(by === undefined ? element : (resolvePattern(db, by, element) ?? '')),
  }));
  // Equal numbers are told apart by their text, so that the result does not depend on the order before.
  pairs.sort((a, b) => sign * (a.weight - b.weight || compareText(a.element, b.element)));
  return pairs.map(({ element }) => element);
}

/** The part that LIMIT asks for. */
function limited(elements: string[], { start, count }: Request): string[] {
  const from = Math.max(0, start);
  return elements.slice(from, count < 0 ? undefined : from + count);
}

function run(call: Call, request: Request): Reply {
  const { db } = call;
  const { by, store } = request;
  const unsorted = by !== undefined && by.prefix === undefined;
  const elements = elementsOf(call, request.key, request.descending && unsorted);
  const inOrder = limited(ordered(call, elements, request), request);
  const { get } = request;
  const values: (string | null)[] =
    get.length === 0
      ? inOrder
      : inOrder.flatMap((element) => get.map((pattern) => resolvePattern(db, pattern, element)));
  if (store === undefined) return values;
  storeList(call, store, values);
  return values.length;
}

/** A BY without `*` means no sorting, but what is kept or scripted must not depend on the order inside a set. */
function ordered({ db, origin }: Call, elements: string[], request: Request): string[] {
  if (request.by === undefined || request.by.prefix !== undefined) return sorted(db, elements, request);
  const value = db.peek(request.key)?.value;
  const isSet = typeof value === 'object' && value.type === 'set';
  if (!isSet || (request.store === undefined && origin !== 'script')) return elements;
  return sorted(db, elements, { ...request, by: undefined, alpha: true });
}

function storeList({ db, limits }: Call, key: string, values: readonly (string | null)[]): void {
  if (values.length === 0) {
    db.remove(key);
    return;
  }
  const list = new List();
  for (const value of values) {
    const text = value ?? '';
    list.makeRoom(limits.listMaxListpackSize, text.length, 1);
    list.pushRight(text);
  }
  db.put(key, list, 'sortstore', { dirty: values.length });
}

/** The keys that patterns name cannot be known before; the one that STORE names is the last of its kind. */
const storeKey: KeySpec = {
  kind: 'unknown',
  find(argv) {
    let found: number[] = [];
    for (let i = 2; i < argv.length; i++) {
      const word = argv[i]?.toUpperCase();
      if (word === 'LIMIT') i += 2;
      else if (word === 'BY' || word === 'GET') i++;
      else if (word === 'STORE' && i + 1 < argv.length) found = [++i];
    }
    return found;
  },
};

const firstKeySpec: KeySpec = { kind: 'range', first: 1, last: 0, step: 1 };

const sort = defineCommand<Request>({
  name: 'SORT',
  group: 'generic',
  since: '1.0.0',
  arity: -2,
  flags: ['write', 'denyoom'],
  keys: [firstKeySpec, { kind: 'unknown' }, storeKey],
  complexity: 'O(N+M*log(M))',
  summary: 'Sorts a list, set or sorted set, by itself or by other keys, and returns or stores the result.',
  syntax:
    'key [BY pattern] [LIMIT offset count] [GET pattern [GET pattern ...]] [ASC | DESC] [ALPHA] [STORE destination]',
  categories: ['set', 'sortedset', 'list', 'dangerous'],
  parse: (args) => parseRequest(args, true),
  run,
});

const sortReadOnly = defineCommand<Request>({
  name: 'SORT_RO',
  group: 'generic',
  since: '7.0.0',
  arity: -2,
  flags: ['readonly'],
  keys: [firstKeySpec, { kind: 'unknown' }],
  complexity: 'O(N+M*log(M))',
  summary: 'Sorts a list, set or sorted set and returns the result.',
  syntax: 'key [BY pattern] [LIMIT offset count] [GET pattern [GET pattern ...]] [ASC | DESC] [ALPHA]',
  categories: ['set', 'sortedset', 'list', 'dangerous'],
  parse: (args) => parseRequest(args, false),
  run,
});

export const sortCommands: readonly Command[] = [sort, sortReadOnly];
