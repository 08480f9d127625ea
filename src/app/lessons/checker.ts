/** When checks are made: soon after something happened, and never two at a time. */
export class Checker {
  private readonly make: () => Promise<void>;
  private readonly delay: number;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private making: Promise<void> | undefined;
  private again = false;
  private ended = false;

  /** `delay`: ms from a change to its checks. `make` never rejects. */
  constructor(make: () => Promise<void>, delay: number) {
    this.make = make;
    this.delay = delay;
  }

  /** Whether checks are about to be made or under way. */
  get pending(): boolean {
    return this.timer !== undefined || this.making !== undefined;
  }

  soon(): void {
    if (this.ended || this.timer !== undefined) return;
    this.timer = setTimeout(() => void this.now(), this.delay);
  }

  /** Resolves when checks that began after this have been made. */
  async now(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.ended) return;
    this.again = true;
    this.making ??= this.makeAll();
    await this.making;
  }

  end(): void {
    this.ended = true;
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private async makeAll(): Promise<void> {
    while (this.again && !this.ended) {
      this.again = false;
      await this.make();
    }
    this.making = undefined;
  }
}
