/**
 * Attributes for an element that scrolls and holds nothing one could tab to: the keyboard must reach it to scroll it, and
 * what takes the focus needs a role and a name.
 */
export const scrollable = (label: string) => ({ role: 'region', 'aria-label': label, tabIndex: 0 }) as const;
