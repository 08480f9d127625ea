/** The context menu of a key, of several, and of a folder. */
import { plural } from '../../ui/format.ts';
import type { MenuEntry } from '../../ui/menu.ts';
import type { Target } from './KeyDialogs.tsx';
import type { KeyAction } from './tree-keys.ts';

export function keyMenu(
  target: Target,
  does: { inspect(): void; act(action: KeyAction): void },
): readonly MenuEntry[] {
  const act = (action: KeyAction) => () => does.act(action);
  if (target.kind === 'folder') {
    return [
      { label: 'Copy path', icon: 'copy', onSelect: act('copy') },
      { label: 'Set TTL of all keys in it…', icon: 'timer', onSelect: act('ttl') },
      { kind: 'separator', id: 'end' },
      {
        label:
          target.count === undefined ? 'Delete all keys in it…' : `Delete ${plural(target.count, 'key')}…`,
        icon: 'trash',
        danger: true,
        onSelect: act('delete'),
      },
    ];
  }
  const one = target.keys.length === 1;
  return [
    ...(one
      ? ([
          { label: 'Inspect', icon: 'eye', shortcut: 'Enter', onSelect: does.inspect },
          { label: 'Rename…', icon: 'pencil', shortcut: 'F2', onSelect: act('rename') },
        ] as const)
      : []),
    { label: one ? 'Copy name' : 'Copy names', icon: 'copy', onSelect: act('copy') },
    { kind: 'separator', id: 'ttl' },
    { label: 'Set TTL…', icon: 'timer', onSelect: act('ttl') },
    {
      label: 'Remove TTL',
      disabled: one && target.row !== undefined && target.row.expireAt < 0,
      onSelect: act('persist'),
    },
    { kind: 'separator', id: 'end' },
    {
      label: one ? 'Delete…' : `Delete ${plural(target.keys.length, 'key')}…`,
      icon: 'trash',
      danger: true,
      shortcut: 'Delete',
      onSelect: act('delete'),
    },
  ];
}
