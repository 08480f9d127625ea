/**
 * Chance comes from outside as a seed, so that the same seed and the same commands give the same bytes.
 * The generator is sfc32 (Chris Doty-Humphrey, PractRand): small, fast, and good enough for sampling; nothing here is
 * a secret.
 */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private counter = 1;
  /** A number of this seed's own, from −2³¹ to 2³¹−1, that takes nothing from the sequence. */
  readonly salt: number;

  constructor(seed: number) {
    this.a = seed | 0;
    this.b = Math.imul(seed, 0x9e3779b9) | 0;
    this.c = (seed ^ 0x5bd1e995) | 0;
    for (let i = 0; i < 12; i++) this.uint32();
    this.salt = Math.imul(this.a ^ this.c, 0x9e3779b9);
  }

  /** A whole number from 0 to 2³²−1. */
  uint32(): number {
    const t = (((this.a + this.b) | 0) + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = ((this.c << 21) | (this.c >>> 11)) + t;
    return t >>> 0;
  }

  /** A number in [0, 1). */
  next(): number {
    return this.uint32() / 4294967296;
  }

  /** A whole number in [0, n), for n ≥ 1. */
  below(n: number): number {
    return Math.floor(this.next() * n);
  }
}
