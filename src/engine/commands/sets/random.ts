/** Random members of a set. */
import { type Command, defineCommand, firstKey } from '../../command.ts';
import * as errors from '../../errors.ts';
import { parseInt64 } from '../../numbers.ts';
import { EMPTY, set } from '../../reply.ts';
import { drawIndexes, sampleIndexes } from '../../sampling.ts';

/** Members that one logged SREM names at most. */
const BATCH = 1024;

const spop = defineCommand({
  name: 'SPOP',
  group: 'set',
  since: '1.0.0',
  arity: -2,
  flags: ['write', 'fast'],
  keys: firstKey,
  complexity: 'O(1)',
  summary: 'Takes one or several random members out of a set.',
  syntax: 'key [count]',
  categories: ['set'],
  parse(args) {
    const key = args.next();
    if (args.done) return { key, count: undefined };
    if (args.left > 1) throw errors.SYNTAX;
    const count = parseInt64(args.next());
    if (count === undefined || count < 0) throw errors.NOT_POSITIVE;
    return { key, count: Number(count) };
  },
  run(call, { key, count }) {
    const { db, random } = call;
    const value = db.edit(key, 'set');
    if (count === undefined) {
      if (value === undefined) return null;
      const member = value.removeAt(random.below(value.size));
      call.logAs('SREM', key, member);
      db.changed(key, 'spop');
      return member;
    }
    if (value === undefined || count === 0) return set(EMPTY);
    if (count >= value.size) {
      const members = value.items.slice();
      value.clear();
      call.logAs('DEL', key);
      db.changed(key, 'spop', members.length);
      return set(members);
    }
    const { items } = value;
    const members = sampleIndexes(random, value.size, count).map((at) => items[at] as string);
    for (const member of members) value.delete(member);
    for (let i = 0; i < count; i += BATCH) call.logAs('SREM', key, ...members.slice(i, i + BATCH));
    db.changed(key, 'spop', count);
    return set(members);
  },
});

const srandmember = defineCommand({
  name: 'SRANDMEMBER',
  group: 'set',
  since: '1.0.0',
  arity: -2,
  flags: ['readonly'],
  keys: firstKey,
  complexity: 'O(1)',
  summary: 'Returns one or several random members of a set.',
  syntax: 'key [count]',
  categories: ['set'],
  parse(args) {
    const key = args.next();
    if (args.done) return { key, count: undefined };
    if (args.left > 1) throw errors.SYNTAX;
    const count = parseInt64(args.next());
    if (count === undefined) throw errors.NOT_INTEGER;
    if (count < -9223372036854775807n) {
      throw errors.err(
        'value is out of range, value must between -9223372036854775807 and 9223372036854775807',
      );
    }
    return { key, count: Number(count) };
  },
  run({ db, random }, { key, count }) {
    const value = db.read(key, 'set');
    if (count === undefined)
      return value === undefined ? null : (value.items[random.below(value.size)] ?? null);
    if (value === undefined || count === 0) return EMPTY;
    const { items, size } = value;
    if (count >= size) return items.slice();
    const indexes = count < 0 ? drawIndexes(random, size, -count) : sampleIndexes(random, size, count);
    return indexes.map((at) => items[at] as string);
  },
});

export const randomMemberCommands: readonly Command[] = [spop, srandmember];
