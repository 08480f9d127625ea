import { expect, test } from 'vitest';
import { askedHere, stackOfCaller } from './callers.ts';
import { describeError } from './program.ts';

test('an error without a stack of its own is told at the line that asked', async () => {
  const failing = async () => {
    await Promise.resolve();
    const error = new Error('no');
    // As where an engine forgets who waits.
    error.stack = '';
    throw error;
  };
  const thrown = await askedHere(failing).catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(Error);
  expect(stackOfCaller(thrown as Error)).toContain('callers.test');
  expect(stackOfCaller(new Error())).toBe('');
});

test.each([
  ['Error: no\n    at f (keyglass-program.js:4:7)', 1],
  ['f@blob:http://localhost/1-2:3:7\n@blob:http://localhost/1-2:9:1', 2],
])('the stack %j leads to line %i', (stack, line) => {
  const error = new Error('no');
  error.stack = stack;
  expect(describeError(error, 'one\ntwo\nthree').place).toMatchObject({ line, column: 7 });
});
