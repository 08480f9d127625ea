/** Made-up names: ids of a server, passwords. They come from a generator of their own, so that commands draw the same. */
import { Random } from './random.ts';

export class Names {
  private readonly random: Random;

  constructor(seed: number) {
    this.random = new Random(seed ^ 0x6b657967);
  }

  /** `length` random hex digits. */
  hex(length = 40): string {
    let text = '';
    while (text.length < length) text += this.random.below(16).toString(16);
    return text;
  }
}
