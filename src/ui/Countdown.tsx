/**
 * What is left of a time, as text and as a ring that empties. It writes to its own elements at each beat, without
 * rendering: hundreds can count at once.
 */
import { useEffect, useRef } from 'react';
import styles from './Countdown.module.css';
import { duration } from './format.ts';
import { useReducedMotion } from './media.ts';
import { onTick } from './tick.ts';

export interface CountdownProps {
  /** When it ends, and when it was set (-1: not known): ms on the clock that `now` reads. */
  readonly until: number;
  readonly since: number;
  now(): number;
  /** False while that clock stands still. */
  readonly running: boolean;
}

const RADIUS = 5;
const LENGTH = 2 * Math.PI * RADIUS;
/** In the last ten seconds tenths are shown, so it beats every frame. */
const SMOOTH_BELOW_MS = 11_000;

export function Countdown({ until, since, now, running }: CountdownProps) {
  const text = useRef<HTMLSpanElement>(null);
  const arc = useRef<SVGCircleElement>(null);
  const still = useReducedMotion();

  useEffect(() => {
    let stop: (() => void) | undefined;
    const start = since >= 0 ? since : now();
    let smooth: boolean | undefined;
    const draw = () => {
      const left = until - now();
      if (text.current) {
        const shown = duration(left);
        if (text.current.textContent !== shown) text.current.textContent = shown;
        text.current.dataset.soon = String(left < 10_000);
      }
      const whole = Math.max(1, until - start);
      const share = Math.min(1, Math.max(0, left / whole));
      arc.current?.setAttribute('stroke-dashoffset', String(LENGTH * (1 - share)));
      const wantsSmooth = left < SMOOTH_BELOW_MS && left > -1000 && !still;
      if (running && wantsSmooth !== smooth) {
        smooth = wantsSmooth;
        stop?.();
        stop = left > -1000 ? onTick(draw, smooth ? 'frame' : 'quarter') : undefined;
      }
    };
    draw();
    return () => stop?.();
  }, [until, since, now, running, still]);

  return (
    <span className={styles.countdown}>
      <svg aria-hidden="true" width="14" height="14" viewBox="0 0 14 14">
        <circle className={styles.track} cx="7" cy="7" r={RADIUS} />
        <circle
          ref={arc}
          className={styles.arc}
          cx="7"
          cy="7"
          r={RADIUS}
          strokeDasharray={LENGTH}
          transform="rotate(-90 7 7)"
        />
      </svg>
      <span ref={text} className={styles.text} />
    </span>
  );
}
