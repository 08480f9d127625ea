/** What must hold for the step to be done: a sign and words for each check, and a voice for what has changed. */
import { useEffect, useId, useRef, useState } from 'react';
import type { Step } from '../../../lessons/lesson.ts';
import { plural } from '../../../ui/format.ts';
import type { CheckState, StepState } from '../state.ts';
import styles from './LessonPanel.module.css';

/** `asked`: the person has asked for the checks and they are being made; then all is said, changed or not. */
export function Checks({ step, state, asked }: { step: Step; state: StepState; asked: boolean }) {
  const id = useId();
  const { checks, done } = state;
  const said = useNews(checks, done, asked);
  if (step.checks.length === 0) return null;
  const holding = checks?.filter(({ ok }) => ok).length ?? 0;
  return (
    <section className={styles.checks} aria-labelledby={id} data-done={done || undefined}>
      <h4 id={id}>
        Checks
        {checks && (
          <span className={styles.of}>
            {holding} of {checks.length}
          </span>
        )}
      </h4>
      {checks ? (
        <ul>
          {checks.map(({ ok, words }, i) => (
            <li key={step.checks[i]?.line ?? i} data-ok={ok}>
              <Sign ok={ok} />
              <span className="visually-hidden">{ok ? 'Holds: ' : 'Missing: '}</span>
              <span>{words}</span>
            </li>
          ))}
        </ul>
      ) : (
        <p className={styles.quiet}>
          {plural(step.checks.length, 'thing')} will be looked at after you run the script.
        </p>
      )}
      <p role="status" className="visually-hidden">
        {said}
      </p>
    </section>
  );
}

function Sign({ ok }: { ok: boolean }) {
  return (
    <svg className={styles.sign} aria-hidden="true" width="16" height="16" viewBox="0 0 16 16" fill="none">
      <circle className={styles.disc} cx="8" cy="8" r="6.75" />
      {ok && <path d="m4.8 8.3 2.2 2.2 4.3-4.8" />}
    </svg>
  );
}

/** A sentence about what the newest check has changed. */
function useNews(checks: readonly CheckState[] | undefined, done: boolean, asked: boolean): string {
  const [said, setSaid] = useState('');
  const before = useRef(checks);
  const wasAsked = useRef(false);
  useEffect(() => {
    if (wasAsked.current && !asked && checks) setSaid(newsOf(undefined, checks, done) ?? '');
    wasAsked.current = asked;
  }, [asked, checks, done]);
  useEffect(() => {
    const old = before.current;
    before.current = checks;
    if (!checks || old === checks) return;
    const now = newsOf(old, checks, done);
    if (now !== undefined) setSaid(now);
  }, [checks, done]);
  return said;
}

/** What to say after a check; undefined where nothing has changed. */
export function newsOf(
  before: readonly CheckState[] | undefined,
  checks: readonly CheckState[],
  done: boolean,
): string | undefined {
  const same = before?.length === checks.length && checks.every(({ ok }, i) => before[i]?.ok === ok);
  if (same) return undefined;
  const missing = checks.filter(({ ok }) => !ok);
  if (missing.length === 0) return done ? 'All checks hold. The step is done.' : 'All checks hold.';
  return `${checks.length - missing.length} of ${plural(checks.length, 'check')} ${
    checks.length - missing.length === 1 ? 'holds' : 'hold'
  }. Missing: ${missing.map(({ words }) => words).join(' ')}`;
}
