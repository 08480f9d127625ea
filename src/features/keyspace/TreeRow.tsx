/** One row of the tree: a folder with its count, or a key with type, TTL and memory. */
import { type MouseEvent, memo } from 'react';
import { useEngineNow } from '../../client/clock.ts';
import { usePlayground } from '../../client/provider.tsx';
import { labelText } from '../../resp/quote.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Countdown } from '../../ui/Countdown.tsx';
import { cx } from '../../ui/classes.ts';
import { bytes, count, plural } from '../../ui/format.ts';
import { Icon, type IconName } from '../../ui/icons.tsx';
import type { Line, Sign } from './rows.ts';
import styles from './Tree.module.css';
import { TYPE_TONES } from './types.ts';

export interface TreeRowProps {
  readonly line: Line;
  readonly domId: string;
  readonly top: number;
  /** Under the keyboard. */
  readonly active: boolean;
  readonly selected: boolean;
  /** Shown in the inspector. */
  readonly inspected: boolean;
  onClick(line: Line, event: MouseEvent): void;
  onOpen(line: Line): void;
  onMenu(line: Line, event: MouseEvent): void;
}

const SIGNS: Readonly<Record<Sign, IconName>> = {
  created: 'add',
  changed: 'pencil',
  expired: 'timer',
  deleted: 'trash',
};

export const TreeRow = memo(function TreeRow(props: TreeRowProps) {
  const { line, domId, top, active, selected, inspected } = props;
  const { row, mark, gone } = line;
  const name = labelText(row.label);
  return (
    // The tree has the keyboard for all its rows (aria-activedescendant); a row itself only takes the pointer.
    <div
      id={domId}
      role="treeitem"
      aria-label={labelOf(line)}
      tabIndex={-1}
      aria-level={row.depth + 1}
      aria-selected={selected}
      aria-current={inspected || undefined}
      aria-disabled={gone || undefined}
      {...(row.kind === 'folder' && { 'aria-expanded': row.expanded })}
      data-active={active || undefined}
      className={cx(styles.row, gone && styles.gone)}
      style={{ transform: `translateY(${top}px)`, paddingLeft: 6 + row.depth * 14 }}
      onClick={(event) => props.onClick(line, event)}
      onDoubleClick={() => props.onOpen(line)}
      onContextMenu={(event) => props.onMenu(line, event)}
      onKeyDown={undefined}
    >
      {mark && <span key={mark.seq} className={styles.flash} data-sign={mark.sign} />}
      <span className={styles.gutter}>
        {row.kind === 'folder' ? (
          <Icon name={row.expanded ? 'chevronDown' : 'chevronRight'} size={12} />
        ) : (
          mark && (
            <span key={mark.seq} className={styles.sign} data-sign={mark.sign}>
              <Icon name={SIGNS[mark.sign]} size={11} />
            </span>
          )
        )}
      </span>
      {row.kind === 'folder' ? (
        <>
          <Icon name="folder" size={14} className={styles.folder} />
          <span className={styles.name}>{name === '' ? '(empty)' : name}</span>
          <span className={styles.count}>{count(row.count)}</span>
        </>
      ) : (
        <>
          <Badge tone={TYPE_TONES[row.type]} className={styles.type}>
            {row.type}
          </Badge>
          <span className={styles.name}>{name === '' ? '(empty name)' : name}</span>
          {row.expireAt >= 0 && !gone && <Ttl until={row.expireAt} since={row.ttlSetAt} />}
          {gone && <span className={styles.left}>{mark?.sign === 'expired' ? 'expired' : 'deleted'}</span>}
          <span className={styles.bytes}>{bytes(row.bytes)}</span>
        </>
      )}
    </div>
  );
});

/** The whole name, though the row shows only its last part. */
function labelOf({ row, mark, gone }: Line): string {
  if (row.kind === 'folder') return `${labelText(row.path)}, ${plural(row.count, 'key')}`;
  const name = labelText(row.key, 'Empty name');
  const end = gone ? `, ${mark?.sign ?? 'deleted'}` : row.expireAt >= 0 ? ', expires' : '';
  return `${name}, ${row.type}${end}`;
}

function Ttl({ until, since }: { until: number; since: number }) {
  const now = useEngineNow();
  // The clock itself is watched, so that a step or a pause draws at once.
  const clock = usePlayground((state) => state.clock);
  return <Countdown key={clock.realAt} until={until} since={since} now={now} running={!clock.paused} />;
}
