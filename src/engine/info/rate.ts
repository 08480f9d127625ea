/** How many commands there were a second lately: `instantaneous_ops_per_sec` of INFO. */

/** The reference takes a sample each 100 ms and shows the mean of the last sixteen. */
const SAMPLE_MS = 100;
const SAMPLES = 16;

export class Rate {
  private samples: number[] = new Array(SAMPLES).fill(0);
  private next = 0;
  private at = -1;
  private count = 0;

  /** Call it before `count` grows, with the time in ms. */
  note(now: number, count: number): void {
    if (now - this.at < SAMPLE_MS) return;
    if (this.at >= 0) {
      const elapsed = now - this.at;
      const perSecond = ((count - this.count) * 1000) / elapsed;
      // Nobody samples while nothing happens, so that one may stand for several.
      const slots = Math.min(SAMPLES, Math.floor(elapsed / SAMPLE_MS));
      for (let i = 0; i < slots; i++) {
        this.samples[this.next] = perSecond;
        this.next = (this.next + 1) % SAMPLES;
      }
    }
    this.at = now;
    this.count = count;
  }

  perSecond(now: number, count: number): number {
    this.note(now, count);
    return Math.floor(this.samples.reduce((sum, sample) => sum + sample, 0) / SAMPLES);
  }

  reset(): void {
    this.samples = new Array(SAMPLES).fill(0);
    this.at = -1;
  }
}
