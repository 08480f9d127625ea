import { describe, expect, it } from 'vitest';
import { refuseInScript } from '../../../policy.ts';
import { Bench } from '../../../testing.ts';

const modifier = (rule: string, why: string) => `-ERR Error in ACL SETUSER modifier '${rule}': ${why}`;
const UNKNOWN = 'Unknown command or category name in ACL';
const HASH =
  'The password hash must be exactly 64 characters and contain only lowercase hexadecimal characters';
const P1 = 'f64551fcd6f07823cb87971cfb91446425da18286b3ab1ef935e0cbd7a69f68a';
const DEFAULT = 'user default on nopass ~* &* +@all';
const RULES =
  'on >p1 ~a* %R~b* %W~c* &ch* +@read -get +config|get +select|0 (~x +set) (%R~y +@all -flushall)';

describe('ACL SETUSER', () => {
  it.each([
    ['', 'user alice off resetchannels -@all'],
    [
      RULES,
      `user alice on #${P1} ~a* %R~b* %W~c* resetchannels &ch* -@all +@read -get +config|get +select|0 ` +
        '(~x resetchannels -@all +set) (%R~y resetchannels +@all -flushall)',
    ],
    ['+config|get +get -config|get +get', 'user alice off resetchannels -@all -config|get +get'],
    ['+config|get +config', 'user alice off resetchannels -@all +config'],
    ['+get -@all +@all', 'user alice off resetchannels +@all'],
    ['allkeys allchannels allcommands nopass on', 'user alice on nopass ~* &* +@all'],
    ['%R~a %W~a %RW~*', 'user alice off ~* resetchannels -@all'],
    ['%R~a %W~a', 'user alice off ~a resetchannels -@all'],
    [`on >p1 ~a reset`, 'user alice off sanitize-payload resetchannels -@all'],
    [`#${P1} >p2 <p2`, `user alice off #${P1} resetchannels -@all`],
    ['(~a) clearselectors', 'user alice off resetchannels -@all'],
  ])('%s', (rules, line) => {
    const bench = new Bench();
    expect(bench.run(`ACL SETUSER alice ${rules}`)).toBe('+OK');
    expect(bench.run('ACL LIST')).toEqual([line, DEFAULT]);
  });

  it.each([
    ['<nosuch', modifier('<nosuch', 'The password you are trying to remove from the user does not exist')],
    ['#abc', modifier('#abc', HASH)],
    ['!abc', modifier('!abc', HASH)],
    ['+nosuch', modifier('+nosuch', UNKNOWN)],
    ['+@nosuch', modifier('+@nosuch', UNKNOWN)],
    ['-nosuch', modifier('-nosuch', UNKNOWN)],
    ['foo', modifier('foo', 'Syntax error')],
    ['%X~a', modifier('%X~a', 'Syntax error')],
    ['%~a', modifier('%~a', 'Syntax error')],
    [
      'allkeys ~foo',
      modifier(
        '~foo',
        "Adding a pattern after the * pattern (or the 'allkeys' flag) is not valid and does not have any effect. Try 'resetkeys' to start with an empty list of patterns",
      ),
    ],
    [
      'allchannels &foo',
      modifier(
        '&foo',
        "Adding a pattern after the * pattern (or the 'allchannels' flag) is not valid and does not have any effect. Try 'resetchannels' to start with an empty list of channels",
      ),
    ],
    ['(~a +get', "-ERR Unmatched parenthesis in acl selector starting at '(~a'."],
    ['(~a foo)', modifier('(~a foo)', 'Syntax error')],
    ['+config|get|x', modifier('+config|get|x', 'Allowing first-arg of a subcommand is not supported')],
    ['+config|', modifier('+config|', 'Syntax error')],
    ['+config|nosuch', modifier('+config|nosuch', UNKNOWN)],
    ['-select|1', modifier('-select|1', UNKNOWN)],
  ])('refuses %s, and changes nothing', (rules, error) => {
    const bench = new Bench();
    expect(bench.run(`ACL SETUSER alice on ${rules}`)).toBe(error);
    expect(bench.run('ACL LIST')).toEqual([DEFAULT]);
  });
});

describe('ACL', () => {
  it.each([
    ['ACL GETUSER nosuch', null],
    ['ACL SETUSER "a b" on', "-ERR Usernames can't contain spaces or null characters"],
    ['ACL CAT nosuch', "-ERR Unknown category 'nosuch'"],
    ['ACL CAT transaction', ['multi', 'exec', 'discard', 'watch', 'unwatch']],
    [
      'ACL GENPASS 0',
      '-ERR ACL GENPASS argument must be the number of bits for the output password, a positive number up to 4096',
    ],
    ['ACL DELUSER default', "-ERR The 'default' user cannot be removed"],
    ['ACL DELUSER nosuch', 0],
    ['ACL USERS', ['default']],
    ['ACL WHOAMI', 'default'],
    ['ACL LOG', []],
    ['ACL LOG x', '-ERR value is not an integer or out of range'],
    ['ACL LOG RESET', '+OK'],
    [
      'ACL SAVE',
      '-ERR This Redis instance is not configured to use an ACL file. You may want to specify users via the ACL SETUSER command and then issue a CONFIG REWRITE (assuming you have a Redis configuration file set) in order to store users in the Redis configuration.',
    ],
    ['ACL DRYRUN nosuch get a', "-ERR User 'nosuch' not found"],
    ['ACL DRYRUN default nosuch a', "-ERR Command 'nosuch' not found"],
    ['ACL DRYRUN default get a b', "-ERR wrong number of arguments for 'get' command"],
    ['ACL DRYRUN default flushall x', '+OK'],
    ['ACL FOO', "-ERR unknown subcommand 'FOO'. Try ACL HELP."],
  ])('%s', (line, reply) => expect(new Bench().run(line)).toEqual(reply));

  it('has as many hex digits as bits need', () => {
    for (const [line, digits] of [
      ['ACL GENPASS', 64],
      ['ACL GENPASS 5', 2],
      ['ACL GENPASS 4096', 1024],
    ] as const)
      expect(new Bench().run(line)).toMatch(new RegExp(`^[0-9a-f]{${digits}}$`));
  });

  it('returns what is said of a user', () => {
    const bench = new Bench();
    bench.run(`ACL SETUSER alice ${RULES}`);
    expect(bench.run('ACL GETUSER alice')).toEqual({
      map: [
        'flags',
        { set: ['on'] },
        'passwords',
        [P1],
        'commands',
        '-@all +@read -get +config|get +select|0',
        'keys',
        '~a* %R~b* %W~c*',
        'channels',
        '&ch*',
        'selectors',
        [
          { map: ['commands', '-@all +set', 'keys', '~x', 'channels', ''] },
          { map: ['commands', '+@all -flushall', 'keys', '%R~y', 'channels', ''] },
        ],
      ],
    });
  });

  it.each([
    ['+get ~a*', 'get a1', '+OK'],
    ['+get ~a*', 'get b1', "User bob has no permissions to access the 'b1' key"],
    ['+get ~a*', 'del a1', "User bob has no permissions to run the 'del' command"],
    ['+subscribe &c*', 'subscribe c1 d1', "User bob has no permissions to access the 'd1' channel"],
    ['+psubscribe &c*', 'psubscribe c*', '+OK'],
    ['+psubscribe &c*', 'psubscribe c1', "User bob has no permissions to access the 'c1' channel"],
    ['+unsubscribe', 'unsubscribe x', '+OK'],
    ['+select|0', 'select 0', '+OK'],
    ['+select|0', 'select 1', "User bob has no permissions to run the 'select' command"],
    ['+@all -@dangerous', 'flushall x', "User bob has no permissions to run the 'flushall' command"],
    [
      '-@all +config -config|set',
      'config set a b',
      "User bob has no permissions to run the 'config|set' command",
    ],
    ['-@all +config -config|set', 'config get a', '+OK'],
    // GET reads what SET only overwrites.
    ['+get +set %W~k', 'set k v', '+OK'],
    ['+get +set %W~k', 'set k v get', "User bob has no permissions to access the 'k' key"],
    ['+get +set %R~k', 'get k', '+OK'],
    ['+get +set %R~k', 'set k v', "User bob has no permissions to access the 'k' key"],
    ['+@all %R~a %W~b', 'copy a b', '+OK'],
    ['+@all %R~a %W~b', 'copy b a', "User bob has no permissions to access the 'b' key"],
    // A selector must allow all of it by itself.
    ['+get ~a (+set ~b)', 'set b 1', '+OK'],
    ['+get ~a (+set ~b)', 'set a 1', "User bob has no permissions to access the 'a' key"],
    ['-@all', 'auth x', '+OK'],
  ])('a user with %s may %s: %s', (rules, line, reply) => {
    const bench = new Bench();
    bench.run(`ACL SETUSER bob ${rules}`);
    expect(bench.run(`ACL DRYRUN bob ${line}`)).toEqual(reply);
  });

  it('refuses and logs', () => {
    const bench = new Bench();
    bench.run('ACL SETUSER bob on >p ~a* +get +multi +exec +subscribe');
    const bob = bench.connect();
    for (const [line, reply] of [
      ['AUTH bob wrong', '-WRONGPASS invalid username-password pair or user is disabled.'],
      ['AUTH bob p', '+OK'],
      ['GET b', '-NOPERM No permissions to access a key'],
      ['GET b', '-NOPERM No permissions to access a key'],
      ['DEL a', "-NOPERM User bob has no permissions to run the 'del' command"],
      ['SUBSCRIBE d', '-NOPERM No permissions to access a channel'],
      ['MULTI', '+OK'],
      ['GET b', '-NOPERM No permissions to access a key'],
      ['GET a', '+QUEUED'],
      ['EXEC', '-EXECABORT Transaction discarded because of previous errors.'],
    ] as const)
      expect(bob.run(line), line).toBe(reply);
    bench.advance(1500);
    const log = bench.run('ACL LOG') as { map: unknown[] }[];
    expect(log.map(({ map }) => [1, 3, 5, 7, 9].map((i) => map[i]))).toEqual([
      [1, 'key', 'multi', 'b', 'bob'],
      [1, 'channel', 'toplevel', 'd', 'bob'],
      [1, 'command', 'toplevel', 'del', 'bob'],
      [2, 'key', 'toplevel', 'b', 'bob'],
      [1, 'auth', 'toplevel', 'AUTH', 'bob'],
    ]);
    expect(log[3]?.map.slice(10)).toEqual([
      'age-seconds',
      { double: 1.5 },
      'client-info',
      expect.stringContaining('id=2 '),
      'entry-id',
      1,
      'timestamp-created',
      1_700_000_000_000,
      'timestamp-last-updated',
      1_700_000_000_000,
    ]);
  });

  it('holds inside scripts, as does the limit of memory', () => {
    const bench = new Bench();
    bench.run('ACL SETUSER bob on nopass ~a* +get +set');
    const bob = bench.connect();
    bob.run('AUTH bob x');
    const refusal = (argv: string[], wrote = false) => {
      const command = bench.engine.find(argv);
      return command && refuseInScript(bench.engine, bob.client, command, argv, wrote)?.text;
    };
    expect(refusal(['GET', 'a'])).toBeUndefined();
    expect(refusal(['GET', 'b'])).toBe('NOPERM ACL failure in script: No permissions to access a key');
    expect(refusal(['DEL', 'a'])).toBe(
      "NOPERM ACL failure in script: User bob has no permissions to run the 'del' command",
    );
    bench.run('SET a 1');
    bench.run('CONFIG SET maxmemory 1');
    expect(refusal(['SET', 'a', '2'])).toBe("OOM command not allowed when used memory > 'maxmemory'.");
    expect(refusal(['SET', 'a', '2'], true)).toBeUndefined();
    expect(refusal(['GET', 'a'])).toBeUndefined();
    const contexts = (bench.run('ACL LOG') as { map: unknown[] }[]).map(({ map }) => map[5]);
    expect(contexts).toEqual(['lua', 'lua']);
  });

  it('asks again when a transaction runs', () => {
    const bench = new Bench();
    bench.run('ACL SETUSER bob on nopass ~a* +@all');
    const bob = bench.connect();
    for (const line of ['AUTH bob x', 'MULTI', 'SET a 1', 'GET a']) bob.run(line);
    bench.run('ACL SETUSER bob -set');
    expect(bob.run('EXEC')).toEqual([
      '-NOPERM ACLs rules changed between the moment the transaction was accumulated and the EXEC call. This command is no longer allowed for the following reason: no permission to execute the command or subcommand',
      null,
    ]);
  });

  it('closes who is deleted, and who listens to what is no longer allowed', () => {
    const bench = new Bench();
    bench.run('ACL SETUSER bob on nopass +@all allchannels');
    const [a, b] = [bench.connect(), bench.connect()];
    for (const client of [a, b]) client.run('AUTH bob x');
    a.run('SUBSCRIBE secret');
    bench.run('ACL SETUSER bob resetchannels &open');
    expect([a.closed, b.closed]).toEqual([true, false]);
    expect(bench.run('ACL DELUSER bob nobody')).toBe(1);
    expect(b.closed).toBe(true);
  });
});
