/** One client: who it is and what it waits for, what it said, and its prompt. */
import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { useCalmPlayground } from '../../client/calm.ts';
import { useEngineNow } from '../../client/clock.ts';
import { useActions, usePlayground } from '../../client/provider.tsx';
import type { PlaygroundStore, TranscriptEntry } from '../../client/state.ts';
import { MAIN_LANE } from '../../client/store.ts';
import type { ClientView } from '../../protocol/views.ts';
import { quoteArgument } from '../../resp/quote.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Countdown } from '../../ui/Countdown.tsx';
import { cx } from '../../ui/classes.ts';
import { duration } from '../../ui/format.ts';
import { useTick } from '../../ui/tick.ts';
import { toneAt } from '../../ui/tones.ts';
import { annotate, type LaneState, promptText } from './annotate.ts';
import styles from './Console.module.css';
import { checkName } from './names.ts';
import { Prompt } from './Prompt.tsx';
import { Transcript } from './Transcript.tsx';
import { transcriptText } from './text.ts';

const NamePrompt = lazy(() => import('../../ui/Prompt.tsx'));

export interface LaneProps {
  readonly lane: string;
  readonly index: number;
  /** True where it is the only one, so that it needs no name above it. */
  readonly alone: boolean;
  /** Undefined before its first command. */
  readonly client: ClientView | undefined;
  /** Called before it goes. */
  onClose(): void;
}

const NOTHING: readonly TranscriptEntry[] = [];

export function Lane({ lane, index, alone, client, onClose }: LaneProps) {
  const actions = useActions();
  const select = useCallback((state: PlaygroundStore) => state.transcripts[lane] ?? NOTHING, [lane]);
  const entries = useCalmPlayground(select);
  const lanes = usePlayground((state) => state.lanes);
  const [renaming, setRenaming] = useState(false);
  const states = useMemo(() => annotate(entries), [entries]);
  const now: LaneState = {
    db: client?.db ?? 0,
    inTransaction: client?.queued !== undefined,
    resp: client?.resp ?? 2,
  };
  const subscribed = (client?.subscriptions ?? 0) > 0 && now.resp === 2;
  return (
    <section className={cx(styles.lane, styles[toneAt(index)])} aria-label={`Client ${lane}`}>
      <header className={styles.header}>
        <span className={styles.dot} aria-hidden="true" />
        <h3>{lane}</h3>
        {lane !== MAIN_LANE && (
          <IconButton
            small
            icon="pencil"
            label={`Rename client ${lane}`}
            disabled={client?.blocked !== undefined}
            onClick={() => setRenaming(true)}
          />
        )}
        <span className={styles.facts}>{facts(client)}</span>
        <IconButton
          small
          icon="copy"
          label={`Copy the console of ${lane}`}
          disabled={entries.length === 0}
          onClick={() => {
            void navigator.clipboard?.writeText(transcriptText(lane, entries, states));
            actions.notify({ kind: 'info', text: `Copied the console of ${lane}.` });
          }}
        />
        <IconButton
          small
          icon="trash"
          label={`Clear the console of ${lane}`}
          disabled={entries.length === 0}
          onClick={() => actions.clearTranscript(lane)}
        />
        {!alone && lane !== MAIN_LANE && (
          <IconButton
            small
            icon="close"
            label={`Close client ${lane}`}
            onClick={() => {
              onClose();
              actions.closeLane(lane);
            }}
          />
        )}
      </header>
      {renaming && (
        <Suspense fallback={null}>
          <NamePrompt
            title={`Rename client ${lane}`}
            label="Name"
            action="Rename"
            initial={lane}
            check={(name) => (name === lane ? undefined : checkName(name, lanes))}
            onSubmit={(name) => (name === lane ? undefined : actions.renameLane(lane, name))}
            onClose={() => setRenaming(false)}
          />
        </Suspense>
      )}
      <Transcript lane={lane} entries={entries} states={states} />
      {client?.blocked && <Blocked lane={lane} blocked={client.blocked} />}
      <Prompt
        lane={lane}
        prompt={promptText(lane, now, subscribed)}
        blocked={client?.blocked !== undefined}
      />
    </section>
  );
}

function facts(client: ClientView | undefined): string {
  if (!client) return 'not connected yet';
  const { id, db, resp, queued, subscriptions, monitor } = client;
  const parts = [`id ${id}`, `db ${db}`, `RESP${resp}`];
  if (queued !== undefined) parts.push(`${queued} queued`);
  if (subscriptions > 0) parts.push(`${subscriptions} subscribed`);
  if (monitor) parts.push('monitor');
  return parts.join(' · ');
}

function Blocked({ lane, blocked }: { lane: string; blocked: NonNullable<ClientView['blocked']> }) {
  const actions = useActions();
  const now = useEngineNow();
  const paused = usePlayground((state) => state.clock.paused);
  const { command, keys, since, until } = blocked;
  const shown = keys.slice(0, 3).map((key) => quoteArgument(key));
  if (keys.length > 3) shown.push(`${keys.length - 3} more`);
  return (
    <div className={styles.blocked} role="status">
      <span>
        <strong>{command.toUpperCase()}</strong> waits{shown.length > 0 && ` for ${shown.join(', ')}`}
      </span>
      {until < 0 ? (
        <Elapsed since={since} now={now} running={!paused} />
      ) : (
        <Countdown until={until} since={since} now={now} running={!paused} />
      )}
      <Button small onClick={() => actions.cancel(lane)} aria-label={`Cancel what ${lane} waits for`}>
        Cancel
      </Button>
    </div>
  );
}

function Elapsed({ since, now, running }: { since: number; now: () => number; running: boolean }) {
  useTick(running);
  return <span className={styles.elapsed}>for {duration(now() - since)}, without a limit</span>;
}
