/** The Lua code that an interpreter starts with. */
import { API } from './api.ts';
import { BASE } from './base.ts';
import { FUNCTIONS } from './functions.ts';
import { ENTER, RUN } from './run.ts';
import { SCRIPTS } from './scripts.ts';
import { WIDE } from './wide.ts';

/** Under a name of its own, so that its lines never show up as the script's. */
function wrap(source: string): string {
  const level = '='.repeat(8);
  return `local f, e = loadstring([${level}[${source}]${level}], '=[redis]') if not f then return e end f()`;
}

export const SCRIPT_PRELUDE = wrap(BASE + WIDE + API + RUN + SCRIPTS + ENTER);
export const FUNCTION_PRELUDE = wrap(BASE + WIDE + API + RUN + FUNCTIONS + ENTER);
