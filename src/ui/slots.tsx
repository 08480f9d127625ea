/** Places in the frame of the page that panels may fill (run buttons in the header, …) without the frame knowing them. */
import { createContext, type ReactNode, useContext, useState } from 'react';
import { createPortal } from 'react-dom';

type Places = Readonly<Record<string, HTMLElement | null>>;
const Context = createContext<{ places: Places; put(name: string, element: HTMLElement | null): void }>({
  places: {},
  put: () => undefined,
});

export function SlotsProvider({ children }: { children: ReactNode }) {
  const [places, setPlaces] = useState<Places>({});
  const [put] = useState(
    () => (name: string, element: HTMLElement | null) =>
      setPlaces((before) => (before[name] === element ? before : { ...before, [name]: element })),
  );
  return <Context value={{ places, put }}>{children}</Context>;
}

/** The place. It takes no room while nothing fills it. */
export function Slot({ name, className }: { name: string; className?: string | undefined }) {
  const { put } = useContext(Context);
  const [ref] = useState(() => (element: HTMLElement | null) => put(name, element));
  return <div ref={ref} className={className} data-slot={name} />;
}

/** Shows its children in the place of that name. */
export function Fill({ slot, children }: { slot: string; children: ReactNode }) {
  const element = useContext(Context).places[slot];
  return element ? createPortal(children, element) : null;
}
