/** PFADD, PFCOUNT and PFMERGE. */
import type { Call } from '../../call.ts';
import { allKeys, type Command, defineCommand, firstKey } from '../../command.ts';
import { OK, type Reply } from '../../reply.ts';
import {
  addElement,
  cachedCount,
  createHyperLogLog,
  estimate,
  isDense,
  mergeInto,
  REGISTERS,
  raise,
  registersOf,
  spoilCount,
  storeCount,
  toDense,
} from '../../values/hyperloglog.ts';
import { CORRUPT, editHyperLogLog, readHyperLogLog } from './lookup.ts';

const pfadd = defineCommand({
  name: 'PFADD',
  group: 'hyperloglog',
  since: '2.8.9',
  arity: -2,
  flags: ['write', 'denyoom', 'fast'],
  keys: firstKey,
  complexity: 'O(1)',
  summary: 'Adds elements to a HyperLogLog; returns 1 where its estimate may have changed.',
  syntax: 'key [element [element ...]]',
  categories: ['hyperloglog'],
  parse: (args) => ({ key: args.next(), elements: args.rest() }),
  run({ db, limits }, { key, elements }) {
    let bytes = editHyperLogLog(db, key);
    let updates = 0;
    if (bytes === undefined) {
      bytes = createHyperLogLog();
      db.replaceString(key, bytes);
      updates++;
    }
    for (const element of elements) {
      const outcome = addElement(bytes, element, limits.hllSparseMaxBytes);
      if (outcome < 0) throw CORRUPT;
      updates += outcome;
    }
    if (updates === 0) return 0;
    spoilCount(bytes);
    db.changed(key, 'pfadd', updates);
    return 1;
  },
});

/** The estimate of one key, kept in its header until the next change. */
function countOne({ db }: Call, key: string): Reply {
  if (readHyperLogLog(db, key) === undefined) return 0;
  const bytes = editHyperLogLog(db, key);
  if (bytes === undefined) return 0;
  const cached = cachedCount(bytes);
  if (cached !== undefined) return cached;
  const registers = registersOf(bytes);
  if (registers === undefined) throw CORRUPT;
  const count = estimate(registers);
  storeCount(bytes, count);
  // The bytes of the string changed, though nothing that anybody asked to change.
  db.changed(key, undefined);
  return count;
}

const pfcount = defineCommand({
  name: 'PFCOUNT',
  group: 'hyperloglog',
  since: '2.8.9',
  arity: -2,
  flags: ['readonly', 'may_replicate'],
  keys: allKeys,
  complexity: 'O(1)',
  summary: 'Estimates how many distinct elements were added to a HyperLogLog, or to several together.',
  syntax: 'key [key ...]',
  categories: ['hyperloglog'],
  parse: (args) => args.rest(),
  run(call, keys) {
    const [only = ''] = keys;
    if (keys.length === 1) return countOne(call, only);
    const registers = new Uint8Array(REGISTERS);
    for (const key of keys) {
      const bytes = readHyperLogLog(call.db, key);
      if (bytes && !mergeInto(registers, bytes)) throw CORRUPT;
    }
    return estimate(registers);
  },
});

const pfmerge = defineCommand({
  name: 'PFMERGE',
  group: 'hyperloglog',
  since: '2.8.9',
  arity: -2,
  flags: ['write', 'denyoom'],
  keys: [
    { kind: 'range', first: 1, last: 0, step: 1 },
    { kind: 'range', first: 2, last: -1, step: 1 },
  ],
  complexity: 'O(N)',
  summary: 'Merges HyperLogLogs into the first key, which counts their union then.',
  syntax: 'destkey [sourcekey [sourcekey ...]]',
  categories: ['hyperloglog'],
  parse: (args) => args.rest(),
  run({ db, limits }, keys) {
    const [target = ''] = keys;
    const registers = new Uint8Array(REGISTERS);
    let dense = false;
    for (const key of keys) {
      const bytes = readHyperLogLog(db, key);
      if (bytes === undefined) continue;
      if (isDense(bytes)) dense = true;
      if (!mergeInto(registers, bytes)) throw CORRUPT;
    }
    let bytes = editHyperLogLog(db, target);
    if (bytes === undefined) {
      bytes = createHyperLogLog();
      db.replaceString(target, bytes);
    }
    if (dense && !toDense(bytes)) throw CORRUPT;
    for (let i = 0; i < REGISTERS; i++) {
      const value = registers[i] ?? 0;
      if (value > 0 && raise(bytes, i, value, limits.hllSparseMaxBytes) < 0) throw CORRUPT;
    }
    spoilCount(bytes);
    db.changed(target, 'pfadd');
    return OK;
  },
});

export const pfCommands: readonly Command[] = [pfadd, pfcount, pfmerge];
