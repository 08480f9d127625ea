/**
 * A string as bits, highest bit of the first byte first, as SETBIT counts them. Arrows move over the bits, Space flips the
 * one under the cursor.
 */
import { type KeyboardEvent, type MouseEvent, useRef, useState } from 'react';
import type { Edit } from '../../client/edits.ts';
import { usePlayground, useView } from '../../client/provider.tsx';
import { Button } from '../../ui/Button.tsx';
import { cx } from '../../ui/classes.ts';
import { Input } from '../../ui/Field.tsx';
import { count } from '../../ui/format.ts';
import { useMediaQuery } from '../../ui/media.ts';
import { useRowWindow } from '../../ui/rows.ts';
import styles from './BitmapView.module.css';
import { useSize } from './useSize.ts';

/** Pixels of a row; fingers need larger bits. */
const FINE = 18;
const COARSE = 24;
/** From this width on twice as many bits stand in a row. */
const WIDE = 400;
/** Rows that are fetched together. */
const CHUNK = 128;
/** The greatest offset that SETBIT takes. */
const MAX_OFFSET = 2 ** 32 - 1;

export interface BitmapViewProps {
  readonly name: string;
  /** Bytes of the string. */
  readonly size: number;
  readonly edit: Edit;
}

export default function BitmapView({ name, size, edit }: BitmapViewProps) {
  const db = usePlayground((state) => state.db);
  const scroller = useRef<HTMLDivElement>(null);
  const bits = size * 8;
  const coarse = useMediaQuery('(pointer: coarse)');
  const { width } = useSize(scroller);
  const perRow = !coarse && width >= WIDE ? 32 : 16;
  const rows = useRowWindow(scroller, Math.ceil(bits / perRow), coarse ? COARSE : FINE);
  const offset = Math.floor(rows.first / CHUNK) * CHUNK * (perRow / 8);
  const limit = Math.ceil(rows.end / CHUNK) * CHUNK * (perRow / 8) - offset;
  const value = useView({ kind: 'key', db, key: name, offset, limit, view: 'bitmap' })?.value;
  const [cursor, setCursor] = useState(0);
  const [wanted, setWanted] = useState('');
  const at = Math.min(cursor, Math.max(0, bits - 1));

  const population = value?.reading?.kind === 'bitmap' ? value.reading.population : undefined;
  const bytes = value?.page.type === 'string' ? value.page.bytes : '';
  const start = value?.offset ?? 0;
  /** One bit; undefined where its byte is on its way. */
  const bitAt = (place: number): number | undefined => {
    const byte = Math.floor(place / 8) - start;
    if (byte < 0 || byte >= bytes.length) return undefined;
    return (bytes.charCodeAt(byte) >> (7 - (place % 8))) & 1;
  };
  const bit = bitAt(at);

  function move(to: number) {
    const next = Math.max(0, Math.min(bits - 1, to));
    setCursor(next);
    rows.reveal(Math.floor(next / perRow));
  }

  const set = (place: number, to: number) => void edit(['SETBIT', name, String(place), String(to)]);
  const flip = (place: number) => {
    const now = bitAt(place);
    if (now !== undefined) set(place, 1 - now);
  };

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey || bits === 0) return;
    const steps: Readonly<Record<string, number>> = {
      ArrowLeft: -1,
      ArrowRight: 1,
      ArrowUp: -perRow,
      ArrowDown: perRow,
      PageUp: -perRow * rows.fits,
      PageDown: perRow * rows.fits,
      Home: -at,
      End: bits - 1 - at,
    };
    const step = steps[event.key];
    if (step !== undefined) move(at + step);
    else if (event.key === ' ' || event.key === 'Enter') flip(at);
    else if (event.key === '0' || event.key === '1') set(at, Number(event.key));
    else return;
    event.preventDefault();
  }

  function onClick({ target }: MouseEvent) {
    const place = target instanceof HTMLElement ? target.dataset.bit : undefined;
    if (place === undefined) return;
    setCursor(Number(place));
    flip(Number(place));
  }

  const target = /^\d+$/.test(wanted) && Number(wanted) <= MAX_OFFSET ? Number(wanted) : undefined;
  return (
    <>
      <div className={styles.facts}>
        <span>
          {population === undefined ? 'Too long to count at every change' : `BITCOUNT ${count(population)}`}{' '}
          of {count(bits)} bits
        </span>
        <output className={styles.cursorText}>
          bit {count(at)} is {bit ?? '…'}
        </output>
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            if (target !== undefined && target < bits) move(target);
          }}
        >
          <Input
            small
            mono
            aria-label="Offset of a bit"
            placeholder="offset"
            inputMode="numeric"
            value={wanted}
            onChange={(event) => setWanted(event.target.value)}
          />
          <Button small submit disabled={target === undefined || target >= bits}>
            Go
          </Button>
          <Button
            small
            disabled={target === undefined}
            onClick={() => target !== undefined && set(target, 1)}
          >
            Set
          </Button>
        </form>
      </div>
      {/* One widget with a cursor of its own, as a text field has. */}
      <div
        ref={scroller}
        role="application"
        aria-label={`Bits. Bit ${at} is ${bit ?? 'not here yet'}. Space flips it.`}
        tabIndex={0}
        className={styles.scroller}
        onKeyDown={onKeyDown}
        onClick={onClick}
      >
        <div className={styles.list} style={{ height: rows.height }}>
          {Array.from({ length: rows.end - rows.first }, (_, i) => rows.first + i).map((row) => (
            <div key={row} className={styles.row} style={{ transform: `translateY(${rows.top(row)}px)` }}>
              <span className={styles.offset}>{row * perRow}</span>
              {Array.from({ length: Math.min(perRow, bits - row * perRow) }, (_, i) => {
                const place = row * perRow + i;
                const state = bitAt(place);
                return (
                  <span
                    key={place}
                    data-bit={place}
                    title={`bit ${place}`}
                    className={cx(styles.bit, state === 1 && styles.on, place === at && styles.cursor)}
                  >
                    {state === 1 ? '1' : ''}
                  </span>
                );
              })}
            </div>
          ))}
        </div>
      </div>
    </>
  );
}
