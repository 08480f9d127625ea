/** Programs' `redis` against npm `redis`: the same calls, on our engine and on the bridge, must give the same. */
import { createClient } from 'redis';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { runInProcess } from '../../src/apps/process.ts';
import { findMethod, methods } from '../../src/apps/redis/methods.ts';
import { Bridge } from '../resp-bridge/bridge.ts';
import { EngineProcess } from './engine-process.ts';

type Call = readonly [method: string, ...args: unknown[]];
type Caller = (method: string, args: readonly unknown[]) => Promise<unknown>;

const open = (port: number) =>
  createClient({ url: `redis://127.0.0.1:${port}` })
    .on('error', () => undefined)
    .connect();

let bridge: Bridge;
let client: Awaited<ReturnType<typeof open>>;
let engine: EngineProcess;
beforeAll(async () => {
  bridge = await Bridge.start({ seed: 7 });
  client = await open(bridge.port);
});
beforeEach(async () => {
  await client.flushAll();
  engine = new EngineProcess(7);
});
afterAll(async () => {
  client.destroy();
  await bridge.stop();
});

/** What a call gives, or the text of its error. */
async function outcome(call: Caller, [method, ...args]: Call): Promise<unknown> {
  try {
    return normal(await call(method, args));
  } catch (error) {
    return error instanceof Error
      ? `${error.constructor.name.replace(/^(Simple|Blob)Error$/, 'ErrorReply')}: ${error.message}`
      : error;
  }
}

/** Objects without a prototype and those with one are the same to whoever reads them. */
function normal(value: unknown): unknown {
  if (value instanceof Error) return `${value.message}`;
  if (Array.isArray(value)) return value.map(normal);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, normal(item)]));
}

const npm: Caller = async (method, args) => {
  const found: unknown = Reflect.get(client, method);
  if (typeof found !== 'function') throw new Error(`npm redis has no ${method}`);
  return found.apply(client, args);
};

async function ours(calls: readonly Call[]): Promise<unknown[]> {
  const results: unknown[] = [];
  const code = `for (const call of calls) results.push(await outcome((method, args) => redis[method](...args), call))`;
  Object.assign(globalThis, { calls, results, outcome });
  const ended = await runInProcess(
    { name: 'diff', code, load: undefined },
    engine.around,
    new AbortController().signal,
  );
  expect(ended.error).toBeUndefined();
  return results;
}

const NOW = 4_102_444_800;
const CASES: Readonly<Record<string, readonly Call[]>> = {
  strings: [
    ['set', 'k', 'Zoë'],
    ['get', 'k'],
    ['get', 'none'],
    ['set', 'n', 5],
    ['set', 'n', '6', { NX: true }],
    ['set', 'n', '6', { XX: true, GET: true }],
    ['set', 'n', '7', { EX: 60 }],
    ['ttl', 'n'],
    ['set', 'n', '8', { KEEPTTL: true }],
    ['ttl', 'n'],
    ['set', 'n', '9', { expiration: { type: 'PX', value: 60_000 }, condition: 'XX' }],
    ['set', 'n', '9', { EXAT: NOW }],
    ['expireTime', 'n'],
    ['incr', 'n'],
    ['incrBy', 'n', 5],
    ['incrByFloat', 'n', 1.5],
    ['incr', 'k'],
    ['decr', 'm'],
    ['decrBy', 'm', 3],
    ['append', 'k', '!'],
    ['strLen', 'k'],
    ['getRange', 'k', 0, 1],
    ['setRange', 'k', 1, 'xx'],
    ['getDel', 'm'],
    ['getEx', 'n', { EX: 100 }],
    ['getEx', 'n', { type: 'PERSIST' }],
    ['getEx', 'n', { PERSIST: true }],
    ['mSet', { a: '1', b: '2' }],
    ['mSet', ['c', '3', 'd', '4']],
    ['mSet', [['e', '5']]],
    ['mSetNX', { a: '1', z: '2' }],
    ['mGet', ['a', 'b', 'none']],
    ['setEx', 's', 10, 'v'],
    ['pSetEx', 's', 10_000, 'v'],
    ['setNX', 's', 'w'],
    ['getSet', 's', 'w'],
    ['lcs', 'a', 'b'],
    ['lcsLen', 'a', 'b'],
    ['lcsIdx', 'k', 's', { MINMATCHLEN: 1 }],
    ['lcsIdxWithMatchLen', 'k', 'k'],
    ['lPush', 'k', 'x'],
    ['set', 'k', undefined],
    ['set', 'k'],
    ['lPush', 'l', 5],
  ],
  bits: [
    ['setBit', 'b', 7, 1],
    ['getBit', 'b', 7],
    ['bitCount', 'b'],
    ['bitCount', 'b', { start: 0, end: 5, mode: 'BIT' }],
    ['bitPos', 'b', 1],
    ['bitPos', 'b', 1, 0, -1, 'BIT'],
    ['bitOp', 'NOT', 'c', 'b'],
    ['bitOp', 'OR', 'c', ['b', 'd']],
    [
      'bitField',
      'f',
      [
        { operation: 'SET', encoding: 'u8', offset: 0, value: 200 },
        { operation: 'OVERFLOW', behavior: 'FAIL' },
        { operation: 'INCRBY', encoding: 'u8', offset: '#0', increment: 100 },
        { operation: 'GET', encoding: 'u8', offset: 0 },
      ],
    ],
    ['bitFieldRo', 'f', [{ encoding: 'u4', offset: 0 }]],
    ['pfAdd', 'h', ['a', 'b', 'c']],
    ['pfAdd', 'h', 'a'],
    ['pfCount', 'h'],
    ['pfCount', ['h', 'i']],
    ['pfMerge', 'j', ['h']],
  ],
  keys: [
    ['mSet', { a: '1', b: '2' }],
    ['exists', ['a', 'b', 'c']],
    ['exists', 'a'],
    ['expire', 'a', 100],
    ['expire', 'a', 50, 'GT'],
    ['expireAt', 'a', NOW],
    ['expireAt', 'a', new Date(NOW * 1000)],
    ['expireTime', 'a'],
    ['pExpireAt', 'a', NOW * 1000],
    ['pExpireTime', 'a'],
    ['persist', 'a'],
    ['ttl', 'a'],
    ['ttl', 'none'],
    ['pTTL', 'a'],
    ['type', 'a'],
    ['copy', 'a', 'c'],
    ['copy', 'a', 'c', { REPLACE: true }],
    ['rename', 'c', 'd'],
    ['rename', 'none', 'd'],
    ['renameNX', 'd', 'a'],
    ['move', 'd', 1],
    ['keys', 'none*'],
    ['touch', ['a', 'b']],
    ['objectEncoding', 'a'],
    ['objectRefCount', 'b'],
    ['scan', '0', { MATCH: 'a', COUNT: 100 }],
    ['scan', '0', { TYPE: 'hash' }],
    ['rPush', 'l', ['3', '1', '2']],
    ['sort', 'l'],
    ['sort', 'l', { DIRECTION: 'DESC', LIMIT: { offset: 0, count: 2 } }],
    ['sort', 'l', { BY: 'nosort', GET: ['#', 'v_*'], ALPHA: true }],
    ['sortStore', 'l', 'sorted', {}],
    ['sortRo', 'l'],
    ['del', ['a', 'b']],
    ['unlink', 'l'],
    ['randomKey'],
    ['dbSize'],
    ['select', 3],
    ['dbSize'],
    ['select', 0],
    ['swapDb', 0, 1],
    ['ping'],
    ['ping', 'hey'],
    ['echo', 'x'],
    ['clientSetName', 'me'],
    ['clientGetName'],
    ['configGet', 'maxmemory-policy'],
    ['configSet', 'maxmemory-policy', 'allkeys-lru'],
    ['configSet', { 'maxmemory-policy': 'noeviction' }],
    ['aclWhoAmI'],
    ['memoryUsage', 'none'],
    ['flushDb'],
    ['sendCommand', ['SET', 'q', '1']],
    ['sendCommand', ['GET', 'q']],
    ['sendCommand', ['NOSUCH']],
  ],
  hashes: [
    ['hSet', 'h', 'name', 'Ada'],
    ['hSet', 'h', { born: 1815, city: 'London' }],
    ['hSet', 'h', new Map([['x', 'y']])],
    ['hSet', 'h', ['p', 'q', 'r', 's']],
    ['hSet', 'h', [['t', 1]]],
    ['hGetAll', 'h'],
    ['HGETALL', 'h'],
    ['hGetAll', 'none'],
    ['hGet', 'h', 'name'],
    ['hGet', 'h', 'none'],
    ['hmGet', 'h', ['name', 'none']],
    ['hExists', 'h', 'name'],
    ['hIncrBy', 'h', 'born', 1],
    ['hIncrByFloat', 'h', 'born', 0.5],
    ['hKeys', 'h'],
    ['hVals', 'h'],
    ['hLen', 'h'],
    ['hStrLen', 'h', 'name'],
    ['hSetNX', 'h', 'name', 'x'],
    ['hScan', 'h', '0'],
    ['hScanNoValues', 'h', '0', { COUNT: 10 }],
    ['hExpire', 'h', ['name', 'none'], 100],
    ['hExpire', 'h', 'name', 50, 'GT'],
    ['hpExpire', 'h', 'name', 100_000],
    ['hExpireAt', 'h', 'name', NOW],
    ['hExpireTime', 'h', 'name'],
    ['hpExpireTime', 'h', ['name']],
    ['hTTL', 'h', ['none']],
    ['hpTTL', 'h', ['city']],
    ['hPersist', 'h', ['name']],
    ['hGetEx', 'h', ['name'], { expiration: { type: 'EX', value: 10 } }],
    ['hGetDel', 'h', ['x']],
    ['hSetEx', 'h', { u: '1' }, { expiration: { type: 'EX', value: 10 }, mode: 'FNX' }],
    ['hDel', 'h', ['name', 'city']],
    ['hRandFieldCountWithValues', 'one', 3],
    ['hSet', 'one', 'f', 'v'],
    ['hRandField', 'one'],
    ['hRandFieldCount', 'one', 2],
    ['hRandFieldCountWithValues', 'one', 2],
  ],
  lists: [
    ['rPush', 'l', ['a', 'b', 'c']],
    ['lPush', 'l', 'z'],
    ['lPushX', 'none', 'z'],
    ['rPushX', 'l', 'd'],
    ['lRange', 'l', 0, -1],
    ['lLen', 'l'],
    ['lIndex', 'l', 1],
    ['lIndex', 'l', 99],
    ['lInsert', 'l', 'BEFORE', 'b', 'aa'],
    ['lSet', 'l', 0, 'y'],
    ['lPos', 'l', 'b'],
    ['lPos', 'l', 'b', { RANK: -1 }],
    ['lPosCount', 'l', 'b', 0, { MAXLEN: 10 }],
    ['lRem', 'l', 0, 'aa'],
    ['lMove', 'l', 'm', 'LEFT', 'RIGHT'],
    ['rPopLPush', 'l', 'm'],
    ['lmPop', ['none', 'm'], 'LEFT', { COUNT: 5 }],
    ['lmPop', 'none', 'LEFT'],
    ['lPop', 'l'],
    ['rPop', 'none'],
    ['lPopCount', 'l', 1],
    ['rPopCount', 'none', 1],
    ['lTrim', 'l', 0, 0],
    ['rPush', 'q', ['1', '2', '3']],
    ['blPop', 'q', 1],
    ['brPop', ['none', 'q'], 1],
    ['blPop', 'none', 0.01],
    ['blMove', 'q', 'r', 'LEFT', 'LEFT', 1],
    ['brPopLPush', 'r', 's', 1],
    ['blmPop', 1, 's', 'LEFT'],
  ],
  sets: [
    ['sAdd', 's', ['1', '2', '3']],
    ['sAdd', 't', '2'],
    ['sIsMember', 's', '1'],
    ['smIsMember', 's', ['1', '9']],
    ['sMembers', 's'],
    ['sCard', 's'],
    ['sInter', ['s', 't']],
    ['sInterCard', ['s', 't'], { LIMIT: 1 }],
    ['sInterCard', ['s', 't'], 1],
    ['sInterStore', 'u', ['s', 't']],
    ['sUnion', ['s', 't']],
    ['sUnionStore', 'u', ['s', 't']],
    ['sDiff', ['s', 't']],
    ['sDiffStore', 'u', ['s', 't']],
    ['sMove', 's', 't', '1'],
    ['sScan', 's', '0', { MATCH: '2' }],
    ['sRem', 's', ['2', '9']],
    ['sPop', 't1'],
    ['sPopCount', 'none', 2],
    ['sRandMember', 's'],
    ['sRandMemberCount', 's', 1],
    ['sPop', 's'],
  ],
  'sorted sets': [
    ['zAdd', 'z', { score: 1.5, value: 'one' }],
    [
      'zAdd',
      'z',
      [
        { score: 2, value: 'two' },
        { score: Infinity, value: 'inf' },
      ],
    ],
    ['zAdd', 'z', { score: 9, value: 'one' }, { NX: true }],
    ['zAdd', 'z', { score: 3, value: 'one' }, { GT: true, CH: true }],
    ['zAdd', 'z', { score: 4, value: 'one' }, { condition: 'XX', comparison: 'GT', CH: true }],
    ['zAddIncr', 'z', { score: 4, value: 'one' }],
    ['zAddIncr', 'z', { score: 4, value: 'one' }, { condition: 'NX' }],
    ['zIncrBy', 'z', 2.5, 'two'],
    ['zScore', 'z', 'two'],
    ['zScore', 'z', 'none'],
    ['zmScore', 'z', ['two', 'none', 'inf']],
    ['zCard', 'z'],
    ['zCount', 'z', '-inf', Infinity],
    ['zCount', 'z', '(4.5', 100],
    ['zRange', 'z', 0, -1],
    ['zRange', 'z', 0, 100, { BY: 'SCORE', LIMIT: { offset: 0, count: 1 } }],
    ['zRange', 'z', '+inf', '-inf', { BY: 'SCORE', REV: true }],
    ['zRangeWithScores', 'z', 0, -1],
    ['zRangeByScore', 'z', 0, 100],
    ['zRangeByScoreWithScores', 'z', 0, 100, { LIMIT: { offset: 0, count: 1 } }],
    ['zRangeStore', 'y', 'z', 0, -1],
    ['zRank', 'z', 'two'],
    ['zRank', 'z', 'none'],
    ['zRankWithScore', 'z', 'two'],
    ['zRankWithScore', 'z', 'none'],
    ['zRevRank', 'z', 'two'],
    ['zRevRankWithScore', 'z', 'two'],
    ['zUnion', ['z', 'y']],
    [
      'zUnionWithScores',
      [
        { key: 'z', weight: 2 },
        { key: 'y', weight: 1 },
      ],
      { AGGREGATE: 'MAX' },
    ],
    ['zUnionStore', 'x', ['z', 'y']],
    ['zInter', ['z', 'y']],
    ['zInterWithScores', ['z', 'y'], { AGGREGATE: 'MIN' }],
    ['zInterStore', 'x', { key: 'z', weight: 2 }],
    ['zInterCard', ['z', 'y'], { LIMIT: 1 }],
    ['zDiff', ['z', 'none']],
    ['zDiffWithScores', ['z', 'none']],
    ['zDiffStore', 'x', ['z', 'none']],
    ['zScan', 'z', '0'],
    ['zPopMin', 'none'],
    ['zPopMin', 'x'],
    ['zPopMinCount', 'x', 1],
    ['zPopMax', 'z'],
    ['zPopMaxCount', 'y', 2],
    ['zmPop', ['none', 'z'], 'MIN', { COUNT: 1 }],
    ['zmPop', 'none', 'MAX'],
    ['zRandMember', 'z'],
    ['zRandMemberCount', 'z', 1],
    ['zRandMemberCountWithScores', 'z', 1],
    ['bzPopMin', 'z', 1],
    ['bzPopMax', 'none', 0.01],
    [
      'zAdd',
      'w',
      [
        { score: 0, value: 'a' },
        { score: 0, value: 'b' },
        { score: 0, value: 'c' },
      ],
    ],
    ['bzmPop', 1, 'w', 'MIN'],
    ['zLexCount', 'w', '[b', '+'],
    ['zRangeByLex', 'w', '-', '+'],
    ['zRemRangeByLex', 'w', '[b', '[b'],
    ['zRemRangeByScore', 'w', 5, 6],
    ['zRemRangeByRank', 'w', 0, 0],
    ['zRem', 'w', ['a']],
  ],
  geo: [
    [
      'geoAdd',
      'g',
      [
        { longitude: 13.361389, latitude: 38.115556, member: 'Palermo' },
        { longitude: 15.087269, latitude: 37.502669, member: 'Catania' },
      ],
    ],
    ['geoAdd', 'g', { longitude: 13.4, latitude: 52.5, member: 'Berlin' }, { NX: true, CH: true }],
    ['geoDist', 'g', 'Palermo', 'Catania', 'km'],
    ['geoDist', 'g', 'Palermo', 'none'],
    ['geoHash', 'g', ['Palermo', 'none']],
    ['geoPos', 'g', ['Palermo', 'none']],
    ['geoSearch', 'g', { longitude: 15, latitude: 37 }, { radius: 200, unit: 'km' }, { SORT: 'ASC' }],
    [
      'geoSearch',
      'g',
      'Palermo',
      { width: 400, height: 400, unit: 'km' },
      { COUNT: { value: 1, ANY: true } },
    ],
    [
      'geoSearchWith',
      'g',
      'Palermo',
      { radius: 200, unit: 'km' },
      ['WITHCOORD', 'WITHDIST', 'WITHHASH'],
      { SORT: 'ASC', COUNT: 2 },
    ],
    ['geoSearchStore', 'h', 'g', 'Palermo', { radius: 200, unit: 'km' }, { STOREDIST: true }],
    ['zRangeWithScores', 'h', 0, -1],
  ],
  streams: [
    ['xAdd', 's', '1-1', { a: '1', b: '2' }],
    ['xAdd', 's', '1-2', { a: '3' }, { TRIM: { strategy: 'MAXLEN', strategyModifier: '=', threshold: 10 } }],
    ['xAddNoMkStream', 'none', '1-1', { a: '1' }],
    ['xAdd', 's', '1-1', { a: '1' }],
    ['xLen', 's'],
    ['xRange', 's', '-', '+'],
    ['xRange', 's', '-', '+', { COUNT: 1 }],
    ['xRevRange', 's', '+', '-'],
    ['xRead', { key: 's', id: '0' }],
    [
      'xRead',
      [
        { key: 's', id: '1-1' },
        { key: 't', id: '0' },
      ],
      { COUNT: 1 },
    ],
    ['xRead', { key: 's', id: '$' }, { BLOCK: 10 }],
    ['xGroupCreate', 's', 'g', '0'],
    ['xGroupCreate', 't', 'g', '$', { MKSTREAM: true }],
    ['xGroupCreate', 's', 'g', '0'],
    ['xGroupCreateConsumer', 's', 'g', 'c'],
    ['xReadGroup', 'g', 'a', { key: 's', id: '>' }, { COUNT: 1 }],
    ['xReadGroup', 'g', 'a', [{ key: 's', id: '0' }]],
    ['xReadGroup', 'g', 'b', { key: 's', id: '>' }, { COUNT: 5, NOACK: true }],
    ['xReadGroup', 'g', 'b', { key: 's', id: '>' }, { BLOCK: 10 }],
    ['xPending', 's', 'g'],
    ['xPending', 't', 'g'],
    ['xClaim', 's', 'g', 'b', 0, '1-1', { IDLE: 0 }],
    ['xClaimJustId', 's', 'g', 'b', 0, ['1-1']],
    ['xAutoClaim', 's', 'g', 'c', 0, '0', { COUNT: 10 }],
    ['xAutoClaimJustId', 's', 'g', 'c', 0, '0'],
    ['xPendingRange', 's', 'g', '-', '+', 10, { IDLE: 100_000, consumer: 'c' }],
    ['xInfoGroups', 's'],
    ['xInfoStream', 's'],
    ['xInfoStream', 't'],
    ['xAck', 's', 'g', ['1-1', '9-9']],
    ['xAckDel', 's', 'g', ['1-2'], 'KEEPREF'],
    ['xGroupSetId', 's', 'g', '0'],
    ['xGroupDelConsumer', 's', 'g', 'c'],
    ['xGroupDestroy', 's', 'g'],
    ['xTrim', 's', 'MAXLEN', 1],
    ['xTrim', 's', 'MAXLEN', 1, { strategyModifier: '~', LIMIT: 1 }],
    ['xDel', 's', '1-2'],
    ['xSetId', 's', '5-5'],
  ],
  scripts: [
    ['eval', 'return {KEYS[1], ARGV[1], 3, false}', { keys: ['k'], arguments: ['v'] }],
    ['eval', 'return 1'],
    ['eval', "return redis.error_reply('NO way')"],
    ['evalRo', 'return 1', {}],
    ['scriptLoad', 'return 42'],
    ['evalSha', '1fa00e76656cc152ad327c13fe365858fd7be306', { keys: [], arguments: [] }],
    ['scriptExists', ['1fa00e76656cc152ad327c13fe365858fd7be306', 'f'.repeat(40)]],
    ['scriptFlush'],
    ['functionLoad', "#!lua name=lib\nredis.register_function('f', function(k, a) return a[1] end)"],
    [
      'functionLoad',
      "#!lua name=lib\nredis.register_function('f', function(k, a) return a[1] end)",
      { REPLACE: true },
    ],
    ['fCall', 'f', { keys: ['k'], arguments: ['x'] }],
    ['functionDelete', 'lib'],
    ['publish', 'c', 'x'],
    ['pubSubChannels'],
    ['pubSubNumSub', ['c', 'd']],
    ['pubSubNumPat'],
    ['pubSubShardNumSub', ['c']],
  ],
};

describe.each(Object.entries(CASES))('%s', (_name, calls) => {
  test('every call gives what npm redis gives', async () => {
    const theirs: unknown[] = [];
    for (const call of calls) theirs.push(await outcome(npm, call));
    const mine = await ours(calls);
    const pair = (results: readonly unknown[]) => calls.map((call, i) => [call, results[i]]);
    expect(pair(mine)).toEqual(pair(theirs));
  });
});

test('every method of ours is one of npm redis, in both ways of writing it', () => {
  const names = new Set<string>();
  for (let of: unknown = client; typeof of === 'object' && of !== null; of = Object.getPrototypeOf(of))
    for (const name of Object.getOwnPropertyNames(of)) names.add(name);
  expect([...methods.keys()].filter((name) => !names.has(name))).toEqual([]);
  const capitals = [...names].filter((name) => /^[A-Z_]+$/.test(name));
  expect(capitals.length).toBeGreaterThan(300);
  const known = new Set([...methods.values()]);
  const found = new Set(capitals.map(findMethod).filter((method) => method !== undefined));
  // npm redis writes the one as CONFIG_RESETASTAT, which nobody means.
  const missing = [...known].filter((method) => !found.has(method)).map(({ name }) => name);
  expect(missing).toEqual(['configResetStat']);
});

test('every method of the tables was called', () => {
  const called = new Set(
    Object.values(CASES)
      .flat()
      .map(([method]) => findMethod(method)?.name),
  );
  // What answers with the moment, or ends or changes the server, cannot be compared so.
  const moments = ['bgSave', 'lastSave', 'time', 'info', 'clientId', 'configResetStat', 'dump', 'restore'];
  const others = ['objectFreq', 'objectIdleTime', 'xInfoConsumers', 'scriptKill', 'wait', 'unwatch', 'watch'];
  const left = [
    'pExpire',
    'hpExpireAt',
    'evalShaRo',
    'fCallRo',
    'functionFlush',
    'sPublish',
    'pubSubShardChannels',
    'flushAll',
    'xDelEx',
  ];
  const excused = new Set([...moments, ...others, ...left]);
  expect([...methods.keys()].filter((name) => !called.has(name) && !excused.has(name))).toEqual([]);
});
