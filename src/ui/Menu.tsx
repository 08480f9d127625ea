/** Buttons that open a menu, and menus that open where the person pointed. */
import { lazy, type ReactNode, Suspense, useRef, useState } from 'react';
import { Button, type ButtonProps, IconButton, type IconButtonProps } from './Button.tsx';
import { Icon } from './icons.tsx';
import type { MenuPopupProps } from './MenuPopup.tsx';
import type { MenuEntry } from './menu.ts';

const load = () => import('./MenuPopup.tsx');
const MenuPopup = lazy(load);
/** Fetches the code of menus before one is opened, when a pointer or the focus comes near. */
const preload = () => void load();

interface Shared {
  /** Called when it opens, so that entries are made only then. */
  entries(): readonly MenuEntry[];
  readonly align?: 'start' | 'end';
}

/** An open menu at an anchor. */
export function OpenMenu(props: MenuPopupProps) {
  return (
    <Suspense>
      <MenuPopup {...props} />
    </Suspense>
  );
}

export function IconMenu({ entries, align = 'end', ...button }: Shared & Omit<IconButtonProps, 'onClick'>) {
  const { ref, open, trigger, popup } = useMenu(button.label, entries, align);
  return (
    <>
      <IconButton {...button} {...trigger} ref={ref} aria-expanded={open} />
      {popup}
    </>
  );
}

export function MenuButton({
  entries,
  align = 'start',
  label,
  children,
  ...button
}: Shared & Omit<ButtonProps, 'onClick'> & { label: string; children: ReactNode }) {
  const { ref, open, trigger, popup } = useMenu(label, entries, align);
  return (
    <>
      <Button {...button} {...trigger} ref={ref} aria-expanded={open}>
        {children}
        <Icon name="chevronDown" size={12} />
      </Button>
      {popup}
    </>
  );
}

function useMenu(label: string, entries: () => readonly MenuEntry[], align: 'start' | 'end') {
  const ref = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  return {
    ref,
    open,
    trigger: {
      'aria-haspopup': 'menu',
      onClick: () => setOpen(true),
      onPointerEnter: preload,
      onFocus: preload,
    } as const,
    popup: open && ref.current && (
      <OpenMenu
        anchor={ref.current}
        label={label}
        entries={entries()}
        align={align}
        onClose={() => setOpen(false)}
      />
    ),
  };
}
