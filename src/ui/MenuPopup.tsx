/** The open menu. It is a part of its own, loaded when the first menu opens. */
import { Menu } from '@base-ui/react/menu';
import { flushSync } from 'react-dom';
import { Icon } from './icons.tsx';
import { Keys } from './Keys.tsx';
import styles from './Menu.module.css';
import type { MenuAnchor, MenuEntry } from './menu.ts';

export interface MenuPopupProps {
  readonly anchor: MenuAnchor;
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  readonly align?: 'start' | 'end';
  /** Gets the focus when the menu closes. */
  readonly focusAfter?: HTMLElement | null;
  onClose(): void;
}

export default function MenuPopup({
  anchor,
  label,
  entries,
  align = 'start',
  focusAfter,
  onClose,
}: MenuPopupProps) {
  const place =
    anchor instanceof HTMLElement
      ? anchor
      : { getBoundingClientRect: () => new DOMRect(anchor.x, anchor.y, 0, 0) };
  const owner = focusAfter ?? (anchor instanceof HTMLElement ? anchor : undefined);
  // Before the entry does what it does: a dialog that opens gives the focus back to who had it, and the menu is gone then.
  const leave = () => {
    flushSync(onClose);
    owner?.focus({ preventScroll: true });
  };
  return (
    <Menu.Root open onOpenChange={(open) => !open && onClose()}>
      <Menu.Portal>
        <Menu.Positioner
          anchor={place}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className={styles.positioner}
        >
          <Menu.Popup className={styles.popup} aria-label={label} finalFocus={() => owner ?? true}>
            {entries.map((entry) => (
              <Entry key={keyOf(entry)} entry={entry} onLeave={leave} />
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

const keyOf = (entry: MenuEntry) => (entry.kind === 'separator' ? entry.id : entry.label);

function Entry({ entry, onLeave }: { entry: MenuEntry; onLeave(): void }) {
  if (entry.kind === 'separator') return <Menu.Separator className={styles.separator} />;
  if (entry.kind === 'radios') {
    return (
      <Menu.Group>
        <Menu.GroupLabel className={styles.label}>{entry.label}</Menu.GroupLabel>
        <Menu.RadioGroup
          value={entry.value}
          onValueChange={(value: string) => {
            onLeave();
            entry.onSelect(value);
          }}
        >
          {entry.options.map((option) => (
            <Menu.RadioItem key={option.value} value={option.value} closeOnClick className={styles.item}>
              <span className={styles.mark}>
                <Menu.RadioItemIndicator>
                  <Icon name="check" size={14} />
                </Menu.RadioItemIndicator>
              </span>
              <span className={styles.text}>{option.label}</span>
              {option.detail && <span className={styles.detail}>{option.detail}</span>}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Group>
    );
  }
  return (
    <Menu.Item
      className={styles.item}
      data-danger={entry.danger || undefined}
      disabled={entry.disabled}
      onClick={() => {
        onLeave();
        entry.onSelect();
      }}
    >
      <span className={styles.mark}>{entry.icon && <Icon name={entry.icon} size={14} />}</span>
      <span className={styles.text}>{entry.label}</span>
      {entry.shortcut && <Keys shortcut={entry.shortcut} />}
    </Menu.Item>
  );
}
