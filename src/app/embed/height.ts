/**
 * How high the content is, told to whoever asks. Until somebody does, and where the author chose a height, the content
 * fills the frame and scrolls inside it. Afterwards its height depends on nothing but itself, so that growing the frame
 * cannot change it again.
 */
import type { FrameOptions } from './options.ts';

export class HeightReport {
  private readonly element: HTMLElement;
  private readonly options: FrameOptions;
  private last = 0;
  private free = false;

  constructor(element: HTMLElement, options: FrameOptions, tell: (pixels: number) => void) {
    this.element = element;
    this.options = options;
    element.classList.add('kg-fill');
    new ResizeObserver(() => {
      const pixels = Math.ceil(element.getBoundingClientRect().height);
      if (!this.free || pixels === this.last) return;
      this.last = pixels;
      tell(pixels);
    }).observe(element);
  }

  /** The page will follow the height. */
  asked(): void {
    if (this.free || this.options.fixed) return;
    this.free = true;
    this.element.classList.remove('kg-fill');
    this.element.style.maxHeight = `${this.options.maxHeight}px`;
  }
}
