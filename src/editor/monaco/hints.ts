/**
 * Keeps the hint of a command's arguments off what stands above the editor. Monaco puts it above the line wherever the
 * window has room, and on the first lines that is where the buttons are that run what was typed.
 */
import type { editor } from 'monaco-editor/editor';
import styles from './monaco.module.css';

const HINT = '.parameter-hints-widget';

/** Returns how to end it. */
export function keepHintsInside(view: editor.ICodeEditor, container: HTMLElement): () => void {
  let hint: HTMLElement | undefined;
  const place = () => {
    const position = view.getPosition();
    const line = position && view.getScrolledVisiblePosition(position);
    if (!hint || !line) return;
    const { top } = container.getBoundingClientRect();
    const hintTop = Number.parseFloat(hint.style.top);
    const isAbove = hintTop + hint.offsetHeight <= top + line.top + 1;
    const covers = isAbove && hintTop < top;
    const shift = covers ? `0 ${hint.offsetHeight + line.height}px` : '';
    if (hint.style.translate !== shift) hint.style.translate = shift;
    hint.classList.toggle(styles.below ?? '', covers);
  };
  const moves = new MutationObserver(place);
  // Monaco makes it when it is first wanted.
  const arrives = new MutationObserver(() => {
    hint = container.querySelector<HTMLElement>(HINT) ?? undefined;
    if (!hint) return;
    arrives.disconnect();
    moves.observe(hint, { attributes: true, attributeFilter: ['style'] });
    place();
  });
  const widgets = container.querySelector('.overflowingContentWidgets');
  if (widgets) arrives.observe(widgets, { childList: true });
  return () => {
    arrives.disconnect();
    moves.disconnect();
  };
}
