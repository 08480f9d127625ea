import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Bridge } from './bridge.ts';

let bridge: Bridge;
beforeAll(async () => {
  bridge = await Bridge.start({ seed: 1 });
});
afterAll(() => bridge.stop());

/** Opens a connection that gathers what it receives. */
async function open(host = '127.0.0.1') {
  const socket: Socket = connect({ host, port: bridge.port });
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  let text = '';
  let ended = false;
  socket.on('data', (bytes) => {
    text += bytes.toString('latin1');
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    ended = true;
  });
  return {
    socket,
    send: (bytes: string) => socket.write(bytes, 'latin1'),
    get text() {
      return text;
    },
    get ended() {
      return ended;
    },
    /** Waits until what came since the last call is `expected`. */
    async receives(expected: string) {
      await expect.poll(() => text, { timeout: 3000, interval: 5 }).toBe(expected);
      text = '';
    },
  };
}

test('answers a pipeline in order, multibulk and inline, in one piece or many', async () => {
  const client = await open();
  client.send('SET a 1\r\n*2\r\n$4\r\nINCR\r\n$1\r\na\r\nGET a\r\n');
  await client.receives('+OK\r\n:2\r\n$1\r\n2\r\n');
  for (const byte of '*2\r\n$3\r\nGET\r\n$1\r\na\r\n') {
    client.send(byte);
    await new Promise((resolve) => setImmediate(resolve));
  }
  await client.receives('$1\r\n2\r\n');
  client.socket.destroy();
});

test('bytes are kept as they are', async () => {
  const client = await open();
  const value = String.fromCharCode(...Array.from({ length: 256 }, (_, i) => i)).repeat(300);
  client.send(`*3\r\n$3\r\nSET\r\n$3\r\nbin\r\n$${value.length}\r\n${value}\r\nGET bin\r\n`);
  await client.receives(`+OK\r\n$${value.length}\r\n${value}\r\n`);
  client.socket.destroy();
});

test('a protocol error is answered after what came before it, and ends the connection', async () => {
  const client = await open();
  client.send('SET a 1\r\n*1\r\nx\r\nGET a\r\n');
  await client.receives("+OK\r\n-ERR Protocol error: expected '$', got 'x'\r\n");
  await expect.poll(() => client.ended).toBe(true);
});

test('QUIT is answered, then the connection ends', async () => {
  const client = await open();
  client.send('QUIT\r\nGET a\r\n');
  await client.receives('+OK\r\n');
  await expect.poll(() => client.ended).toBe(true);
});

test('HELLO 3 changes the protocol of this connection alone', async () => {
  const [a, b] = [await open(), await open()];
  a.send('HELLO 3\r\nGET nokey\r\n');
  await expect.poll(() => a.text).toMatch(/^%\d+\r\n.*:3\r\n.*\r\n_\r\n$/s);
  b.send('GET nokey\r\n');
  await b.receives('$-1\r\n');
  a.socket.destroy();
  b.socket.destroy();
});

test('a blocked client is woken by another, and times out by the clock', async () => {
  const [waiting, pushing] = [await open(), await open()];
  waiting.send('BLPOP queue 0\r\nPING\r\n');
  await new Promise((resolve) => setTimeout(resolve, 30));
  pushing.send('RPUSH queue job\r\n');
  await pushing.receives(':1\r\n');
  await waiting.receives('*2\r\n$5\r\nqueue\r\n$3\r\njob\r\n+PONG\r\n');
  const started = performance.now();
  waiting.send('BLPOP queue 0.1\r\n');
  await waiting.receives('*-1\r\n');
  expect(performance.now() - started).toBeGreaterThan(90);
  waiting.socket.destroy();
  pushing.socket.destroy();
});

test('a key ends by itself', async () => {
  const client = await open();
  client.send('SET gone 1 PX 150\r\n');
  await client.receives('+OK\r\n');
  const { keyspace } = bridge.engine;
  expect(keyspace.db(0).entries.has('gone')).toBe(true);
  await expect.poll(() => keyspace.db(0).entries.has('gone'), { timeout: 1000, interval: 5 }).toBe(false);
  client.socket.destroy();
});

test('a connection that goes away takes its state with it', async () => {
  const client = await open();
  client.send('CLIENT ID\r\n');
  await expect.poll(() => client.text).toMatch(/^:\d+\r\n$/);
  const id = Number(client.text.slice(1));
  await client.receives(client.text);
  client.send('SUBSCRIBE news\r\n');
  await client.receives('*3\r\n$9\r\nsubscribe\r\n$4\r\nnews\r\n:1\r\n');
  client.socket.destroy();
  await expect.poll(() => bridge.engine.clients.has(id)).toBe(false);
  expect(bridge.engine.pubsub.silent).toBe(true);
});

test('a connection beyond maxclients is told so and closed', async () => {
  const first = await open();
  first.send('CONFIG SET maxclients 1\r\n');
  await first.receives('+OK\r\n');
  const second = await open();
  await second.receives('-ERR max number of clients reached\r\n');
  await expect.poll(() => second.ended).toBe(true);
  first.send('PING\r\nCONFIG SET maxclients 10000\r\n');
  await first.receives('+PONG\r\n+OK\r\n');
  const third = await open();
  third.send('PING\r\n');
  await third.receives('+PONG\r\n');
  first.socket.destroy();
  third.socket.destroy();
});
