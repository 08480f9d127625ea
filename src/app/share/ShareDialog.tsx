/** Makes a link or a file of what the playground holds. */
import { useEffect, useMemo, useState } from 'react';
import { useEngineNow } from '../../client/clock.ts';
import { useActions, usePlayground } from '../../client/provider.tsx';
import { encodeFile, LONG_LINK, TOO_LONG_LINK } from '../../share/link.ts';
import { moveDeadlines, type SharedKeyspace, type SharedScenario } from '../../share/scenario.ts';
import { asText } from '../../share/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field, Input, Textarea } from '../../ui/Field.tsx';
import { count, plural } from '../../ui/format.ts';
import { useLayout } from '../layout.ts';
import { useCurrentScenario } from '../scenario/current.ts';
import { BY_HAND, copyText } from './copy.ts';
import { linkTo } from './link.ts';
import styles from './ShareDialog.module.css';

/** What of a keyspace still fits a file that a page can open. */
const MAX_KEYSPACE_BYTES = 512 * 1024;
type Ttl = SharedKeyspace['ttl'];

export default function ShareDialog({ onClose, onEmbed }: { onClose(): void; onEmbed(): void }) {
  const scenario = useCurrentScenario();
  const name = usePlayground((state) => state.playground?.name ?? '');
  const [title, setTitle] = useState(scenario?.title ?? name);
  const [text, setText] = useState(scenario?.text.join('\n\n') ?? '');
  const [withKeys, setWithKeys] = useState(false);
  const [ttl, setTtl] = useState<Ttl>('restart');
  const keyspace = useKeyspace(withKeys);
  const [withLayout, setWithLayout] = useState(true);
  const clock = usePlayground((state) => state.clock);
  const special = clock.paused || clock.speed !== 1;
  const [withClock, setWithClock] = useState(true);
  const parts = { title, text, keyspace, ttl, layout: withLayout, clock: special && withClock };
  const shared = useShared(parts);
  const link = useLink(shared);
  const [copied, setCopied] = useState<{ readonly say: string; readonly of: SharedScenario }>();

  function copy(what: string, content: Promise<string>) {
    void copyText(content).then((done) => {
      setCopied({ say: done ? `${what} in the clipboard.` : BY_HAND, of: shared });
      if (!done) document.querySelector<HTMLTextAreaElement>('[data-link]')?.select();
    });
  }

  function download() {
    const url = URL.createObjectURL(new Blob([encodeFile(shared)], { type: 'application/json' }));
    const anchor = document.createElement('a');
    anchor.href = url;
    anchor.download = `${fileName(title)}.keyglass.json`;
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  }

  const tooLong = link !== undefined && link.length > TOO_LONG_LINK;
  return (
    <Dialog
      title="Share"
      width={640}
      onClose={onClose}
      footer={
        <>
          <Button icon="code" look="quiet" onClick={onEmbed}>
            Embed in a page …
          </Button>
          <Button icon="disk" look={tooLong ? 'primary' : 'plain'} onClick={download}>
            Download a file
          </Button>
          <Button
            icon="copy"
            onClick={() =>
              copy(
                'The text is',
                linkTo(shared).then((address) => asText(shared, address)),
              )
            }
          >
            Copy as text
          </Button>
          <Button
            icon="copy"
            look={tooLong ? 'plain' : 'primary'}
            onClick={() => copy('The link is', linkTo(shared))}
          >
            Copy link
          </Button>
        </>
      }
    >
      <Field label="Title">
        {(control) => (
          <Input
            {...control}
            maxLength={200}
            value={title}
            onChange={(event) => setTitle(event.target.value)}
          />
        )}
      </Field>
      <Field label="Text for the reader" hint="Plain text; an empty line starts a new paragraph.">
        {(control) => (
          <Textarea {...control} rows={3} value={text} onChange={(event) => setText(event.target.value)} />
        )}
      </Field>
      <fieldset className={styles.options}>
        <legend>Data</legend>
        <label>
          <input type="checkbox" checked={withKeys} onChange={(event) => setWithKeys(event.target.checked)} />
          Include the keyspace{withKeys && keyspace.commands ? ` (${plural(keyspace.keys, 'key')})` : ''}
        </label>
        {withKeys && (
          <>
            <label>
              <input type="radio" name="ttl" checked={ttl === 'restart'} onChange={() => setTtl('restart')} />
              TTLs start again for the reader, with what is left of them now
            </label>
            <label>
              <input
                type="radio"
                name="ttl"
                checked={ttl === 'absolute'}
                onChange={() => setTtl('absolute')}
              />
              TTLs go on: a key ends when it would have ended here
            </label>
          </>
        )}
        {keyspace.cut && (
          <p role="alert" className={styles.warning}>
            The keyspace is too large for a link: only its first {count(keyspace.keys)} keys are included.
          </p>
        )}
        <label>
          <input
            type="checkbox"
            checked={withLayout}
            onChange={(event) => setWithLayout(event.target.checked)}
          />
          Include the layout of the panels
        </label>
        {special && (
          <label>
            <input
              type="checkbox"
              checked={withClock}
              onChange={(event) => setWithClock(event.target.checked)}
            />
            Include the clock ({clock.paused ? 'paused' : 'running'}
            {clock.speed !== 1 && `, ${clock.speed} times as fast`})
          </label>
        )}
      </fieldset>
      <Field label="Link" hint={<LinkLength length={link?.length} />}>
        {(control) => (
          <Textarea
            {...control}
            data-link
            readOnly
            mono
            rows={3}
            value={link ?? ''}
            onFocus={(event) => event.target.select()}
          />
        )}
      </Field>
      <p role="status" className={styles.status}>
        {copied?.of === shared && copied.say}
      </p>
    </Dialog>
  );
}

function LinkLength({ length }: { length: number | undefined }) {
  if (length === undefined) return 'Making the link …';
  if (length > TOO_LONG_LINK)
    return `${count(length)} characters: many tools will cut it. Share the file instead.`;
  if (length > LONG_LINK)
    return `${count(length)} characters: some chat tools cut links past ${count(LONG_LINK)}.`;
  return `${count(length)} characters. All of it is in the link; nothing is sent to a server.`;
}

function useKeyspace(wanted: boolean) {
  const actions = useActions();
  const now = useEngineNow();
  const [taken, setTaken] = useState<{
    commands: readonly (readonly string[])[] | undefined;
    keys: number;
    cut: boolean;
    takenAt: number;
  }>({ commands: undefined, keys: 0, cut: false, takenAt: 0 });
  useEffect(() => {
    if (!wanted) {
      setTaken({ commands: undefined, keys: 0, cut: false, takenAt: 0 });
      return;
    }
    let current = true;
    void actions.exportCommands(MAX_KEYSPACE_BYTES).then(
      (exported) => {
        // Deadlines are of the playground's time; a link has them in everybody's.
        const takenAt = Date.now();
        const commands = moveDeadlines(exported.commands, takenAt - now());
        if (current) setTaken({ ...exported, commands, takenAt });
      },
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [wanted, actions, now]);
  return taken;
}

interface Parts {
  readonly title: string;
  readonly text: string;
  readonly keyspace: ReturnType<typeof useKeyspace>;
  readonly ttl: Ttl;
  readonly layout: boolean;
  readonly clock: boolean;
}

function useShared({
  title,
  text,
  keyspace,
  ttl,
  layout: withLayout,
  clock: withClock,
}: Parts): SharedScenario {
  const script = usePlayground((state) => state.draft);
  const key = usePlayground((state) => state.selected);
  const lanes = usePlayground((state) => state.lanes);
  const [layout] = useLayout();
  const paused = usePlayground((state) => state.clock.paused);
  const speed = usePlayground((state) => state.clock.speed);
  const { commands, takenAt } = keyspace;
  return useMemo(() => {
    const { side, dock } = layout;
    const sizes = {
      ...(layout.columns && { columns: rounded(layout.columns) }),
      ...(layout.rows && { rows: rounded(layout.rows) }),
    };
    return {
      title: title.trim(),
      text: text
        .split(/\n\s*\n/)
        .map((paragraph) => paragraph.trim())
        .filter((paragraph) => paragraph !== ''),
      script,
      view: {
        panel: side,
        key,
        clients: lanes.slice(1),
        ...(withLayout && { layout: { ...sizes, side, dock } }),
      },
      keyspace: commands && { commands, takenAt, ttl },
      ...(withClock && { clock: { paused, speed } }),
    };
  }, [title, text, script, key, lanes, layout, commands, takenAt, ttl, withLayout, withClock, paused, speed]);
}

/** A tenth of a percent is more than an eye sees, and a short link is worth more. */
const rounded = (sizes: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(sizes).map(([name, size]) => [name, Math.round(size * 10) / 10]));

function useLink(shared: SharedScenario): string | undefined {
  const [link, setLink] = useState<string>();
  useEffect(() => {
    let current = true;
    void linkTo(shared).then((address) => {
      if (current) setLink(address);
    });
    return () => {
      current = false;
    };
  }, [shared]);
  return link;
}

function fileName(title: string): string {
  const name = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return name.slice(0, 60) || 'scenario';
}
