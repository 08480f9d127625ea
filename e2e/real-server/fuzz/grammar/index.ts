/** All templates of the fuzzer, one command a line; a command that stands on more lines is drawn more often. */
import { registry } from '../../../../src/engine/commands/index.ts';
import { compile, type Template } from '../template.ts';
import { BITS } from './bits.ts';
import { COLLECTIONS } from './collections.ts';
import { KEYS_AND_STRINGS } from './keys-and-strings.ts';
import { SORTED_SETS } from './sorted-sets.ts';
import { STREAMS } from './streams.ts';

const lines = [KEYS_AND_STRINGS, COLLECTIONS, SORTED_SETS, BITS, STREAMS].flatMap((text) =>
  text.split('\n').map((line) => line.trim()),
);

/** Those whose command the engine has. */
export const TEMPLATES: readonly Template[] = lines
  .filter((line) => line !== '')
  .map(compile)
  .filter(({ name }) => registry.has(name.toLowerCase()));
