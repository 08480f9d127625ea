/** Makes a link or a file of what the playground holds. */
import { useEffect, useMemo, useState } from 'react';
import { useActions, usePlayground } from '../../client/provider.tsx';
import { encodeFile, encodeLink, LONG_LINK, TOO_LONG_LINK } from '../../share/link.ts';
import type { SharedKeyspace, SharedScenario } from '../../share/scenario.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field, Input, Textarea } from '../../ui/Field.tsx';
import { count, plural } from '../../ui/format.ts';
import { readLayout } from '../layout.ts';
import { useCurrentScenario } from '../scenario/current.ts';
import styles from './ShareDialog.module.css';

/** What of a keyspace still fits a file that a page can open. */
const MAX_KEYSPACE_BYTES = 512 * 1024;
type Ttl = SharedKeyspace['ttl'];

export default function ShareDialog({ onClose }: { onClose(): void }) {
  const scenario = useCurrentScenario();
  const name = usePlayground((state) => state.playground?.name ?? '');
  const [title, setTitle] = useState(scenario?.title ?? name);
  const [text, setText] = useState(scenario?.text.join('\n\n') ?? '');
  const [withKeys, setWithKeys] = useState(false);
  const [ttl, setTtl] = useState<Ttl>('restart');
  const keyspace = useKeyspace(withKeys);
  const shared = useShared(title, text, keyspace.commands, keyspace.takenAt, ttl);
  const link = useLink(shared);
  const [copied, setCopied] = useState(false);

  async function copy() {
    if (link === undefined) return;
    // The link is ready before the click, so that Safari sees the writing as part of it.
    await navigator.clipboard.writeText(link).then(
      () => setCopied(true),
      () => document.querySelector<HTMLTextAreaElement>('[data-link]')?.select(),
    );
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
      width={560}
      onClose={onClose}
      footer={
        <>
          <Button icon="disk" look={tooLong ? 'primary' : 'plain'} onClick={download}>
            Download a file
          </Button>
          <Button
            icon="copy"
            look={tooLong ? 'plain' : 'primary'}
            disabled={link === undefined}
            onClick={copy}
          >
            {copied ? 'Copied' : 'Copy link'}
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
        {copied && 'The link is in the clipboard.'}
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
      (exported) => current && setTaken({ ...exported, takenAt: Date.now() }),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [wanted, actions]);
  return taken;
}

function useShared(
  title: string,
  text: string,
  commands: SharedKeyspace['commands'] | undefined,
  takenAt: number,
  ttl: Ttl,
): SharedScenario {
  const script = usePlayground((state) => state.draft);
  const key = usePlayground((state) => state.selected);
  const lanes = usePlayground((state) => state.lanes);
  const setting = usePlayground((state) => state.settings.layout);
  return useMemo(() => {
    const { side } = readLayout(setting);
    return {
      title: title.trim(),
      text: text
        .split(/\n\s*\n/)
        .map((paragraph) => paragraph.trim())
        .filter((paragraph) => paragraph !== ''),
      script,
      view: { panel: side, key, clients: lanes.slice(1) },
      keyspace: commands && { commands, takenAt, ttl },
    };
  }, [title, text, script, key, lanes, setting, commands, takenAt, ttl]);
}

function useLink(shared: SharedScenario): string | undefined {
  const [link, setLink] = useState<string>();
  useEffect(() => {
    let current = true;
    void encodeLink(shared).then((fragment) => {
      if (!current) return;
      const url = new URL(location.href);
      url.search = '';
      url.hash = fragment;
      setLink(url.href);
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
