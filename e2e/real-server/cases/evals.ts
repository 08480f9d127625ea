import { quote } from '../../../src/engine/quote.ts';

/** One EVAL a script, without keys and with three words. */
export const evals = (...scripts: string[]): string =>
  scripts.map((script) => `EVAL ${quote(script)} 0 a 2 ""`).join('\n');
