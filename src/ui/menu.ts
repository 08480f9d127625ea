/** What a menu holds, as data: the same entries serve a button's menu and a context menu. */
import type { IconName } from './icons.tsx';

export interface MenuItem {
  readonly kind?: 'item';
  readonly label: string;
  readonly icon?: IconName;
  readonly shortcut?: string | undefined;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  onSelect(): void;
}

export interface MenuRadios {
  readonly kind: 'radios';
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string; readonly detail?: string }[];
  onSelect(value: string): void;
}

export type MenuEntry = MenuItem | MenuRadios | { readonly kind: 'separator'; readonly id: string };

/** Where it opens: below an element, or at a point of the window. */
export type MenuAnchor = HTMLElement | { readonly x: number; readonly y: number };
