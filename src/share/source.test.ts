import { createServer, type Server, type ServerResponse } from 'node:http';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ShareError } from './scenario.ts';
import { fetchSource, MAX_SOURCE_BYTES, readSource } from './source.ts';

test.each([
  ['https://example.org/a.json', 'https://example.org/a.json'],
  ['https://example.org/a.json?x=1#part', 'https://example.org/a.json?x=1'],
  ['http://localhost:8000/a.json', 'http://localhost:8000/a.json'],
  ['http://127.0.0.1/a', 'http://127.0.0.1/a'],
])('%s may be read', (text, address) => {
  expect(readSource(text).href).toBe(address);
});

test.each([
  ['http://example.org/a.json', /only https/],
  ['javascript:alert(1)', /only https/],
  ['data:application/json,{}', /only https/],
  ['file:///etc/passwd', /only https/],
  ['http://localhost.example.org/', /only https/],
  ['https://user:secret@example.org/', /name or a password/],
  ['board.json', /not a whole one/],
  ['//example.org/a', /not a whole one/],
  [`https://example.org/${'x'.repeat(2000)}`, /too long/],
])('%.60s is refused', (text, message) => {
  expect(() => readSource(text)).toThrow(message);
  expect(() => readSource(text)).toThrow(ShareError);
});

const ANSWERS: Readonly<Record<string, (response: ServerResponse) => void>> = {
  '/good': (response) => response.end('{"v":1,"script":"PING"}'),
  '/html': (response) => response.end('<!doctype html>'),
  '/gone': (response) => response.writeHead(404).end(),
  '/said': (response) => response.writeHead(200, { 'Content-Length': MAX_SOURCE_BYTES + 1 }).end(),
  '/long': (response) => response.end('x'.repeat(MAX_SOURCE_BYTES + 1)),
  '/slow': () => undefined,
  '/drip': (response) => response.write('{'),
};
let server: Server;
let base = '';
beforeAll(async () => {
  server = createServer((request, response) => ANSWERS[request.url ?? '']?.(response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const load = (path: string, signal = new AbortController().signal) =>
  fetchSource(readSource(base + path), signal, 300);

test('a scenario file is read', async () => {
  expect(await load('/good')).toMatchObject({ script: 'PING' });
});

test.each([
  ['/html', /it is not JSON, as a scenario file is/],
  ['/gone', /answered with 404/],
  ['/said', /larger than 1 MiB/],
  ['/long', /larger than 1 MiB/],
  ['/slow', /did not answer within 0.3 seconds/],
  ['/drip', /did not answer within 0.3 seconds/],
])('%s gets a clear message', async (path, message) => {
  await expect(load(path)).rejects.toThrow(message);
  await expect(load(path)).rejects.toBeInstanceOf(ShareError);
});

test('an answer from where the address itself could not lead is refused', async () => {
  const elsewhere = new Response('{"v":1,"script":"PING"}');
  Object.defineProperty(elsewhere, 'url', { value: 'http://inside.example/scenario.json' });
  vi.stubGlobal('fetch', async () => elsewhere);
  await expect(load('/good')).rejects.toThrow(/sends to another kind of address/);
  vi.unstubAllGlobals();
});

test('nobody there, and a person who changed their mind', async () => {
  await expect(fetchSource(new URL('http://127.0.0.1:1/x'), new AbortController().signal)).rejects.toThrow(
    /cannot be reached/,
  );
  const controller = new AbortController();
  const loading = load('/slow', controller.signal);
  controller.abort();
  await expect(loading).rejects.toThrow(/was not loaded/);
});
