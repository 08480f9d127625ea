/**
 * Bytes as hexadecimal and as text, eight a row. Arrows move over them; two hexadecimal digits write the one under the
 * cursor.
 */
import { type KeyboardEvent, useRef, useState } from 'react';
import { cx } from '../../ui/classes.ts';
import { useRowWindow } from '../../ui/rows.ts';
import styles from './HexView.module.css';

const PER_ROW = 8;
const ROW = 22;

export interface HexViewProps {
  readonly bytes: string;
  /** Writes one byte. */
  onWrite(at: number, byte: string): Promise<boolean>;
}

const hex = (code: number) => code.toString(16).padStart(2, '0');
const printable = (code: number) => (code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : '·');

export function HexView({ bytes, onWrite }: HexViewProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const rows = Math.ceil(bytes.length / PER_ROW);
  const view = useRowWindow(scroller, rows, ROW);
  const [cursor, setCursor] = useState(0);
  const [digit, setDigit] = useState('');
  const at = Math.min(cursor, Math.max(0, bytes.length - 1));

  function move(to: number) {
    const next = Math.max(0, Math.min(bytes.length - 1, to));
    setCursor(next);
    setDigit('');
    view.reveal(Math.floor(next / PER_ROW));
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey || bytes.length === 0) return;
    const steps: Readonly<Record<string, number>> = {
      ArrowLeft: -1,
      ArrowRight: 1,
      ArrowUp: -PER_ROW,
      ArrowDown: PER_ROW,
      PageUp: -PER_ROW * view.fits,
      PageDown: PER_ROW * view.fits,
      Home: -at,
      End: bytes.length - 1 - at,
    };
    const step = steps[event.key];
    if (step !== undefined) move(at + step);
    else if (/^[0-9a-f]$/i.test(event.key)) {
      if (digit === '') setDigit(event.key.toLowerCase());
      else {
        void onWrite(at, String.fromCharCode(Number.parseInt(digit + event.key, 16)));
        move(at + 1);
      }
    } else if (event.key === 'Escape' && digit !== '') setDigit('');
    else return;
    event.preventDefault();
  }

  const code = bytes.charCodeAt(at);
  const label =
    bytes.length === 0
      ? 'No bytes'
      : `Bytes. At ${at}: ${hex(code)}${printable(code) === '·' ? '' : `, ${printable(code)}`}. Type two hexadecimal digits to write it.`;
  return (
    // One widget with a cursor of its own, as a text field has.
    <div
      ref={scroller}
      role="application"
      aria-label={label}
      tabIndex={0}
      className={styles.hex}
      onKeyDown={onKeyDown}
    >
      <div className={styles.list} style={{ height: view.height }}>
        {Array.from({ length: view.end - view.first }, (_, i) => view.first + i).map((row) => {
          const start = row * PER_ROW;
          const codes = Array.from(bytes.slice(start, start + PER_ROW), (char, column) => ({
            place: start + column,
            code: char.charCodeAt(0),
          }));
          return (
            <div key={row} className={styles.row} style={{ transform: `translateY(${view.top(row)}px)` }}>
              <span className={styles.offset}>{start.toString(16).padStart(6, '0')}</span>
              <span className={styles.bytes}>
                {codes.map((each) => (
                  <span
                    key={each.place}
                    className={cx(styles.byte, each.place === at && styles.cursor)}
                    onPointerDown={() => move(each.place)}
                  >
                    {each.place === at && digit !== '' ? `${digit}_` : hex(each.code)}
                  </span>
                ))}
              </span>
              <span className={styles.text}>{codes.map((each) => printable(each.code)).join('')}</span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
