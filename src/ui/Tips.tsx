/**
 * Tips for whatever carries `data-tip` (and `data-tip-keys` for a shortcut). One element serves the whole page. A tip
 * repeats an accessible name for the eye, so it is hidden from screen readers.
 */
import { useEffect, useRef, useState } from 'react';
import { Keys } from './Keys.tsx';
import styles from './Tips.module.css';

interface Tip {
  readonly text: string;
  readonly keys: string | undefined;
  readonly anchor: DOMRect;
}

const DELAY_MS = 450;

export function Tips() {
  const [tip, setTip] = useState<Tip>();
  const ref = useRef<HTMLDivElement>(null);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let owner: Element | undefined;
    const hide = () => {
      clearTimeout(timer);
      owner = undefined;
      setTip(undefined);
    };
    const offer = (event: Event) => {
      const target = event.target instanceof Element ? event.target.closest('[data-tip]') : null;
      if (target === owner) return;
      hide();
      if (!(target instanceof HTMLElement) || target.ariaExpanded === 'true') return;
      if (event.type === 'focusin' && !target.matches(':focus-visible')) return;
      owner = target;
      timer = setTimeout(() => {
        const { tip: text = '', tipKeys: keys } = target.dataset;
        if (target.isConnected) setTip({ text, keys, anchor: target.getBoundingClientRect() });
      }, DELAY_MS);
    };
    const options = { capture: true, passive: true } as const;
    const hiding = ['pointerdown', 'keydown', 'wheel', 'blur'] as const;
    document.addEventListener('pointerover', offer, options);
    document.addEventListener('focusin', offer, options);
    for (const name of hiding) window.addEventListener(name, hide, options);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('pointerover', offer, options);
      document.removeEventListener('focusin', offer, options);
      for (const name of hiding) window.removeEventListener(name, hide, options);
    };
  }, []);

  useEffect(() => {
    const element = ref.current;
    if (!element || !tip) return;
    // In the top layer, so that it also stands above dialogs.
    element.showPopover?.();
    const { width, height } = element.getBoundingClientRect();
    const below = tip.anchor.bottom + 6;
    const top = below + height > innerHeight - 4 ? tip.anchor.top - height - 6 : below;
    const left = tip.anchor.left + tip.anchor.width / 2 - width / 2;
    element.style.top = `${top}px`;
    element.style.left = `${Math.max(4, Math.min(left, innerWidth - width - 4))}px`;
  }, [tip]);

  if (!tip) return null;
  return (
    <div ref={ref} popover="manual" className={styles.tip} aria-hidden="true">
      {tip.text}
      {tip.keys && <Keys shortcut={tip.keys} />}
    </div>
  );
}
