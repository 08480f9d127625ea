import { expect, test } from 'vitest';
import { Bench, type Plain } from '../testing.ts';

/** Runs the lines in order on one engine and compares each reply. */
function replies(table: readonly (readonly [string, Plain])[]) {
  const bench = new Bench();
  for (const [line, expected] of table) expect(bench.run(line), line).toEqual(expected);
}

const NOT_INTEGER = '-ERR value is not an integer or out of range';
const NOT_NUMBERS = "-ERR One or more scores can't be converted into double";
const SYNTAX = '-ERR syntax error';

// Recorded from a real server.
test('order and limits', () =>
  replies([
    ['RPUSH l 3 1 2 10', 4],
    ['SORT l', ['1', '2', '3', '10']],
    ['SORT l DESC', ['10', '3', '2', '1']],
    ['SORT l ALPHA', ['1', '10', '2', '3']],
    ['SORT l LIMIT 1 2', ['2', '3']],
    ['SORT l LIMIT -1 2', ['1', '2']],
    ['SORT l LIMIT 1 -1', ['2', '3', '10']],
    ['SORT l LIMIT 5 1', []],
    ['SORT l BY nosort', ['3', '1', '2', '10']],
    ['SORT l BY nosort DESC LIMIT 0 2', ['10', '2']],
    ['SORT_RO l', ['1', '2', '3', '10']],
    ['SORT_RO l STORE d', SYNTAX],
    ['SORT l LIMIT a b', NOT_INTEGER],
    ['SORT l LIMIT 1', SYNTAX],
    ['SORT l NOPE', SYNTAX],
    ['SORT nope', []],
    ['RPUSH e "" " 1" -inf 0x10 1e3', 5],
    ['SORT e', ['-inf', '', ' 1', '0x10', '1e3']],
    ['RPUSH same 1 1.0 01', 3],
    ['SORT same', ['01', '1', '1.0']],
    ['RPUSH bad 1 a', 2],
    ['SORT bad', NOT_NUMBERS],
    ['SORT bad ALPHA DESC', ['a', '1']],
    ['SET s x', '+OK'],
    ['SORT s', '-WRONGTYPE Operation against a key holding the wrong kind of value'],
    ['SORT s NOPE', SYNTAX],
    ['ZADD z 3 a 1 b 2 c', 3],
    ['SORT z BY nosort', ['b', 'c', 'a']],
    ['SORT z BY nosort DESC LIMIT 0 2', ['a', 'c']],
    ['OBJECT ENCODING z', 'skiplist'],
    ['SADD t c a b', 3],
    ['SORT t ALPHA', ['a', 'b', 'c']],
  ]));

test('weights and lookups', () =>
  replies([
    ['RPUSH l 3 1 2 10', 4],
    ['MSET w_1 5 w_2 4 w_3 9', '+OK'],
    ['SORT l BY w_*', ['10', '2', '1', '3']],
    ['HSET h_1 f one', 1],
    ['HSET h_2 f two', 1],
    ['SORT l GET h_*->f', ['one', 'two', null, null]],
    ['SORT l BY h_*->f ALPHA', ['3', '10', '1', '2']],
    ['SORT l BY h_*->f', NOT_NUMBERS],
    ['SORT l LIMIT 0 1 GET # GET w_* GET nope GET h_*->', ['1', '5', null, null]],
    ['SORT l GET h_*->f STORE d', 4],
    ['LRANGE d 0 -1', ['one', 'two', '', '']],
    ['SORT l STORE l', 4],
    ['LRANGE l 0 -1', ['1', '2', '3', '10']],
    ['SORT nope STORE d', 0],
    ['EXISTS d', 0],
    ['SADD t c a b', 3],
    // What is stored must not depend on the order inside a set.
    ['SORT t BY nosort STORE d', 3],
    ['LRANGE d 0 -1', ['a', 'b', 'c']],
  ]));
