/** The numbered rules of SPEC.md, each by its number. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ManualClock } from './clock.ts';
import { nodeRuntime } from './scripting/lua.testing.ts';
import { Bench, type Plain, type TestClient } from './testing.ts';

const listen = (bench: Bench, pattern = '__key*'): TestClient => {
  bench.run('CONFIG SET notify-keyspace-events KEA');
  const listener = bench.connect();
  listener.send(`PSUBSCRIBE ${pattern}`);
  listener.take();
  return listener;
};

/** Events as `event key`, in order. */
const events = (listener: TestClient): string[] =>
  listener.take().flatMap((message) => {
    const items = (message as { push: Plain[] }).push;
    const channel = String(items[2]);
    return channel.startsWith('__keyevent') ? [`${channel.split(':')[1]} ${String(items[3])}`] : [];
  });

/** Every key with its content and deadline, in an order of its own. */
function dump(bench: Bench): Plain {
  const keys = (bench.run('KEYS *') as string[]).sort();
  return keys.map((key) => {
    const type = bench.run(['TYPE', key]);
    const read: Record<string, string[]> = {
      '+string': ['GET', key],
      '+list': ['LRANGE', key, '0', '-1'],
      '+set': ['SMEMBERS', key],
      '+zset': ['ZRANGE', key, '0', '-1', 'WITHSCORES'],
      '+hash': ['HGETALL', key],
    };
    const value = bench.run(read[String(type)] ?? ['PING']);
    const flat =
      typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.values(value)[0] : value;
    const items = Array.isArray(flat) && type === '+set' ? [...flat].sort() : (flat as Plain);
    return [key, type, items ?? null, bench.run(['PEXPIRETIME', key])];
  });
}

describe('time', () => {
  test('T1: time stands still inside EXEC', () => {
    const bench = new Bench();
    bench.run('SET k v PX 50');
    bench.run('MULTI');
    bench.run('PTTL k');
    bench.run('PTTL k');
    bench.clock.advance(20);
    expect(bench.run('EXEC')).toEqual([30, 30]);
  });

  test('T2: same seed, same clock, same commands, same bytes', () => {
    const session = () => {
      const bench = new Bench({ seed: 42 });
      bench.run('SADD s a b c d e f g h i j');
      const replies = ['SPOP s 3', 'SRANDMEMBER s -5', 'RANDOMKEY', 'LOLWUT'].map((line) => bench.run(line));
      return [replies, bench.takeEffects()];
    };
    expect(session()).toEqual(session());
    const other = new Bench({ seed: 43 });
    other.run('SADD s a b c d e f g h i j');
    expect(other.run('SPOP s 3')).not.toEqual((session()[0] as Plain[])[0]);
  });
});

describe('expiry', () => {
  test('E1: a key ends at its millisecond', () => {
    const bench = new Bench();
    bench.run('SET k v PX 100');
    bench.clock.advance(99);
    expect(bench.run('GET k')).toBe('v');
    bench.clock.advance(1);
    expect(bench.run('GET k')).toBe(null);
    expect(bench.run('DBSIZE')).toBe(0);
  });

  test('E2: events come at the deadline and in the order of the deadlines', () => {
    const bench = new Bench();
    const listener = listen(bench);
    bench.run('SET late 1 PX 300');
    bench.run('SET early 1 PX 100');
    bench.run('SET moved 1 PX 50');
    bench.run('PEXPIRE moved 200');
    listener.take();
    expect(bench.engine.nextWake()).toBe(bench.clock.now() + 100);
    bench.advance(100);
    expect(events(listener)).toEqual(['expired early']);
    bench.advance(500);
    expect(events(listener)).toEqual(['expired moved', 'expired late']);
    expect(bench.engine.nextWake()).toBe(Infinity);
  });

  test('E3: what ends is logged as DEL', () => {
    const bench = new Bench();
    bench.run('SET k v PX 10');
    bench.takeEffects();
    bench.advance(10);
    expect(bench.takeEffects()).toEqual(['DEL k']);
  });

  test('E4: without active expiry a key stays until it is looked at', () => {
    const bench = new Bench();
    bench.run('DEBUG SET-ACTIVE-EXPIRE 0');
    bench.run('SET k v PX 10');
    bench.advance(50);
    expect(bench.run('DBSIZE')).toBe(1);
    expect(bench.run('EXISTS k')).toBe(0);
    expect(bench.run('DBSIZE')).toBe(0);
  });

  test('E5: a TTL belongs to the key', () => {
    const bench = new Bench();
    bench.run('RPUSH l a');
    bench.run('EXPIRE l 100');
    bench.run('RPUSH l b');
    expect(bench.run('TTL l')).toBe(100);
    bench.run('RENAME l m');
    expect(bench.run('TTL m')).toBe(100);
    bench.run('SET m v');
    expect(bench.run('TTL m')).toBe(-1);
  });

  test('E6: a field ends at its own deadline, the hash with its last field', () => {
    const bench = new Bench();
    bench.run('HSET h a 1 b 2');
    bench.run('HPEXPIRE h 100 FIELDS 1 a');
    bench.run('HPEXPIRE h 200 FIELDS 1 b');
    bench.advance(99);
    expect(bench.run('HLEN h')).toBe(2);
    bench.advance(1);
    expect(bench.run('HKEYS h')).toEqual(['b']);
    bench.advance(100);
    expect(bench.run('EXISTS h')).toBe(0);
  });

  test.each(['WRITE', 'ALL'])(
    'E7: a key past its deadline is hidden until the end of CLIENT PAUSE %s',
    (mode) => {
      const bench = new Bench();
      const listener = listen(bench);
      bench.run('SET k v PX 50');
      bench.run('SET other v');
      listener.take();
      bench.takeEffects();
      // The pause itself may stand in a transaction, of which the rest runs.
      for (const line of ['MULTI', `CLIENT PAUSE 300 ${mode}`, 'GET k', 'EXEC']) bench.run(line);
      expect(bench.engine.nextWake()).toBe(bench.clock.now() + 300);
      bench.advance(100);
      const { stats, databases } = bench.engine.keyspace;
      expect([databases[0]?.size, databases[0]?.has('k'), stats.expired]).toEqual([2, false, 0]);
      if (mode === 'WRITE') {
        expect(['GET k', 'TTL k', 'DBSIZE', 'KEYS *', 'RANDOMKEY'].map((line) => bench.run(line))).toEqual([
          null,
          -2,
          2,
          ['other'],
          'other',
        ]);
        expect(bench.run('SCAN 0')).toEqual(['0', ['other']]);
      }
      expect([events(listener), bench.takeEffects()]).toEqual([[], []]);
      expect(bench.engine.nextWake()).toBe(bench.clock.now() + 200);
      bench.advance(200);
      expect([events(listener), bench.takeEffects()]).toEqual([['expired k'], ['DEL k']]);
      expect(bench.run('DBSIZE')).toBe(1);
      expect(bench.engine.nextWake()).toBe(Infinity);
    },
  );

  test('E7: CLIENT UNPAUSE ends what is hidden, and so does a new value', () => {
    const bench = new Bench();
    const listener = listen(bench);
    bench.run('SET debug:0 v PX 50');
    bench.run('SET k v PX 50');
    bench.run('CLIENT PAUSE 300 WRITE');
    bench.advance(100);
    listener.take();
    // All there is, is hidden.
    expect(bench.run('RANDOMKEY')).toMatch(/^(k|debug:0)$/);
    bench.run('DEBUG POPULATE 1 debug');
    expect(events(listener)).toEqual(['expired debug:0']);
    expect([bench.run('GET debug:0'), bench.run('GET k'), bench.run('DBSIZE')]).toEqual(['value:0', null, 2]);
    bench.run('CLIENT UNPAUSE');
    expect(bench.run('DBSIZE')).toBe(1);
    expect(events(listener)).toEqual(['expired k']);
  });
});

describe('the keyspace', () => {
  test('K1: what became empty is gone, after the event of the command', () => {
    const bench = new Bench();
    const listener = listen(bench);
    for (const [fill, empty] of [
      ['RPUSH k a', 'LPOP k'],
      ['SADD k a', 'SREM k a'],
      ['ZADD k 1 a', 'ZREM k a'],
      ['HSET k a 1', 'HDEL k a'],
    ] as const) {
      bench.run(fill);
      listener.take();
      bench.run(empty);
      expect(bench.run('EXISTS k')).toBe(0);
      expect(events(listener)).toEqual([`${empty.split(' ')[0]?.toLowerCase()} k`, 'del k']);
    }
  });

  test('K2: another type is WRONGTYPE and nothing changes', () => {
    const bench = new Bench();
    bench.run('SET k v');
    bench.takeEffects();
    for (const line of ['LPUSH k a', 'SADD k a', 'ZADD k 1 a', 'HSET k f v', 'LPOP k', 'ZSCORE k a']) {
      expect(bench.run(line)).toBe('-WRONGTYPE Operation against a key holding the wrong kind of value');
    }
    expect(bench.takeEffects()).toEqual([]);
    expect(bench.run('GET k')).toBe('v');
  });

  test('K3: arity, then syntax, then type', () => {
    const bench = new Bench();
    bench.run('SET k v');
    expect(bench.run('ZADD k')).toBe("-ERR wrong number of arguments for 'zadd' command");
    expect(bench.run('ZADD k NX XX 1 a')).toBe('-ERR XX and NX options at the same time are not compatible');
    expect(bench.run('ZADD k 1 a')).toMatch(/^-WRONGTYPE/);
  });
});

describe('WATCH and EXEC', () => {
  const transaction = (bench: Bench) => {
    bench.run('MULTI');
    bench.run('SET done 1');
    return bench.run('EXEC');
  };

  test('W1: a touched key spoils EXEC, whoever touched it', () => {
    for (const own of [true, false]) {
      const bench = new Bench();
      bench.run('WATCH k');
      (own ? bench.main : bench.connect()).run('SET k v');
      expect(transaction(bench)).toBe(null);
      expect(transaction(bench)).toEqual(['+OK']);
    }
  });

  test('W2: ending counts as touching, having ended does not', () => {
    const bench = new Bench();
    bench.run('SET k v PX 10');
    bench.run('WATCH k');
    bench.advance(10);
    expect(transaction(bench)).toBe(null);
    bench.run('WATCH k');
    bench.advance(10);
    expect(transaction(bench)).toEqual(['+OK']);
  });

  test('W3: FLUSHALL, FLUSHDB and SWAPDB touch what is there', () => {
    for (const line of ['FLUSHALL', 'FLUSHDB', 'SWAPDB 0 1']) {
      const bench = new Bench();
      bench.run('SET k v');
      bench.run('WATCH k');
      bench.run(line);
      expect(transaction(bench)).toBe(null);
      bench.run('WATCH absent');
      bench.run(line);
      expect(transaction(bench)).toEqual(['+OK']);
    }
  });

  test('W4: refused while queueing aborts, failing while running does not', () => {
    const bench = new Bench();
    bench.run('MULTI');
    bench.run('SET k');
    expect(bench.run('EXEC')).toMatch(/^-EXECABORT/);
    bench.run('SET k v');
    bench.run('MULTI');
    bench.run('LPUSH k a');
    bench.run('SET after 1');
    expect(bench.run('EXEC')).toEqual([expect.stringMatching(/^-WRONGTYPE/), '+OK']);
  });
});

describe('blocked clients', () => {
  test('B1: served in the order in which they blocked', () => {
    const bench = new Bench();
    const [first, second] = [bench.connect(), bench.connect()];
    first.send('BLPOP k 0');
    second.send('BRPOP k 0');
    bench.run('RPUSH k a b c');
    expect(first.take()).toEqual([['k', 'a']]);
    expect(second.take()).toEqual([['k', 'c']]);
    expect(bench.run('LRANGE k 0 -1')).toEqual(['b']);
  });

  test('B2: served after the whole EXEC', () => {
    const bench = new Bench();
    const waiting = bench.connect();
    waiting.send('BLPOP k 0');
    bench.run('MULTI');
    bench.run('RPUSH k a');
    bench.run('LPOP k');
    bench.run('EXEC');
    expect(waiting.take()).toEqual([]);
    bench.run('MULTI');
    bench.run('RPUSH k a');
    bench.run('LPUSH k b');
    bench.run('EXEC');
    expect(waiting.take()).toEqual([['k', 'b']]);
  });

  test('B3: by the first key that is ready', () => {
    const bench = new Bench();
    const waiting = bench.connect();
    waiting.send('BLPOP one two 0');
    bench.run('RPUSH two x');
    expect(waiting.take()).toEqual([['two', 'x']]);
    bench.run('RPUSH two y');
    bench.run('RPUSH one z');
    waiting.send('BLPOP one two 0');
    expect(waiting.take()).toEqual([['one', 'z']]);
  });

  test('B4: another type wakes nobody', () => {
    const bench = new Bench();
    const waiting = bench.connect();
    waiting.send('BLPOP k 0');
    bench.run('SADD k a');
    expect(waiting.take()).toEqual([]);
    bench.run('DEL k');
    bench.run('RPUSH k x');
    expect(waiting.take()).toEqual([['k', 'x']]);
  });

  test('B5: nothing blocks inside EXEC', () => {
    const bench = new Bench();
    bench.run('MULTI');
    bench.run('BLPOP k 0');
    bench.run('BLMOVE a b LEFT LEFT 0');
    expect(bench.run('EXEC')).toEqual([null, null]);
  });

  test('B6: who is served goes on after all who are served with it', () => {
    const bench = new Bench();
    const [first, second] = [bench.connect(), bench.connect()];
    first.send('BLPOP k 0');
    first.send('RPUSH k own');
    first.send('BLPOP k 0');
    first.send('BLPOP k 0');
    second.send('BLPOP k 0');
    bench.run('RPUSH k 1 2');
    expect(second.take()).toEqual([['k', '2']]);
    expect(first.take()).toEqual([['k', '1'], 1, ['k', 'own']]);
    bench.run('RPUSH k 3');
    expect(first.take()).toEqual([['k', '3']]);
  });

  test('B6: who times out goes on after all who time out with it', () => {
    const bench = new Bench();
    const [first, second] = [bench.connect(), bench.connect()];
    first.send('BLPOP k 1');
    first.send('RPUSH k own');
    second.send('BLPOP k 1');
    bench.advance(1000);
    expect(first.take()).toEqual([null, 1]);
    expect(second.take()).toEqual([null]);
    expect(bench.run('LLEN k')).toBe(1);
  });

  test('B6: who is served goes on after the pipeline that served it', () => {
    const bench = new Bench();
    const waiting = bench.connect();
    for (const line of ['BLPOP k 0', 'RPUSH k own', 'BLPOP j 0', 'PING']) waiting.send(line);
    bench.engine.turn(() => {
      for (const line of ['RPUSH k 1', 'LLEN k', 'RPUSH k 2', 'LLEN k']) bench.main.send(line);
    });
    expect(bench.main.take()).toEqual([1, 0, 1, 1]);
    expect(waiting.take()).toEqual([['k', '1'], 2]);
    bench.run(`CLIENT UNBLOCK ${waiting.client.id}`);
    expect(waiting.take()).toEqual([null, '+PONG']);
    expect(bench.engine.nextWake()).toBe(Infinity);
  });
});

describe('scans', () => {
  const kinds = [
    {
      name: 'SCAN',
      add: (id: string) => ['SET', id, '1'],
      drop: (id: string) => ['DEL', id],
      scan: (c: string) => ['SCAN', c],
    },
    {
      name: 'SSCAN',
      add: (id: string) => ['SADD', 's', id],
      drop: (id: string) => ['SREM', 's', id],
      scan: (c: string) => ['SSCAN', 's', c],
    },
    {
      name: 'HSCAN',
      add: (id: string) => ['HSET', 's', id, '1'],
      drop: (id: string) => ['HDEL', 's', id],
      scan: (c: string) => ['HSCAN', 's', c, 'NOVALUES'],
    },
    {
      name: 'ZSCAN',
      add: (id: string) => ['ZADD', 's', String(id.length), id],
      drop: (id: string) => ['ZREM', 's', id],
      scan: (c: string) => ['ZSCAN', 's', c],
    },
  ];

  test.each(kinds)('S1: $name returns what is there throughout', ({ add, drop, scan }) => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.boolean(), fc.nat(2000)), { minLength: 50, maxLength: 400 }),
        (changes) => {
          const bench = new Bench();
          const stay = Array.from({ length: 700 }, (_, i) => `stay:${i}`);
          for (const id of stay) bench.run(add(id));
          for (let i = 0; i < 700; i++) bench.run(add(`go:${i}`));
          const seen = new Set<string>();
          let cursor = '0';
          let at = 0;
          do {
            const [next, items] = bench.run(scan(cursor)) as [string, string[]];
            for (const item of items) seen.add(item);
            cursor = next;
            for (const [adds, id] of changes.slice(at, at + 8))
              bench.run(adds ? add(`go:${id}`) : drop(`go:${id}`));
            at += 8;
          } while (cursor !== '0');
          expect(stay.filter((id) => !seen.has(id))).toEqual([]);
        },
      ),
      { numRuns: 12, seed: 5 },
    );
  });

  test('S2: a call looks at about COUNT elements', () => {
    const bench = new Bench();
    for (let i = 0; i < 5000; i++) bench.run(['SET', `k:${i}`, '1']);
    const [, few] = bench.run('SCAN 0 COUNT 20') as [string, string[]];
    expect(few.length).toBeLessThanOrEqual(25);
    const [cursor, none] = bench.run('SCAN 0 MATCH nothing COUNT 20') as [string, string[]];
    expect(none).toEqual([]);
    expect(cursor).not.toBe('0');
  });
});

describe('notifications', () => {
  test('N1: a client hears of its own command after the reply', () => {
    const bench = new Bench();
    bench.run('CONFIG SET notify-keyspace-events KEA');
    const client = bench.connect();
    client.send('HELLO 3');
    client.send('PSUBSCRIBE __keyevent*');
    client.take();
    client.send('SET k v');
    expect(client.take()).toEqual(['+OK', { push: ['pmessage', '__keyevent*', '__keyevent@0__:set', 'k'] }]);
  });

  test('N2: the push is told before what it serves', () => {
    const bench = new Bench();
    const listener = listen(bench);
    const waiting = bench.connect();
    waiting.send('BLPOP k 0');
    bench.run('RPUSH k a');
    expect(events(listener)).toEqual(['rpush k', 'lpop k', 'del k']);
  });
});

describe('effects', () => {
  test('F1: the effect and not the intention', () => {
    const bench = new Bench();
    const now = bench.clock.now();
    const cases: [string, RegExp | string][] = [
      ['SET k v EX 10', `SET k v PXAT ${now + 10_000}`],
      ['EXPIRE k 20', `PEXPIREAT k ${now + 20_000}`],
      ['INCRBYFLOAT f 1.5', 'SET f 1.5 KEEPTTL'],
      ['SADD s a b c', 'SADD s a b c'],
      ['SPOP s', /^SREM s [abc]$/],
      ['GETDEL k', 'DEL k'],
    ];
    for (const [line, effect] of cases) {
      bench.run(line);
      expect(bench.takeEffects()).toEqual([
        typeof effect === 'string' ? effect : expect.stringMatching(effect),
      ]);
    }
  });

  test('F2: what changed nothing is not logged', () => {
    const bench = new Bench();
    bench.run('SET k v');
    bench.run('SADD s a');
    bench.takeEffects();
    for (const line of [
      'SETNX k w',
      'SADD s a',
      'SREM s z',
      'DEL nope',
      'EXPIRE nope 1',
      'GET k',
      'LPUSHX nope a',
    ]) {
      bench.run(line);
    }
    expect(bench.takeEffects()).toEqual([]);
  });

  test('F3: EXEC is one group', () => {
    const bench = new Bench();
    bench.run('MULTI');
    bench.run('SET a 1');
    bench.run('GET a');
    bench.run('INCR a');
    bench.run('EXEC');
    expect(bench.takeEffects()).toEqual(['[SET a 1; INCR a]']);
  });

  test('F4: replaying the log gives the same keyspace', () => {
    const key = fc.constantFrom('a', 'b', 'c', 'd');
    const word = fc.constantFrom('x', 'y', 'z', '1', '7', '-3', '1.5');
    const command = fc.oneof(
      fc.tuple(
        fc.constantFrom('SET', 'APPEND', 'GETSET', 'LPUSH', 'RPUSH', 'SADD', 'SREM', 'SETNX', 'LPUSHX'),
        key,
        word,
      ),
      fc.tuple(
        fc.constantFrom('INCR', 'DECR', 'LPOP', 'RPOP', 'SPOP', 'DEL', 'PERSIST', 'GETDEL', 'ZPOPMIN'),
        key,
      ),
      fc.tuple(fc.constantFrom('EXPIRE', 'PEXPIRE'), key, fc.constantFrom('1', '5', '50', '-1')),
      fc.tuple(fc.constant('SET'), key, word, fc.constant('PX'), fc.constantFrom('5', '40')),
      fc.tuple(fc.constant('ZADD'), key, fc.constantFrom('1', '2.5', '-inf'), word),
      fc.tuple(fc.constant('HSET'), key, word, word),
      fc.tuple(fc.constantFrom('RENAME', 'COPY', 'SUNIONSTORE', 'RPOPLPUSH'), key, key),
      fc.tuple(
        fc.constant('HPEXPIRE'),
        key,
        fc.constantFrom('5', '60'),
        fc.constant('FIELDS'),
        fc.constant('1'),
        word,
      ),
      fc.tuple(fc.constant('advance'), fc.constantFrom('1', '7', '30')),
    );
    fc.assert(
      fc.property(fc.array(command, { maxLength: 80 }), (lines) => {
        const bench = new Bench({ seed: 3 });
        for (const argv of lines) {
          if (argv[0] === 'advance') bench.advance(Number(argv[1]));
          else bench.run(argv);
        }
        const copy = new Bench();
        for (const group of bench.effects) for (const { argv } of group) copy.run(argv);
        copy.clock.set(bench.clock.now());
        copy.engine.tick();
        expect(dump(copy)).toEqual(dump(bench));
      }),
      { numRuns: 300, seed: 11 },
    );
  });
});

describe('eviction', () => {
  const fill = (bench: Bench, prefix: string, count: number, tail: string[] = []) => {
    for (let i = 0; i < count; i++) bench.run(['SET', `${prefix}:${i}`, 'x'.repeat(100), ...tail]);
  };

  test('V1: room is made first, or the command answers OOM', () => {
    const bench = new Bench();
    fill(bench, 'k', 200);
    bench.run('CONFIG SET maxmemory 10000');
    expect(bench.run('SET one more')).toBe("-OOM command not allowed when used memory > 'maxmemory'.");
    expect(bench.run('EXISTS one')).toBe(0);
    bench.run('CONFIG SET maxmemory-policy allkeys-lru');
    expect(bench.run('SET one more')).toBe('+OK');
    expect(bench.run('DBSIZE')).toBeLessThan(150);
  });

  test('V2: volatile policies touch only keys with a TTL', () => {
    const bench = new Bench();
    fill(bench, 'keep', 50);
    fill(bench, 'go', 50, ['EX', '1000']);
    bench.run('CONFIG SET maxmemory-policy volatile-random');
    bench.run('CONFIG SET maxmemory 10000');
    bench.run('SET one more');
    expect((bench.run('KEYS keep:*') as string[]).length).toBe(50);
    expect((bench.run('KEYS go:*') as string[]).length).toBeLessThan(50);
  });

  test('V3: what is evicted is logged and told', () => {
    const bench = new Bench();
    const listener = listen(bench);
    fill(bench, 'k', 100);
    bench.run('CONFIG SET maxmemory-policy allkeys-random');
    bench.takeEffects();
    listener.take();
    bench.run('CONFIG SET maxmemory 8000');
    bench.run('SET one more');
    const evicted = events(listener).filter((event) => event.startsWith('evicted'));
    expect(evicted.length).toBeGreaterThan(0);
    const deleted = bench.takeEffects().flatMap((line) => line.match(/DEL k:\d+/g) ?? []);
    expect(deleted.length).toBe(evicted.length);
  });
});

describe('scripts', () => {
  test('X1: what runs too long is ended, and what it wrote stays', async () => {
    const clock = new ManualClock();
    let looks = 0;
    const bench = new Bench({ clock: { now: () => clock.now(), micros: () => 1000 * looks++ } });
    bench.engine.scripting.runtime = nodeRuntime();
    await bench.engine.scripting.prepare();
    bench.run('CONFIG SET busy-reply-threshold 20');
    const body =
      "redis.call('SET', 'a', 1) redis.call('INCR', 'a') while true do pcall(function() while true do end end) end";
    expect(bench.run(['EVAL', body, '0'])).toMatch(/^-ERR Script ended after .* \(20 ms\)/);
    expect(bench.run('GET a')).toBe('2');
    expect(bench.takeEffects()).toEqual(['[SET a 1; INCR a]']);
    expect(bench.run('SCRIPT KILL')).toBe('-NOTBUSY No scripts in execution right now.');
    bench.run('CONFIG SET lua-time-limit 0');
    looks = 0;
    expect(bench.run(['EVAL', 'for i = 1, 20000 do end return 1', '0'])).toBe(1);
    expect(looks).toBeGreaterThan(100);
  });
});

test('every rule of SPEC.md has a test that names it', () => {
  const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');
  const rules = [...read('SPEC.md').matchAll(/^- \*\*([A-Z]\d+)\*\* /gm)].map(([, rule]) => rule);
  const tests = read('spec.test.ts');
  expect(rules.length).toBeGreaterThan(30);
  expect(rules.filter((rule) => !tests.includes(`'${rule}: `))).toEqual([]);
});
