/** Arguments that take more than a line to say: objects, pairs, places and the like. */
import { type ArgumentList, field, oneOrMany } from './arguments.ts';

export interface Shape {
  /** As TypeScript writes it. */
  readonly text: string;
  /** `rest` are the arguments after this one. */
  add(list: ArgumentList, value: unknown, rest: readonly unknown[]): void;
}

export type ShapeName = keyof typeof shapes;

export const shapes = {
  pairs: {
    text: 'field: string | Record<string, string | number>, value?: string | number',
    add(list, value, [single]) {
      if (typeof value === 'object' && !(value instanceof Uint8Array)) pushPairs(list, value);
      else {
        list.pushValue(value);
        list.pushValue(single);
      }
    },
  },
  countedPairs: {
    text: 'fields: Record<string, string | number>',
    add(list, value) {
      const at = list.argv.length;
      pushPairs(list, value);
      list.argv.splice(at, 0, String((list.argv.length - at) / 2));
    },
  },
  keyValues: {
    text: 'values: Record<string, string>',
    add(list, value) {
      if (Array.isArray(value) && value.length === 0) throw new Error('empty toSet Argument');
      for (const item of Array.isArray(value) ? value.flat() : Object.entries(value ?? {}).flat())
        list.push(item);
    },
  },
  members: {
    text: 'members: { score: number, value: string } | { score: number, value: string }[]',
    add(list, value) {
      for (const member of oneOrMany(value)) {
        list.pushScore(field(member, 'score'));
        list.push(field(member, 'value'));
      }
    },
  },
  weighted: {
    text: 'keys: string | string[] | { key: string, weight: number }[]',
    add(list, value) {
      const items = oneOrMany(value);
      list.push(String(items.length));
      const weighted = items.some((item) => typeof item === 'object' && !(item instanceof Uint8Array));
      for (const item of items) list.push(weighted ? field(item, 'key') : item);
      if (!weighted) return;
      list.push('WEIGHTS');
      for (const item of items) list.pushScore(field(item, 'weight'));
    },
  },
  places: {
    text: 'places: { longitude: number, latitude: number, member: string } | object[]',
    add(list, value) {
      for (const place of oneOrMany(value)) {
        list.pushNumber(field(place, 'longitude'));
        list.pushNumber(field(place, 'latitude'));
        list.push(field(place, 'member'));
      }
    },
  },
  from: {
    text: 'from: string | { longitude: number, latitude: number }',
    add(list, value) {
      if (typeof value === 'string') return list.pushMany(['FROMMEMBER', value]);
      list.push('FROMLONLAT');
      list.pushNumber(field(value, 'longitude'));
      list.pushNumber(field(value, 'latitude'));
    },
  },
  by: {
    text: "by: { radius: number, unit: 'm' | 'km' | 'ft' | 'mi' } | { width: number, height: number, unit: string }",
    add(list, value) {
      if (field(value, 'radius') !== undefined) {
        list.push('BYRADIUS');
        list.pushNumber(field(value, 'radius'));
      } else {
        list.push('BYBOX');
        list.pushNumber(field(value, 'width'));
        list.pushNumber(field(value, 'height'));
      }
      list.push(field(value, 'unit'));
    },
  },
  nearest: {
    text: "options?: { SORT?: 'ASC' | 'DESC', COUNT?: number | { value: number, ANY?: true } }",
    add(list, value) {
      const count = field(value, 'COUNT');
      if (field(value, 'SORT')) list.push(field(value, 'SORT'));
      if (!count) return;
      list.push('COUNT');
      list.pushNumber(typeof count === 'number' ? count : field(count, 'value'));
      if (field(count, 'ANY')) list.push('ANY');
    },
  },
  range: {
    text: "range?: { start: number, end: number, mode?: 'BYTE' | 'BIT' }",
    add(list, value) {
      if (!value) return;
      list.pushNumber(field(value, 'start'));
      list.pushNumber(field(value, 'end'));
      if (field(value, 'mode')) list.push(field(value, 'mode'));
    },
  },
  bitfield: {
    text: "operations: { operation: 'GET' | 'SET' | 'INCRBY' | 'OVERFLOW', encoding: string, offset: number | string }[]",
    add(list, value) {
      for (const step of oneOrMany(value)) {
        const operation = field(step, 'operation');
        list.push(operation);
        if (operation === 'OVERFLOW') {
          list.push(field(step, 'behavior'));
          continue;
        }
        list.push(field(step, 'encoding'));
        list.pushNumber(field(step, 'offset'));
        if (operation === 'SET') list.pushNumber(field(step, 'value'));
        if (operation === 'INCRBY') list.pushNumber(field(step, 'increment'));
      }
    },
  },
  bitfieldReads: {
    text: 'operations: { encoding: string, offset: number | string }[]',
    add(list, value) {
      for (const step of oneOrMany(value)) {
        list.pushMany(['GET', field(step, 'encoding')]);
        list.pushNumber(field(step, 'offset'));
      }
    },
  },
  setOptions: {
    text: 'options?: { EX?: number, PX?: number, EXAT?: number, PXAT?: number, KEEPTTL?: true, NX?: true, XX?: true, GET?: true }',
    add(list, value) {
      const expiration = field(value, 'expiration');
      if (expiration) pushExpiration(list, expiration);
      else {
        const unit = (['EX', 'PX', 'EXAT', 'PXAT'] as const).find((name) => field(value, name) !== undefined);
        if (unit) pushTimed(list, unit, field(value, unit));
        else if (field(value, 'KEEPTTL')) list.push('KEEPTTL');
      }
      const condition = field(value, 'condition');
      if (condition) {
        list.push(condition);
        if (field(value, 'matchValue') !== undefined) list.push(field(value, 'matchValue'));
      } else if (field(value, 'NX')) list.push('NX');
      else if (field(value, 'XX')) list.push('XX');
      if (field(value, 'GET')) list.push('GET');
    },
  },
  getExOptions: {
    text: 'options: { EX: number } | { PX: number } | { EXAT: number } | { PXAT: number } | { PERSIST: true }',
    add(list, value) {
      if (field(value, 'type') !== undefined) return pushExpiration(list, value);
      const unit = (['EX', 'PX', 'EXAT', 'PXAT'] as const).find((name) => field(value, name) !== undefined);
      if (unit) pushTimed(list, unit, field(value, unit));
      else list.push('PERSIST');
    },
  },
  expiration: {
    text: "options?: { expiration?: 'PERSIST' | 'KEEPTTL' | { type: 'EX' | 'PX' | 'EXAT' | 'PXAT', value: number }, mode?: 'FNX' | 'FXX' }",
    add(list, value) {
      if (field(value, 'mode')) list.push(field(value, 'mode'));
      const expiration = field(value, 'expiration');
      if (expiration) pushExpiration(list, expiration);
    },
  },
  rangeOptions: {
    text: "options?: { BY?: 'SCORE' | 'LEX', REV?: true, LIMIT?: { offset: number, count: number } }",
    add(list, value) {
      const by = field(value, 'BY');
      if (by === 'SCORE' || by === 'LEX') list.push(`BY${by}`);
      if (field(value, 'REV')) list.push('REV');
      pushLimit(list, value);
    },
  },
  limit: {
    text: 'options?: { LIMIT?: { offset: number, count: number } }',
    add: pushLimit,
  },
  cardLimit: {
    text: 'options?: number | { LIMIT?: number }',
    add(list, value) {
      const limit = typeof value === 'number' ? value : field(value, 'LIMIT');
      if (limit === undefined) return;
      list.push('LIMIT');
      list.pushNumber(limit);
    },
  },
  sortOptions: {
    text: "options?: { BY?: string, LIMIT?: { offset: number, count: number }, GET?: string | string[], DIRECTION?: 'ASC' | 'DESC', ALPHA?: true }",
    add(list, value) {
      if (field(value, 'BY')) list.pushMany(['BY', field(value, 'BY')]);
      pushLimit(list, value);
      const get = field(value, 'GET');
      if (get) for (const pattern of oneOrMany(get)) list.pushMany(['GET', pattern]);
      if (field(value, 'DIRECTION')) list.push(field(value, 'DIRECTION'));
      if (field(value, 'ALPHA')) list.push('ALPHA');
    },
  },
  script: {
    text: 'options?: { keys?: string[], arguments?: string[] }',
    add(list, value) {
      list.pushMany(field(value, 'keys') ?? [], true);
      list.pushMany(field(value, 'arguments') ?? []);
    },
  },
  streams: {
    text: 'streams: { key: string, id: string } | { key: string, id: string }[]',
    add(list, value) {
      const streams = oneOrMany(value);
      list.push('STREAMS');
      for (const stream of streams) list.push(field(stream, 'key'));
      for (const stream of streams) list.push(field(stream, 'id'));
    },
  },
  message: {
    text: 'message: Record<string, string>',
    add: (list, value) => list.pushMany(Object.entries(value ?? {}).flat()),
  },
  addOptions: {
    text: "options?: { TRIM?: { strategy: 'MAXLEN' | 'MINID', strategyModifier?: '=' | '~', threshold: number | string, limit?: number } }",
    add(list, value) {
      if (field(value, 'policy')) list.push(field(value, 'policy'));
      const trim = field(value, 'TRIM');
      if (!trim) return;
      list.push(field(trim, 'strategy'));
      if (field(trim, 'strategyModifier')) list.push(field(trim, 'strategyModifier'));
      list.pushNumber(field(trim, 'threshold'));
      if (field(trim, 'limit') !== undefined) {
        list.push('LIMIT');
        list.pushNumber(field(trim, 'limit'));
      }
      if (field(trim, 'policy')) list.push(field(trim, 'policy'));
    },
  },
  trim: {
    text: "strategy: 'MAXLEN' | 'MINID', threshold: number | string, options?: { strategyModifier?: '=' | '~', LIMIT?: number }",
    add(list, strategy, [threshold, options]) {
      const modifier = field(options, 'strategyModifier');
      list.push(strategy);
      if (modifier !== undefined) list.push(modifier);
      list.pushNumber(threshold);
      if (modifier === '~' && field(options, 'LIMIT') !== undefined) {
        list.push('LIMIT');
        list.pushNumber(field(options, 'LIMIT'));
      }
      if (field(options, 'policy')) list.push(field(options, 'policy'));
    },
  },
  geoWith: {
    text: "replyWith: ('WITHDIST' | 'WITHHASH' | 'WITHCOORD')[]",
    add: (list, value) => list.pushMany(value),
  },
  config: {
    text: 'parameter: string | Record<string, string>, value?: string',
    add(list, value, [single]) {
      if (typeof value === 'string') list.pushMany([value, single]);
      else list.pushMany(Object.entries(value ?? {}).flat());
    },
  },
} satisfies Record<string, Shape>;

/** Pairs of an object, a Map or an array, however nested. */
function pushPairs(list: ArgumentList, value: unknown): void {
  const pairs =
    value instanceof Map ? [...value] : Array.isArray(value) ? value : Object.entries(value ?? {});
  for (const item of pairs.flat(Infinity)) list.pushValue(item);
}

function pushLimit(list: ArgumentList, options: unknown): void {
  const limit = field(options, 'LIMIT');
  if (!limit) return;
  list.push('LIMIT');
  list.pushNumber(field(limit, 'offset'));
  list.pushNumber(field(limit, 'count'));
}

function pushTimed(list: ArgumentList, unit: 'EX' | 'PX' | 'EXAT' | 'PXAT', value: unknown): void {
  list.push(unit);
  list.pushTime(value, unit.startsWith('EX') ? 's' : 'ms');
}

function pushExpiration(list: ArgumentList, expiration: unknown): void {
  const type = typeof expiration === 'string' ? expiration : field(expiration, 'type');
  if (type === 'EX' || type === 'PX' || type === 'EXAT' || type === 'PXAT')
    pushTimed(list, type, field(expiration, 'value'));
  else list.push(type);
}
