/** A program's code as a function, and where in it something went wrong. */

import type { Place } from './port.ts';
import { type Body, NAMES } from './program.ts';

/** Lines above the code in what `wrap` makes. */
const ABOVE = 1;
/** The file's name in stacks where the code is no file of its own. */
const FILE = 'keyglass-program.js';

/**
 * The code as an expression. It stands in a function of its own inside the one that has the names, so it may declare them
 * anew, as in `const redis = createClient()`.
 */
export function wrap(code: string): string {
  return `(async (${NAMES.join(', ')}) => { 'use strict'; return (async () => {\n${code}\n})() })`;
}

/**
 * The code as a function, compiled in this realm: for tests, and for lessons that come with the playground. It has all
 * that the caller has, so it is not for code that somebody typed. Throws a SyntaxError where it is none.
 */
export function compile(code: string): Body {
  const made: unknown = new Function(`return ${wrap(code)}\n//# sourceURL=${FILE}`)();
  if (typeof made !== 'function') throw new SyntaxError('The code does not stand by itself.');
  return (...values) => made(...values);
}

/** The first place of a stack that lies in the code. */
export function placeOf(stack: string, code: string): Place | undefined {
  const lines = code.split('\n').length;
  // A compiled function stands two lines lower, below the head that the language gives it.
  for (const [, file, line, column] of stack.matchAll(/(blob:[^\s()]*?|keyglass-program\.js):(\d+):(\d+)/g)) {
    const at = Number(line) - ABOVE - (file === FILE ? 2 : 0);
    if (at >= 1 && at <= lines) return { line: at, column: Number(column) };
  }
  return undefined;
}
