/** Name, type, encoding, memory, idle time and TTL of the key, and what can be done with it as a whole. */
import { lazy, Suspense, useState } from 'react';
import { useEngineNow } from '../../client/clock.ts';
import type { Edit } from '../../client/edits.ts';
import { useActions, usePlayground } from '../../client/provider.tsx';
import type { KeyDetail, ValueType } from '../../protocol/views.ts';
import { fromEditable, toEditable } from '../../resp/editable.ts';
import { labelText } from '../../resp/quote.ts';
import { Badge, type Tone } from '../../ui/Badge.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Countdown } from '../../ui/Countdown.tsx';
import { Confirm } from '../../ui/Dialog.tsx';
import { age, bytes, moment, plural } from '../../ui/format.ts';
import { useTick } from '../../ui/tick.ts';
import styles from './Inspector.module.css';

const Prompt = lazy(() => import('../../ui/Prompt.tsx'));
const DurationPrompt = lazy(() => import('../../ui/DurationPrompt.tsx'));

const TONES: Readonly<Record<ValueType, Tone>> = {
  string: 'blue',
  hash: 'violet',
  list: 'amber',
  set: 'green',
  zset: 'pink',
  stream: 'cyan',
};

/** What the elements of a type are called. */
const ELEMENTS: Readonly<Record<ValueType, string>> = {
  string: 'byte',
  hash: 'field',
  list: 'element',
  set: 'member',
  zset: 'member',
  stream: 'entry',
};

export function Head({ name, detail, edit }: { name: string; detail: KeyDetail; edit: Edit }) {
  const actions = useActions();
  const now = useEngineNow();
  const [asking, setAsking] = useState<'rename' | 'delete' | 'ttl'>();
  const close = () => setAsking(undefined);
  const text = labelText(name, '(empty name)');
  const editable = toEditable(name);

  function copy() {
    navigator.clipboard.writeText(editable.text).then(
      () => actions.notify({ kind: 'info', text: 'Copied the name.' }),
      () => actions.notify({ kind: 'error', text: 'The browser did not allow copying.' }),
    );
  }

  return (
    <header className={styles.head}>
      <div className={styles.titleRow}>
        <h3 className={styles.name}>{text}</h3>
        <IconButton small icon="copy" label="Copy name" onClick={copy} />
        {/* Where the key has another name by now, the focus comes back to here. */}
        <IconButton small icon="pencil" label="Rename key" data-heir="" onClick={() => setAsking('rename')} />
        <IconButton small icon="trash" label="Delete key" onClick={() => setAsking('delete')} />
      </div>
      <div className={styles.facts}>
        <Badge tone={TONES[detail.type]}>{detail.type}</Badge>
        <span data-tip="How a real server stores it">{detail.encoding}</span>
        <span>
          {plural(detail.size, ELEMENTS[detail.type], detail.type === 'stream' ? 'entries' : undefined)}
        </span>
        <span data-tip="What MEMORY USAGE says, an estimate">{bytes(detail.bytes)}</span>
        {detail.idleSeconds !== undefined ? (
          <Idle key={detail.idleSeconds} seconds={detail.idleSeconds} />
        ) : (
          detail.frequency !== undefined && (
            <span data-tip="The logarithmic counter of accesses">frequency {detail.frequency}</span>
          )
        )}
      </div>
      <div className={styles.ttl}>
        <span className={styles.label}>TTL</span>
        {detail.expireAt >= 0 ? (
          <span data-tip={`Expires ${moment(detail.expireAt)}`}>
            <LiveCountdown until={detail.expireAt} since={detail.ttlSetAt} />
          </span>
        ) : (
          <span>none</span>
        )}
        <Button small look="quiet" icon="timer" onClick={() => setAsking('ttl')}>
          {detail.expireAt >= 0 ? 'Change' : 'Set'}
        </Button>
      </div>
      <Suspense>
        {asking === 'rename' && (
          <Prompt
            title="Rename key"
            label="New name"
            action="Rename"
            mono
            initial={editable.text}
            hint={
              editable.quoted
                ? 'Quoted, because it is not plain text.'
                : 'A key that has this name already is replaced.'
            }
            check={(value) =>
              fromEditable(value, editable.quoted) === undefined ? 'The quotes do not match.' : undefined
            }
            onClose={close}
            onSubmit={async (value) => {
              const to = fromEditable(value, editable.quoted) ?? name;
              if (to !== name && (await edit(['RENAME', name, to])).ok) actions.selectKey(to);
            }}
          />
        )}
        {asking === 'delete' && (
          <Confirm
            title={`Delete ${text}?`}
            action="Delete"
            danger
            onClose={close}
            onConfirm={() => void edit(['DEL', name])}
          >
            <p>This runs DEL. It cannot be undone.</p>
          </Confirm>
        )}
        {asking === 'ttl' && (
          <DurationPrompt
            title={`Time to live of ${text}`}
            left={detail.expireAt >= 0 ? detail.expireAt - now() : undefined}
            onSet={async (ms) => {
              await edit(ms % 1000 === 0 ? ['EXPIRE', name, `${ms / 1000}`] : ['PEXPIRE', name, `${ms}`]);
            }}
            onClear={() => void edit(['PERSIST', name])}
            onClose={close}
          />
        )}
      </Suspense>
    </header>
  );
}

/** A countdown on the engine's clock that follows its steps and pauses. */
export function LiveCountdown({ until, since }: { until: number; since: number }) {
  const now = useEngineNow();
  const clock = usePlayground((state) => state.clock);
  return <Countdown key={clock.realAt} until={until} since={since} now={now} running={!clock.paused} />;
}

/** Idle time, counted on by the page from when it was told. */
function Idle({ seconds }: { seconds: number }) {
  const now = useEngineNow();
  const [told] = useState(now);
  useTick(true);
  return <span data-tip="Time since the last access">idle {age(seconds + (now() - told) / 1000)}</span>;
}
