/** All templates of the fuzzer, one command a line; a command that stands on more lines is drawn more often. */
import { registry } from '../../../../src/engine/commands/index.ts';
import { compile, type Template } from '../template.ts';
import { BITS } from './bits.ts';
import { COLLECTIONS } from './collections.ts';
import { KEYS_AND_STRINGS } from './keys-and-strings.ts';
import { SORTED_SETS } from './sorted-sets.ts';
import { STREAMS } from './streams.ts';

/** The templates of a text, as far as the engine has their commands. */
const compiled = (text: string): readonly Template[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map(compile)
    .filter(({ name }) => registry.has(name.toLowerCase()));

/** By subject. Values of one kind only come to states worth comparing where many commands in a row are about them. */
export const SUBJECTS: readonly (readonly Template[])[] = [
  KEYS_AND_STRINGS,
  COLLECTIONS,
  SORTED_SETS,
  BITS,
  STREAMS,
].map(compiled);

export const TEMPLATES: readonly Template[] = SUBJECTS.flat();
