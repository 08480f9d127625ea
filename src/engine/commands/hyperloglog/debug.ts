/** PFDEBUG and PFSELFTEST: looking inside a HyperLogLog, and testing the algorithm on itself. */
import type { Call } from '../../call.ts';
import { type Command, defineCommand, noKeys } from '../../command.ts';
import { err, sanitize } from '../../errors.ts';
import type { Random } from '../../random.ts';
import { OK, type Reply, simple } from '../../reply.ts';
import type { Bytes } from '../../values/bytes.ts';
import {
  addElement,
  createHyperLogLog,
  estimate,
  isDense,
  registersOf,
  toDense,
} from '../../values/hyperloglog.ts';
import { sparseRuns } from '../../values/hyperloglog-sparse.ts';
import { CORRUPT, editHyperLogLog } from './lookup.ts';

const NO_KEY = err('The specified key does not exist');
const NOT_SPARSE = err('HLL encoding is not sparse');

/** Makes the value dense; 1 where it was sparse. */
function densify({ db }: Call, key: string, bytes: Bytes): number {
  if (isDense(bytes)) return 0;
  if (!toDense(bytes)) throw CORRUPT;
  db.changed(key, undefined);
  return 1;
}

/** The sparse runs as text: `Z:` and `z:` for long and short runs of zeros, `v:value,length` for others. */
function runsAsText(bytes: Bytes): string {
  const parts: string[] = [];
  for (const { value, length, size } of sparseRuns(bytes)) {
    parts.push(value > 0 ? `v:${value},${length}` : `${size === 2 ? 'Z' : 'z'}:${length}`);
  }
  return parts.join(' ');
}

const pfdebug = defineCommand({
  name: 'PFDEBUG',
  group: 'hyperloglog',
  since: '2.8.9',
  arity: 3,
  flags: ['write', 'denyoom', 'admin'],
  keys: [{ kind: 'range', first: 2, last: 0, step: 1 }],
  complexity: '-',
  summary: 'Shows the registers, the runs or the encoding of a HyperLogLog, or makes it dense.',
  syntax: 'subcommand key',
  categories: ['hyperloglog'],
  parse: (args) => ({ word: args.next(), key: args.next() }),
  run(call, { word, key }): Reply {
    const bytes = editHyperLogLog(call.db, key);
    if (bytes === undefined) throw NO_KEY;
    switch (word.toUpperCase()) {
      case 'GETREG': {
        densify(call, key, bytes);
        const registers = registersOf(bytes);
        if (registers === undefined) throw CORRUPT;
        return [...registers];
      }
      case 'DECODE':
        if (isDense(bytes)) throw NOT_SPARSE;
        return runsAsText(bytes);
      case 'ENCODING':
        return simple(isDense(bytes) ? 'dense' : 'sparse');
      case 'TODENSE':
        return densify(call, key, bytes);
      default:
        throw err(sanitize(`Unknown PFDEBUG subcommand '${word}'`));
    }
  },
});

/** Up to so many elements are added; the reference goes ten times as far, which would stop a page for seconds. */
const LAST_CHECKPOINT = 1_000_000;
/** Standard error of 16384 registers. */
const RELATIVE_ERROR = 1.04 / Math.sqrt(16384);

/** Adds distinct elements to a sparse and a dense HyperLogLog and compares both with the truth at powers of ten. */
function selfTest(random: Random, sparseMax: number): void {
  const dense = createHyperLogLog();
  toDense(dense);
  const sparse = createHyperLogLog();
  const salt = random.uint32().toString(36);
  let checkpoint = 1;
  for (let i = 1; i <= LAST_CHECKPOINT; i++) {
    const element = salt + i;
    addElement(dense, element, sparseMax);
    addElement(sparse, element, sparseMax);
    if (i !== checkpoint) continue;
    if (i < sparseMax / 2 && isDense(sparse)) throw err('-TESTFAILED sparse encoding not used');
    const a = registersOf(dense);
    const b = registersOf(sparse);
    if (!a || !b || estimate(a) !== estimate(b)) throw err('-TESTFAILED dense/sparse disagree');
    const difference = Math.abs(i - estimate(a));
    // Among ten elements a collision is likely now and then, and is a large error already.
    const allowed = i === 10 ? 1 : Math.ceil(RELATIVE_ERROR * 6 * i);
    if (difference > allowed) throw err(`-TESTFAILED Too big error. card:${i} abserr:${difference}`);
    checkpoint *= 10;
  }
}

const pfselftest = defineCommand({
  name: 'PFSELFTEST',
  group: 'hyperloglog',
  since: '2.8.9',
  arity: 1,
  flags: ['admin'],
  keys: noKeys,
  complexity: '-',
  summary: 'Checks that estimates stay within their error, and that both encodings agree.',
  syntax: '',
  categories: ['hyperloglog'],
  run({ random, limits }) {
    selfTest(random, limits.hllSparseMaxBytes);
    return OK;
  },
});

export const pfDebugCommands: readonly Command[] = [pfdebug, pfselftest];
