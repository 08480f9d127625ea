/** Short messages at the corner, with what can be done about them. They leave by themselves unless they are errors. */
import { useEffect, useLayoutEffect, useRef } from 'react';
import { useActions, usePlayground } from '../../client/provider.tsx';
import type { Notice } from '../../client/state.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Icon } from '../../ui/icons.tsx';
import styles from './Notices.module.css';

const STAY_MS = { info: 6000, warning: 12_000, error: 10_000 } as const;
/** A way back should not slip away while one reads. */
const STAY_WITH_ACTION_MS = 12_000;
const LINGER_MS = 1500;
const MOST = 4;

export function Notices() {
  const notices = usePlayground((state) => state.notices);
  const actions = useActions();
  // The same message again takes the place of the one before.
  useEffect(() => {
    const latest = new Map(notices.map(({ text, id }) => [text, id]));
    for (const { text, id } of notices) if (latest.get(text) !== id) actions.dismiss(id);
  }, [notices, actions]);
  return (
    <section className={styles.corner} aria-label="Messages">
      {notices.slice(-MOST).map((notice) => (
        <Toast key={notice.id} notice={notice} />
      ))}
    </section>
  );
}

function Toast({ notice }: { notice: Notice }) {
  const actions = useActions();
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const toast = ref.current;
    // Where the focus was before it came here, and goes back to when the message leaves with it.
    let before: EventTarget | null = null;
    const onFocus = ({ relatedTarget }: FocusEvent) => {
      if (!(relatedTarget instanceof Node && toast?.contains(relatedTarget))) before = relatedTarget;
    };
    toast?.addEventListener('focusin', onFocus);
    return () => {
      toast?.removeEventListener('focusin', onFocus);
      if (toast?.contains(document.activeElement) && before instanceof HTMLElement) before.focus();
    };
  }, []);
  useEffect(() => {
    const leave = () => {
      // The pointer or the focus on it holds it.
      if (ref.current?.matches(':hover, :focus-within')) timer = setTimeout(leave, LINGER_MS);
      else actions.dismiss(notice.id);
    };
    let timer = setTimeout(leave, notice.action ? STAY_WITH_ACTION_MS : STAY_MS[notice.kind]);
    return () => clearTimeout(timer);
  }, [notice, actions]);
  return (
    <div
      ref={ref}
      className={styles.toast}
      data-kind={notice.kind}
      role={notice.kind === 'error' ? 'alert' : 'status'}
    >
      <Icon name={notice.kind === 'info' ? 'info' : 'warning'} />
      <p>{notice.text}</p>
      {notice.action && (
        <Button small onClick={notice.action.run}>
          {notice.action.label}
        </Button>
      )}
      <IconButton small icon="close" label="Dismiss" onClick={() => actions.dismiss(notice.id)} />
    </div>
  );
}
