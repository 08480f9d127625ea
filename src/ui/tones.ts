/** The tints in a fixed order, for things that are told apart by number. */
import type { Tone } from './Badge.tsx';

const TONES: readonly Tone[] = ['blue', 'pink', 'amber', 'green', 'violet', 'cyan'];

/** The tint of the `index`-th thing; a negative index counts as the first. They repeat after six. */
export function toneAt(index: number): Tone {
  return TONES[Math.max(0, index) % TONES.length] ?? 'blue';
}
