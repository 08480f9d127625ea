/** How large an element is on the screen. */
import { useLayoutEffect, useState } from 'react';

/** The size of an element in pixels, as it changes. */
export function useSize(element: { readonly current: HTMLElement | null }): {
  width: number;
  height: number;
} {
  const [size, setSize] = useState({ width: 320, height: 240 });
  useLayoutEffect(() => {
    const { current } = element;
    if (!current) return;
    const read = () => {
      const { clientWidth: width, clientHeight: height } = current;
      if (width > 0)
        setSize((before) =>
          before.width === width && before.height === height ? before : { width, height },
        );
    };
    read();
    const observer = new ResizeObserver(read);
    observer.observe(current);
    return () => observer.disconnect();
  }, [element]);
  return size;
}
