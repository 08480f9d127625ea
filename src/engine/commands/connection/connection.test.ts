import { describe, expect, it } from 'vitest';
import { Bench } from '../../testing.ts';

const HELLO = (proto: number, id = 1) => ({
  map: [
    'server',
    'redis',
    'version',
    '8.4.0',
    'proto',
    proto,
    'id',
    id,
    'mode',
    'standalone',
    'role',
    'master',
    'modules',
    [],
  ],
});

describe('sessions', () => {
  it.each([
    ['PING', '+PONG'],
    ['PING hi', 'hi'],
    ['PING a b', "-ERR wrong number of arguments for 'ping' command"],
    ['ECHO hi', 'hi'],
    ['SELECT 3', '+OK'],
    ['SELECT x', '-ERR value is not an integer or out of range'],
    ['SELECT 16', '-ERR DB index is out of range'],
    ['SELECT -1', '-ERR DB index is out of range'],
    ['SELECT 99999999999', '-ERR value is out of range, value must between -2147483648 and 2147483647'],
    ['HELLO', HELLO(2)],
    ['HELLO 3 SETNAME me', HELLO(3)],
    ['HELLO 4', '-NOPROTO unsupported protocol version'],
    ['HELLO x', '-ERR Protocol version is not an integer or out of range'],
    ['HELLO 2 FOO', "-ERR Syntax error in HELLO option 'FOO'"],
    ['HELLO 2 AUTH me', "-ERR Syntax error in HELLO option 'AUTH'"],
    ['HELLO 2 SETNAME "a b"', '-ERR Client names cannot contain spaces, newlines or special characters.'],
    ['HELLO 3 AUTH a b', '-WRONGPASS invalid username-password pair or user is disabled.'],
    ['HELLO 3 AUTH default anything', HELLO(3)],
    ['AUTH default x', '+OK'],
    ['AUTH a b c', '-ERR syntax error'],
    ['RESET', '+RESET'],
    ['QUIT', '+OK'],
  ])('%s', (line, reply) => expect(new Bench().run(line)).toEqual(reply));

  it('answers PING like a message while a RESP2 client is subscribed', () => {
    const bench = new Bench();
    bench.run('SUBSCRIBE a');
    expect(bench.run('PING')).toEqual(['pong', '']);
    expect(bench.run('PING hi')).toEqual(['pong', 'hi']);
    bench.main.client.resp = 3;
    expect(bench.run('PING')).toBe('+PONG');
  });

  it('RESET makes a connection new', () => {
    const bench = new Bench();
    for (const line of ['HELLO 3 SETNAME me', 'SELECT 4', 'SUBSCRIBE a', 'CLIENT TRACKING ON', 'MULTI'])
      bench.run(line);
    expect(bench.run('RESET')).toBe('+RESET');
    expect(bench.run('EXEC')).toBe('-ERR EXEC without MULTI');
    const line = String(bench.run('CLIENT INFO'));
    for (const field of [' name= ', ' db=0 ', ' sub=0 ', ' flags=N ', ' resp=2 ', ' redir=-1 ', ' multi=-1 '])
      expect(line).toContain(field);
  });

  it('QUIT closes after the replies', () => {
    const bench = new Bench();
    const a = bench.connect();
    a.send('PING');
    a.send('QUIT');
    a.send('PING');
    expect(a.take()).toEqual(['+PONG', '+OK']);
    expect(a.closed).toBe(true);
  });

  it('asks for a password once there is one', () => {
    const bench = new Bench();
    bench.run('CONFIG SET requirepass secret');
    const a = bench.connect();
    for (const [line, reply] of [
      ['PING', '-NOAUTH Authentication required.'],
      [
        'HELLO',
        '-NOAUTH HELLO must be called with the client already authenticated, otherwise the HELLO <proto> AUTH <user> <pass> option can be used to authenticate the client and select the RESP protocol version at the same time',
      ],
      ['AUTH wrong', '-WRONGPASS invalid username-password pair or user is disabled.'],
      ['AUTH secret', '+OK'],
      ['PING', '+PONG'],
      ['RESET', '+RESET'],
      ['PING', '-NOAUTH Authentication required.'],
      ['HELLO 3 AUTH default secret', HELLO(3, 2)],
    ] as const)
      expect(a.run(line), line).toEqual(reply);
    expect(bench.run('AUTH default x')).toBe(
      '-WRONGPASS invalid username-password pair or user is disabled.',
    );
    expect(new Bench().run('AUTH x')).toBe(
      '-ERR AUTH <password> called without any password configured for the default user. Are you sure your configuration is correct?',
    );
  });
});

describe('CLIENT', () => {
  it.each([
    ['CLIENT ID', 1],
    ['CLIENT GETNAME', null],
    ['CLIENT SETNAME me', '+OK'],
    ['CLIENT SETNAME "a b"', '-ERR Client names cannot contain spaces, newlines or special characters.'],
    ['CLIENT SETINFO lib-name x', '+OK'],
    ['CLIENT SETINFO LIB-VER "1 2"', '-ERR lib-ver cannot contain spaces, newlines or special characters.'],
    ['CLIENT SETINFO foo 1', "-ERR Unrecognized option 'foo'"],
    ['CLIENT GETREDIR', -1],
    ['CLIENT NO-EVICT on', '+OK'],
    ['CLIENT NO-EVICT maybe', '-ERR syntax error'],
    ['CLIENT NO-TOUCH on', '+OK'],
    ['CLIENT REPLY foo', '-ERR syntax error'],
    ['CLIENT KILL 1.2.3.4:5', '-ERR No such client'],
    ['CLIENT KILL ID 0', '-ERR client-id should be greater than 0'],
    ['CLIENT KILL ID x', '-ERR client-id should be greater than 0'],
    ['CLIENT KILL ID 99', 0],
    ['CLIENT KILL TYPE foo', "-ERR Unknown client type 'foo'"],
    ['CLIENT KILL USER nobody', "-ERR No such user 'nobody'"],
    ['CLIENT KILL SKIPME maybe', '-ERR syntax error'],
    ['CLIENT KILL ID 1 FOO', '-ERR syntax error'],
    ['CLIENT KILL MAXAGE 0', '-ERR maxage should be greater than 0'],
    ['CLIENT KILL MAXAGE x', '-ERR maxage is not an integer or out of range'],
    ['CLIENT LIST TYPE foo', "-ERR Unknown client type 'foo'"],
    ['CLIENT LIST ID x', '-ERR Invalid client ID'],
    ['CLIENT LIST ID', '-ERR syntax error'],
    ['CLIENT LIST foo', '-ERR syntax error'],
    ['CLIENT LIST TYPE replica', ''],
    ['CLIENT PAUSE x', '-ERR timeout is not an integer or out of range'],
    ['CLIENT PAUSE -1', '-ERR timeout is negative'],
    ['CLIENT PAUSE 10 foo', '-ERR CLIENT PAUSE mode must be WRITE or ALL'],
    [
      'CLIENT PAUSE 1 ALL 3',
      "-ERR unknown subcommand or wrong number of arguments for 'PAUSE'. Try CLIENT HELP.",
    ],
    ['CLIENT UNBLOCK x', '-ERR value is not an integer or out of range'],
    ['CLIENT UNBLOCK 5 foo', '-ERR CLIENT UNBLOCK reason should be TIMEOUT or ERROR'],
    ['CLIENT UNBLOCK 5', 0],
    ['CLIENT FOO', "-ERR unknown subcommand 'FOO'. Try CLIENT HELP."],
    ['CLIENT', "-ERR wrong number of arguments for 'client' command"],
  ])('%s', (line, reply) => expect(new Bench().run(line)).toEqual(reply));

  it('lists clients in the format that libraries read', () => {
    const bench = new Bench();
    const a = bench.connect({ addr: 'alice', name: 'alice' });
    a.run('SUBSCRIBE x');
    bench.advance(2500);
    expect(bench.run('CLIENT LIST')).toBe(
      'id=1 addr=127.0.0.1:10001 laddr=127.0.0.1:6379 name= age=2 idle=0 flags=N db=0 sub=0 psub=0 ssub=0 ' +
        'multi=-1 watch=0 argv-mem=10 multi-mem=0 cmd=client|list user=default redir=-1 resp=2 lib-name= lib-ver= ' +
        'tot-cmds=0\n' +
        'id=2 addr=alice laddr=127.0.0.1:6379 name=alice age=2 idle=2 flags=P db=0 sub=1 psub=0 ssub=0 multi=-1 ' +
        'watch=0 argv-mem=0 multi-mem=0 cmd=subscribe user=default redir=-1 resp=2 lib-name= lib-ver= tot-cmds=1\n',
    );
    expect(String(bench.run('CLIENT LIST TYPE pubsub'))).toMatch(/^id=2 [^\n]*\n$/);
    expect(String(bench.run('CLIENT LIST ID 1 7'))).toMatch(/^id=1 [^\n]*\n$/);
  });

  it('kills by filters and keeps the one who asks', () => {
    const bench = new Bench();
    const a = bench.connect();
    const b = bench.connect({ addr: 'bob' });
    expect(bench.run('CLIENT KILL ID 2 ADDR bob')).toBe(0);
    expect(bench.run('CLIENT KILL ID 2')).toBe(1);
    expect(a.closed).toBe(true);
    expect(bench.run('CLIENT KILL bob')).toBe('+OK');
    expect(b.closed).toBe(true);
    expect(bench.run('CLIENT KILL TYPE normal')).toBe(0);
    bench.main.send('CLIENT KILL TYPE normal SKIPME no');
    expect(bench.main.take()).toEqual([1]);
    expect(bench.main.closed).toBe(true);
  });

  it('pauses writers or all', () => {
    const bench = new Bench();
    const a = bench.connect();
    bench.run('CLIENT PAUSE 1000 WRITE');
    a.send('PING');
    a.send('PUBLISH c m');
    a.send('PING');
    expect(a.take()).toEqual(['+PONG']);
    expect(bench.engine.nextWake()).toBe(bench.clock.now() + 1000);
    bench.advance(1000);
    expect(a.take()).toEqual([0, '+PONG']);
    bench.run('CLIENT PAUSE 1000');
    bench.main.send('CLIENT UNPAUSE');
    bench.advance(999);
    expect(bench.main.take()).toEqual([]);
    bench.advance(1);
    expect(bench.main.take()).toEqual(['+OK']);
  });

  it('UNPAUSE lets go at once', () => {
    const bench = new Bench();
    const a = bench.connect();
    bench.run('CLIENT PAUSE 100000 WRITE');
    a.send('PUBLISH c m');
    bench.run('CLIENT UNPAUSE');
    bench.advance(0);
    expect(a.take()).toEqual([0]);
  });

  it('leaves out replies', () => {
    const bench = new Bench();
    const a = bench.connect();
    for (const line of [
      'CLIENT REPLY SKIP',
      'PING 1',
      'PING 2',
      'CLIENT REPLY OFF',
      'PING 3',
      'CLIENT REPLY ON',
    ])
      a.send(line);
    expect(a.take()).toEqual(['(none)', '(none)', '2', '(none)', '(none)', '+OK']);
  });

  it('tells its subcommands', () =>
    expect(new Bench().run('CLIENT HELP')).toContain('+PAUSE timeout [WRITE | ALL]'));
});
