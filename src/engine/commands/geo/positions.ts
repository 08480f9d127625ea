/** Adding positions, and reading them back. */
import { type Command, defineCommand, firstKey } from '../../command.ts';
import * as errors from '../../errors.ts';
import { NULL_ARRAY } from '../../reply.ts';
import { decode, distance, encode, geohash } from '../../values/geohash.ts';
import { add, CH, NX, XX } from '../sorted-sets/add.ts';
import { distanceReply, positionReply, readPosition, readUnit } from './arguments.ts';

const geoadd = defineCommand({
  name: 'GEOADD',
  group: 'geo',
  since: '3.2.0',
  arity: -5,
  flags: ['write', 'denyoom'],
  keys: firstKey,
  complexity: 'O(log(N))',
  summary: 'Adds places with longitude and latitude to a sorted set, whose scores hold them.',
  syntax: 'key [NX | XX] [CH] longitude latitude member [longitude latitude member ...]',
  categories: ['geo'],
  parse(args) {
    const key = args.next();
    let options = 0;
    const words: string[] = [];
    for (;;) {
      if (args.accept('NX')) options |= NX;
      else if (args.accept('XX')) options |= XX;
      else if (args.accept('CH')) options |= CH;
      else break;
      words.push(args.argv[args.pos - 1] ?? '');
    }
    if (args.left % 3 !== 0 || (options & NX && options & XX)) throw errors.SYNTAX;
    const scores: number[] = [];
    const members: string[] = [];
    while (!args.done) {
      scores.push(encode(readPosition(args)));
      members.push(args.next());
    }
    if (members.length === 0) throw errors.SYNTAX;
    return { key, options, scores, members, words };
  },
  run(call, addition) {
    const { keyspace } = call;
    const { dirty } = keyspace;
    const reply = add(call, addition);
    if (keyspace.dirty !== dirty) {
      const { key, words, scores, members } = addition;
      call.logAs('ZADD', key, ...words, ...members.flatMap((member, i) => [String(scores[i]), member]));
    }
    return reply;
  },
});

const geopos = defineCommand({
  name: 'GEOPOS',
  group: 'geo',
  since: '3.2.0',
  arity: -2,
  flags: ['readonly'],
  keys: firstKey,
  complexity: 'O(1)',
  summary: 'Returns longitude and latitude of members.',
  syntax: 'key [member [member ...]]',
  categories: ['geo'],
  parse: (args) => ({ key: args.next(), members: args.rest() }),
  run({ db }, { key, members }) {
    const zset = db.read(key, 'zset');
    return members.map((member) => {
      const score = zset?.score(member);
      return score === undefined ? NULL_ARRAY : positionReply(decode(score));
    });
  },
});

const geohashCommand = defineCommand({
  name: 'GEOHASH',
  group: 'geo',
  since: '3.2.0',
  arity: -2,
  flags: ['readonly'],
  keys: firstKey,
  complexity: 'O(1)',
  summary: 'Returns members as geohash strings of eleven characters.',
  syntax: 'key [member [member ...]]',
  categories: ['geo'],
  parse: (args) => ({ key: args.next(), members: args.rest() }),
  run({ db }, { key, members }) {
    const zset = db.read(key, 'zset');
    return members.map((member) => {
      const score = zset?.score(member);
      return score === undefined ? null : geohash(score);
    });
  },
});

const geodist = defineCommand({
  name: 'GEODIST',
  group: 'geo',
  since: '3.2.0',
  arity: -4,
  flags: ['readonly'],
  keys: firstKey,
  complexity: 'O(1)',
  summary: 'Returns the distance between two members.',
  syntax: 'key member1 member2 [m | km | ft | mi]',
  categories: ['geo'],
  parse(args) {
    const key = args.next();
    const first = args.next();
    const second = args.next();
    if (args.left > 1) throw errors.SYNTAX;
    return { key, first, second, unit: args.done ? 1 : readUnit(args) };
  },
  run({ db }, { key, first, second, unit }) {
    const zset = db.read(key, 'zset');
    const a = zset?.score(first);
    const b = zset?.score(second);
    if (a === undefined || b === undefined) return null;
    return distanceReply(distance(decode(a), decode(b)) / unit);
  },
});

export const positionCommands: readonly Command[] = [geoadd, geopos, geohashCommand, geodist];
