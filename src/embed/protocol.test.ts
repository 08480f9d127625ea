import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { frameQuery, readAttributes } from './attributes.ts';
import {
  claimsToBeOurs,
  MAX_SCRIPT,
  readFrameMessage,
  readRequest,
  readRequestMessage,
  readWindowMessage,
} from './protocol.ts';

describe('between windows', () => {
  test.each([
    { keyglass: 1, type: 'hello' },
    { keyglass: 1, type: 'hello', loaded: 1700.5 },
    { keyglass: 1, type: 'ask' },
    { keyglass: 1, type: 'connect' },
    { keyglass: 1, type: 'connect', script: 'PING' },
    { keyglass: 1, type: 'height' },
    { keyglass: 1, type: 'height', height: 300 },
  ])('takes %j', (message) => expect(readWindowMessage(message)).toEqual(message));

  test.each([
    null,
    'hello',
    [],
    {},
    { keyglass: '1', type: 'hello' },
    { keyglass: 1 },
    { keyglass: 1, type: 'run' },
    { keyglass: 1, type: 'connect', script: 5 },
    { keyglass: 1, type: 'connect', script: 'x'.repeat(MAX_SCRIPT + 1) },
    { keyglass: 1, type: 'height', height: -1 },
    { keyglass: 1, type: 'height', height: Number.NaN },
    { keyglass: 1, type: 'height', height: 1e9 },
  ])('refuses %j', (message) => expect(readWindowMessage(message)).toBeUndefined());

  test('knows what means to be ours, to count it', () => {
    expect(claimsToBeOurs({ keyglass: 'x' })).toBe(true);
    expect(claimsToBeOurs({ type: 'webpackOk' })).toBe(false);
    expect(claimsToBeOurs(null)).toBe(false);
  });
});

describe('requests', () => {
  const read = (request: string, params?: unknown) => {
    const message = readRequestMessage({ id: 1, request, params });
    return message && readRequest(message);
  };

  test.each([
    ['run', undefined, undefined],
    ['runLine', { line: 3 }, { line: 3 }],
    ['runLine', { command: 'GET a' }, { command: 'GET a' }],
    ['setScript', { script: 'GET a' }, { script: 'GET a' }],
    ['setScript', { script: 'half \ud800' }, { script: 'half \ufffd' }],
    ['setScript', { script: 'GET a', original: true }, { script: 'GET a', original: true }],
    ['setScript', { script: 'GET a', original: 'yes' }, { script: 'GET a' }],
    ['prepared', undefined, {}],
    ['prepared', { error: 'no' }, { error: 'no' }],
    ['prepared', { error: 5 }, {}],
    ['setTheme', { theme: 'dark', more: 1 }, { theme: 'dark' }],
    ['getState', { anything: true }, undefined],
  ])('%s %j', (name, params, expected) => {
    expect(read(name, params)).toEqual({ name, params: expected });
  });

  test.each([
    ['runLine', undefined],
    ['runLine', { line: 0 }],
    ['runLine', { line: 1.5 }],
    ['runLine', { command: 'x'.repeat(20_000) }],
    ['setScript', { script: 'x'.repeat(MAX_SCRIPT + 1) }],
    ['setScript', ['x']],
    ['setTheme', { theme: 'blue' }],
    ['setTheme', JSON.parse('{"__proto__":{"theme":"dark"}}')],
  ])('%s says what is wrong with its parameters', (name, params) => {
    expect(() => read(name, params)).toThrow(/takes|longer/);
  });

  test.each([{ id: 1, request: 'toString' }, { id: '1', request: 'run' }, { id: 1.5, request: 'run' }, 7])(
    'refuses %j',
    (message) => expect(readRequestMessage(message)).toBeUndefined(),
  );
});

test('no message, however it is made, throws in a reader or comes out as something it is not', () => {
  fc.assert(
    fc.property(fc.anything({ withNullPrototype: true }), (value) => {
      readWindowMessage(value);
      readRequestMessage(value);
      const told = readFrameMessage(value);
      if (told && 'event' in told && told.event === 'height') expect(told.detail).toHaveProperty('height');
    }),
    { seed: 5 },
  );
});

test('attributes: what makes no sense is as if it were not there', () => {
  const read = (attributes: Record<string, string>) => readAttributes((name) => attributes[name] ?? null);
  expect(read({})).toMatchObject({ theme: 'auto', height: undefined, panels: ['replies'], fontSize: 13 });
  expect(read({ theme: 'pink', height: 'calc(1px)', 'font-size': '900', playground: ' ' })).toEqual(read({}));
  expect(read({ theme: ' Dark' }).theme).toBe('dark');
  // An id that cannot be one is told of as one that is not there.
  expect(read({ scenario: ' No Such ' }).scenario).toBe('No Such');
  expect(read({ height: '200' }).height).toBe('200px');
  expect(read({ height: '12.5rem' }).height).toBe('12.5rem');
  expect(read({ panels: 'ranking, console nonsense' }).panels).toEqual(['console', 'ranking']);
  expect(read({ panels: 'none' }).panels).toEqual([]);
  expect(read({ readonly: '', 'run-on-load': 'false' })).toMatchObject({ readOnly: true, runOnLoad: false });
});

test('the frame’s address says only what differs from the default', () => {
  const options = readAttributes((name) => (name === 'theme' ? 'dark' : null));
  expect(frameQuery(options, 'https://course.example').toString()).toBe(
    'embed=1&theme=dark&origin=https%3A%2F%2Fcourse.example',
  );
});
