/** Changing a list anywhere between its ends. */
import { type Command, defineCommand, firstKey } from '../../command.ts';
import * as errors from '../../errors.ts';
import { parseInt64 } from '../../numbers.ts';
import { OK } from '../../reply.ts';
import { directed } from './shared.ts';

const lset = defineCommand({
  name: 'LSET',
  group: 'list',
  since: '1.0.0',
  arity: 4,
  flags: ['write', 'denyoom'],
  keys: firstKey,
  complexity: 'O(N)',
  summary: 'Replaces the element at a position.',
  syntax: 'key index element',
  categories: ['list'],
  parse: (args) => ({ key: args.next(), index: args.next(), element: args.next() }),
  run({ db, limits }, { key, index: text, element }) {
    const list = db.edit(key, 'list');
    if (list === undefined) throw errors.NO_SUCH_KEY;
    const value = parseInt64(text);
    if (value === undefined) throw errors.NOT_INTEGER;
    const fill = limits.listMaxListpackSize;
    list.makeRoom(fill, element.length, 1);
    const index = Number(value) < 0 ? list.size + Number(value) : Number(value);
    if (index < 0 || index >= list.size) throw errors.OUT_OF_RANGE;
    list.replace(index, element);
    list.compactAgain(fill);
    db.changed(key, 'lset');
    return OK;
  },
});

const linsert = defineCommand({
  name: 'LINSERT',
  group: 'list',
  since: '2.2.0',
  arity: 5,
  flags: ['write', 'denyoom'],
  keys: firstKey,
  complexity: 'O(N)',
  summary: 'Inserts an element before or after the first element that equals the pivot.',
  syntax: 'key <BEFORE | AFTER> pivot element',
  categories: ['list'],
  parse(args) {
    const key = args.next();
    const word = args.option();
    if (word !== 'BEFORE' && word !== 'AFTER') throw errors.SYNTAX;
    return { key, offset: word === 'AFTER' ? 1 : 0, pivot: args.next(), element: args.next() };
  },
  run({ db, limits }, { key, offset, pivot, element }) {
    const list = db.edit(key, 'list');
    if (list === undefined) return 0;
    // Decided before the search, as the reference does: a pivot that is not there may still end the listpack.
    list.makeRoom(limits.listMaxListpackSize, element.length, 1);
    for (let i = 0; i < list.size; i++) {
      if (list.at(i) !== pivot) continue;
      list.insert(i + offset, element);
      db.changed(key, 'linsert');
      return list.size;
    }
    return -1;
  },
});

const lrem = defineCommand({
  name: 'LREM',
  group: 'list',
  since: '1.0.0',
  arity: 4,
  flags: ['write'],
  keys: firstKey,
  complexity: 'O(N+M)',
  summary: 'Removes elements equal to a value: the first few, the last few, or all.',
  syntax: 'key count element',
  categories: ['list'],
  parse: (args) => ({ key: args.next(), count: directed(args.next()), element: args.next() }),
  run({ db, limits }, { key, count, element }) {
    const list = db.edit(key, 'list');
    if (list === undefined) return 0;
    const removed = list.removeEqual(element, count === 0 ? Infinity : Math.abs(count), count < 0);
    if (removed > 0) {
      list.compactAgain(limits.listMaxListpackSize);
      db.changed(key, 'lrem', removed);
    }
    return removed;
  },
});

const ltrim = defineCommand({
  name: 'LTRIM',
  group: 'list',
  since: '1.0.0',
  arity: 4,
  flags: ['write'],
  keys: firstKey,
  complexity: 'O(N)',
  summary: 'Keeps the elements between two positions and removes all others.',
  syntax: 'key start stop',
  categories: ['list'],
  parse: (args) => ({ key: args.next(), start: args.integer(), stop: args.integer() }),
  run({ db, limits }, { key, start, stop }) {
    const list = db.edit(key, 'list');
    if (list === undefined) return OK;
    const { size } = list;
    let from = start < 0 ? Math.max(0, size + start) : start;
    let to = Math.min(size, (stop < 0 ? size + stop : stop) + 1);
    if (from >= to) from = to = 0;
    list.trim(from, to);
    list.compactAgain(limits.listMaxListpackSize);
    db.changed(key, 'ltrim', size - list.size);
    return OK;
  },
});

export const editingCommands: readonly Command[] = [lset, linsert, lrem, ltrim];
