/**
 * The rows. Each is placed by its index with a transform, and keyed by its member: when the order changes, the browser
 * moves the rows from where they are to where they belong.
 */
import { useEffect, useRef, useState } from 'react';
import type { RankingProjection } from '../../protocol/views.ts';
import { displayText } from '../../resp/text.ts';
import { IconButton } from '../../ui/Button.tsx';
import { cx } from '../../ui/classes.ts';
import { count } from '../../ui/format.ts';
import { scrollable } from '../../ui/scrollable.ts';
import { barLength, type Change, changeOf, type Look, scoreText, topRank } from './changes.ts';
import styles from './Ranking.module.css';

const ROW = 46;

export interface BarsProps {
  readonly ranking: RankingProjection;
  readonly look: Look;
  readonly fromBottom: boolean;
  /** The member in the middle. */
  readonly highlight: string | undefined;
  onAround(member: string): void;
}

export function Bars({ ranking, look, fromBottom, highlight, onAround }: BarsProps) {
  const { rows, total, lowest, highest } = ranking;
  const scroller = useRef<HTMLDivElement>(null);
  // The order of the elements never changes, only their places: a moved element would lose its transition.
  const ordered = rows
    .map((row, place) => ({ row, place }))
    .sort((a, b) => (a.row.member < b.row.member ? -1 : 1));
  const middle = rows.findIndex(({ member }) => member === highlight);

  useEffect(() => {
    const element = scroller.current;
    if (element && highlight !== undefined && middle >= 0)
      element.scrollTop = middle * ROW - element.clientHeight / 2 + ROW / 2;
  }, [highlight, middle]);

  return (
    <div ref={scroller} className={styles.scroller} {...scrollable('Ranking')}>
      <ul className={styles.rows} aria-label="Ranking" style={{ height: rows.length * ROW }}>
        {ordered.map(({ row, place }) => {
          const rank = topRank(row.rank, fromBottom, total);
          const name = displayText(row.member);
          return (
            <li
              key={row.member}
              className={cx(styles.row, row.member === highlight && styles.highlight)}
              style={{ transform: `translateY(${place * ROW}px)` }}
              aria-posinset={rank + 1}
              aria-setsize={total}
            >
              <span className={styles.rank}>{count(rank + 1)}</span>
              <span className={styles.name}>{name === '' ? '(empty)' : name}</span>
              <ChangeSign change={changeOf(look, row.member, rank)} />
              <Score score={row.score} />
              <IconButton
                small
                icon="search"
                className={styles.around}
                label={`Ranking around ${name}`}
                onClick={() => onAround(row.member)}
              />
              <span className={styles.track}>
                <span
                  className={styles.fill}
                  style={{ transform: `scaleX(${Math.max(0.004, barLength(row.score, lowest, highest))})` }}
                />
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function ChangeSign({ change }: { change: Change }) {
  if (change === undefined) return <span />;
  if (change === 'new') return <span className={styles.change}>new</span>;
  const up = change > 0;
  return (
    <span className={styles.change} data-way={up ? 'up' : 'down'}>
      <span aria-hidden="true">
        {up ? '▲' : '▼'}
        {count(Math.abs(change))}
      </span>
      <span className="visually-hidden">
        {up ? 'up' : 'down'} {count(Math.abs(change))}
      </span>
    </span>
  );
}

/** The score; it flashes when it changes. */
function Score({ score }: { score: number }) {
  const [first] = useState(score);
  const changes = useRef({ score: first, times: 0 });
  if (changes.current.score !== score) changes.current = { score, times: changes.current.times + 1 };
  const { times } = changes.current;
  return (
    <span key={times} className={cx(styles.score, times > 0 && styles.changed)}>
      {scoreText(score)}
    </span>
  );
}
