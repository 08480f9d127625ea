/** Moves through a ranking page by page, or to a rank. */
import { type FormEvent, useState } from 'react';
import { IconButton } from '../../ui/Button.tsx';
import { Input } from '../../ui/Field.tsx';
import { count } from '../../ui/format.ts';
import styles from './Ranking.module.css';

export interface PagerProps {
  readonly offset: number;
  readonly shown: number;
  readonly total: number;
  readonly page: number;
  readonly disabled: boolean;
  onOffset(offset: number): void;
}

export function Pager({ offset, shown, total, page, disabled, onOffset }: PagerProps) {
  const [rank, setRank] = useState('');
  const last = Math.max(0, total - page);
  const go = (to: number) => onOffset(Math.max(0, Math.min(last, to)));

  function submit(event: FormEvent) {
    event.preventDefault();
    const wanted = Number(rank);
    if (Number.isInteger(wanted) && wanted >= 1) go(wanted - 1);
    setRank('');
  }

  return (
    <nav className={styles.pager} aria-label="Pages of the ranking">
      <IconButton
        small
        icon="first"
        label="First page"
        disabled={disabled || offset === 0}
        onClick={() => go(0)}
      />
      <IconButton
        small
        icon="chevronLeft"
        label="Previous page"
        disabled={disabled || offset === 0}
        onClick={() => go(offset - page)}
      />
      <span className={styles.range}>
        {count(Math.min(total, offset + 1))}–{count(offset + shown)} of {count(total)}
      </span>
      <IconButton
        small
        icon="chevronRight"
        label="Next page"
        disabled={disabled || offset >= last}
        onClick={() => go(offset + page)}
      />
      <IconButton
        small
        icon="last"
        label="Last page"
        disabled={disabled || offset >= last}
        onClick={() => go(last)}
      />
      {!disabled && total > page && (
        <form onSubmit={submit} className={styles.jump}>
          <Input
            small
            aria-label="Go to place"
            placeholder="Go to place"
            inputMode="numeric"
            value={rank}
            onChange={(event) => setRank(event.target.value)}
          />
        </form>
      )}
    </nav>
  );
}
