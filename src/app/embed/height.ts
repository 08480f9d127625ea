/**
 * How high the content is, told to whoever asks. Until somebody does, and where the author chose a height, the content
 * fills the frame and scrolls inside it. Afterwards its height depends on nothing but itself, so that growing the frame
 * cannot change it again.
 *
 * Browsers do not render a frame of another site while it is out of sight, so observing sizes is not enough: every change
 * of the content is measured as well.
 */
import type { FrameOptions } from './options.ts';

export class HeightReport {
  private readonly element: HTMLElement;
  private readonly options: FrameOptions;
  private readonly tell: (pixels: number) => void;
  private last = 0;
  private free = false;
  private filled = false;

  constructor(element: HTMLElement, options: FrameOptions, tell: (pixels: number) => void) {
    this.element = element;
    this.options = options;
    this.tell = tell;
    element.classList.add('kg-fill');
    new ResizeObserver(() => this.measure()).observe(element);
    new MutationObserver(() => this.measure()).observe(element, {
      attributes: true,
      characterData: true,
      childList: true,
      subtree: true,
    });
  }

  /** The page will follow the height. */
  asked(): void {
    if (this.free || this.options.fixed) return;
    this.free = true;
    this.element.classList.remove('kg-fill');
    this.element.style.maxHeight = `${this.options.maxHeight}px`;
    this.measure();
  }

  /** The script is there. The height of a frame without one would make the page jump to it and back. */
  shown(): void {
    this.filled = true;
    this.measure();
  }

  private measure(): void {
    if (!this.free || !this.filled) return;
    const pixels = Math.ceil(this.element.getBoundingClientRect().height);
    if (pixels === this.last) return;
    this.last = pixels;
    this.tell(pixels);
  }
}
