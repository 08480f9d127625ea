import { describe, expect, it } from 'vitest';
import { Bench } from '../../../testing.ts';

const NO_CLUSTER = '-ERR This instance has cluster support disabled';
const NO_MODULES =
  '-ERR MODULE command not allowed. If the enable-module-command option is set to "local", you can run it from a local connection, otherwise you need to set this option in the configuration file, and then restart the server.';

describe('what is not here', () => {
  it.each([
    ['CLUSTER NODES', NO_CLUSTER],
    ['CLUSTER SLOTS', NO_CLUSTER],
    ['CLUSTER MEET a', "-ERR wrong number of arguments for 'cluster|meet' command"],
    ['CLUSTER FOO', "-ERR unknown subcommand 'FOO'. Try CLUSTER HELP."],
    ['READONLY', NO_CLUSTER],
    ['ASKING', NO_CLUSTER],
    // Values of redis-cli --cluster and of the cluster specification.
    ['CLUSTER KEYSLOT foo', 12182],
    ['CLUSTER KEYSLOT 123456789', 12739],
    ['CLUSTER KEYSLOT {user1000}.following', 3443],
    ['CLUSTER KEYSLOT user1000', 3443],
    ['CLUSTER KEYSLOT foo{}{bar}', 8363],
    ['CLUSTER KEYSLOT foo{{bar}}zap', 4015],
    ['CLUSTER COUNTKEYSINSLOT 12182', 1],
    ['CLUSTER COUNTKEYSINSLOT 16384', '-ERR Invalid slot'],
    ['REPLICAOF NO ONE', '+OK'],
    ['REPLICAOF a b', '-ERR Invalid master port'],
    ['REPLICAOF 127.0.0.1 6379', '-ERR This instance has no network to replicate over'],
    ['FAILOVER', '-ERR FAILOVER requires connected replicas.'],
    ['FAILOVER ABORT', '-ERR No failover in progress.'],
    ['MIGRATE h 1 foo 0 10', '-IOERR error or timeout connecting to the client'],
    ['MIGRATE h 1 nokey 0 10', '+NOKEY'],
    [
      'MIGRATE h 1 "" 0 10 COPY REPLACE AUTH2 a b KEYS nokey foo',
      '-IOERR error or timeout connecting to the client',
    ],
    ['MIGRATE h 1 foo x 10', '-ERR value is not an integer or out of range'],
    ['MIGRATE h 1 foo 0 10 NOPE', '-ERR syntax error'],
    [
      'MIGRATE h 1 foo 0 10 KEYS a',
      '-ERR When using MIGRATE KEYS option, the key argument must be set to the empty string',
    ],
    ['MODULE LIST', []],
    ['MODULE LOAD /x', NO_MODULES],
    ['SHUTDOWN ABORT', '-ERR No shutdown in progress.'],
    ['SHUTDOWN FOO', '-ERR syntax error'],
    ['SHUTDOWN SAVE NOSAVE', '-ERR syntax error'],
    ['SHUTDOWN', '-ERR Errors trying to SHUTDOWN. Check logs.'],
    ['WAIT 0 0', 0],
    ['WAIT x 0', '-ERR value is not an integer or out of range'],
    ['WAIT 1 -1', '-ERR timeout is negative'],
    ['WAITAOF 0 0 0', [0, 0]],
    ['WAITAOF 1 0 0', '-ERR WAITAOF cannot be used when numlocal is set but appendonly is disabled.'],
  ])('%s', (line, reply) => {
    const bench = new Bench();
    bench.run('SET foo 1');
    expect(bench.run(line)).toEqual(reply);
  });

  it('WAIT waits for replicas that never come', () => {
    const bench = new Bench();
    bench.main.send('WAIT 1 100');
    bench.advance(99);
    expect(bench.main.take()).toEqual([]);
    bench.advance(1);
    expect(bench.main.take()).toEqual([0]);
    bench.run('MULTI');
    bench.run('WAIT 1 0');
    expect(bench.run('EXEC')).toEqual([0]);
  });

  it('CLIENT UNBLOCK ends a wait', () => {
    const bench = new Bench();
    const waiting = bench.connect();
    waiting.send('WAIT 1 0');
    waiting.send('PING');
    expect(bench.run('CLIENT UNBLOCK 2')).toBe(1);
    waiting.send('WAIT 1 0');
    expect(bench.run('CLIENT UNBLOCK 2 ERROR')).toBe(1);
    expect(waiting.take()).toEqual([0, '+PONG', '-UNBLOCKED client unblocked via CLIENT UNBLOCK']);
  });
});
