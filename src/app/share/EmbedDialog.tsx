/** Makes the lines that put this script into a course page, with a live look at what the page will show. */
import { useCallback, useEffect, useMemo, useState } from 'react';
import { usePlayground } from '../../client/provider.tsx';
import { PANELS, type PanelName } from '../../embed/attributes.ts';
import { connect } from '../../embed/client.ts';
import { MAX_SCRIPT, tooLong } from '../../embed/protocol.ts';
import { scenarios } from '../../scenarios/index.ts';
import { encodeLink, LONG_LINK } from '../../share/link.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field, Input, Textarea } from '../../ui/Field.tsx';
import { count } from '../../ui/format.ts';
import { Segments } from '../../ui/Segments.tsx';
import { useTheme } from '../../ui/theme.ts';
import { useCurrentScenario } from '../scenario/current.ts';
import { BY_HAND, copyText } from './copy.ts';
import styles from './EmbedDialog.module.css';
import {
  DEFAULT_CHOICE,
  type EmbedChoice,
  type EmbedSource,
  elementCode,
  frameAddress,
  IFRAME_HEIGHT,
  iframeCode,
  imageCode,
  linkTitle,
  markdownCode,
  pageAddress,
  pictureAddress,
} from './embed-code.ts';

const KINDS = [
  { value: 'element', label: 'Element' },
  { value: 'iframe', label: 'iframe' },
  { value: 'markdown', label: 'Markdown link' },
  { value: 'image', label: 'Image with link' },
] as const;
type Kind = (typeof KINDS)[number]['value'];

const HINTS: Readonly<Record<Kind, string>> = {
  element:
    'Grows with its content and costs next to nothing until it is used. The script line is needed once a page.',
  iframe: 'For sites that allow no scripts. Its height is fixed.',
  markdown: 'For chats and readme files: opens the playground.',
  image: 'For readme files that show pictures: a click opens the playground.',
};

const PANEL_NAMES: Readonly<Record<PanelName, string>> = {
  replies: 'Replies',
  console: 'Console',
  keyspace: 'Keyspace',
  ranking: 'Ranking',
};

const SETTLE_MS = 300;
/** Of the preview, until it has said how high it is. */
const FIRST_HEIGHT = 200;

export default function EmbedDialog({ onClose }: { onClose(): void }) {
  const [choice, setChoice] = useState<EmbedChoice>(DEFAULT_CHOICE);
  const [kind, setKind] = useState<Kind>('element');
  const [copied, setCopied] = useState<{ readonly code: string; readonly done: boolean }>();
  const source = useSource();
  const site = useMemo(() => new URL('.', location.href.replace(/[?#].*/s, '')).href, []);
  const change = (part: Partial<EmbedChoice>) => setChoice((before) => ({ ...before, ...part }));
  const code = source && codeOf(kind, choice, source, site);

  function copy() {
    if (code === undefined) return;
    void copyText(code).then((done) => {
      setCopied({ code, done });
      if (!done) document.querySelector<HTMLTextAreaElement>('[data-code]')?.select();
    });
  }

  return (
    <Dialog
      title="Embed in a page"
      width={940}
      onClose={onClose}
      footer={
        <>
          <p role="status" className={styles.status}>
            {copied && copied.code === code && (copied.done ? 'It is in the clipboard.' : BY_HAND)}
          </p>
          <Button icon="copy" look="primary" disabled={code === undefined} onClick={copy}>
            Copy
          </Button>
        </>
      }
    >
      <div className={styles.columns}>
        <div className={styles.options}>
          <Options choice={choice} onChange={change} />
          <Segments<Kind> label="Copy as" value={kind} options={KINDS} onChange={setKind} />
          <Field
            label="Code"
            hint={<Hint kind={kind} length={code?.length} site={site} fits={!source || fits(source)} />}
          >
            {(control) => (
              <Textarea
                {...control}
                data-code
                readOnly
                mono
                rows={7}
                value={code ?? ''}
                onFocus={(event) => event.target.select()}
              />
            )}
          </Field>
        </div>
        <section className={styles.preview} aria-label="Preview">
          {source && <Preview kind={kind} choice={choice} source={source} site={site} />}
        </section>
      </div>
    </Dialog>
  );
}

function Options({ choice, onChange }: { choice: EmbedChoice; onChange(part: Partial<EmbedChoice>): void }) {
  return (
    <>
      <div className={styles.row}>
        <Segments
          label="Theme"
          value={choice.theme}
          options={[
            { value: 'auto', label: 'As the page' },
            { value: 'light', label: 'Light' },
            { value: 'dark', label: 'Dark' },
          ]}
          onChange={(theme) => onChange({ theme })}
        />
      </div>
      <fieldset className={styles.checks}>
        <legend>Panels below the script</legend>
        {PANELS.map((panel) => (
          <label key={panel}>
            <input
              type="checkbox"
              checked={choice.panels.includes(panel)}
              onChange={(event) =>
                onChange({
                  panels: PANELS.filter((name) =>
                    name === panel ? event.target.checked : choice.panels.includes(name),
                  ),
                })
              }
            />
            {PANEL_NAMES[panel]}
          </label>
        ))}
      </fieldset>
      <fieldset className={styles.checks}>
        <legend>Behaviour</legend>
        <label>
          <input
            type="checkbox"
            checked={choice.readOnly}
            onChange={(event) => onChange({ readOnly: event.target.checked })}
          />
          Read-only
        </label>
        <label>
          <input
            type="checkbox"
            checked={choice.runOnLoad}
            onChange={(event) => onChange({ runOnLoad: event.target.checked })}
          />
          Run when the page opens
        </label>
      </fieldset>
      <div className={styles.row}>
        <Field label="Height in pixels" hint="Empty: as high as its content">
          {(control) => (
            <Input
              {...control}
              type="number"
              min={120}
              max={4000}
              placeholder="fits"
              value={choice.height ?? ''}
              onChange={(event) => onChange({ height: readSize(event.target.value, 4000) })}
            />
          )}
        </Field>
        <Field label="Font size in pixels">
          {(control) => (
            <Input
              {...control}
              type="number"
              min={8}
              max={40}
              defaultValue={choice.fontSize}
              onChange={(event) => {
                const fontSize = readSize(event.target.value, 40) ?? 0;
                if (fontSize >= 8) onChange({ fontSize });
              }}
            />
          )}
        </Field>
      </div>
      <Field label="Keep in the reader’s browser as" hint="Empty: nothing is kept">
        {(control) => (
          <Input
            {...control}
            maxLength={80}
            placeholder="course-notes"
            value={choice.playground}
            onChange={(event) => onChange({ playground: event.target.value.trimStart() })}
          />
        )}
      </Field>
    </>
  );
}

function readSize(text: string, max: number): number | undefined {
  const size = Math.round(Number(text));
  return size > 0 ? Math.min(size, max) : undefined;
}

function Hint({
  kind,
  length,
  site,
  fits,
}: {
  kind: Kind;
  length: number | undefined;
  site: string;
  /** Whether an embed takes the script. */
  fits: boolean;
}) {
  const long = kind !== 'element' && length !== undefined && length > LONG_LINK;
  return (
    <>
      {HINTS[kind]}{' '}
      <a href={`${site}embedding.html`} target="_blank" rel="noopener">
        The author’s guide
      </a>{' '}
      has the rest.
      {kind === 'element' && !fits && (
        <strong className={styles.warning}> {tooLong('The script', MAX_SCRIPT)}</strong>
      )}
      {long && ` It is ${count(length)} characters long: some tools cut addresses past ${count(LONG_LINK)}.`}
    </>
  );
}

interface Shown {
  readonly choice: EmbedChoice;
  readonly source: EmbedSource;
  readonly site: string;
}

/** What the copied text shows where it is pasted. */
function Preview({ kind, choice, source, site }: Shown & { readonly kind: Kind }) {
  switch (kind) {
    case 'element':
      if (!fits(source)) return <p className={styles.warning}>{tooLong('The script', MAX_SCRIPT)}</p>;
      return <FramePreview choice={choice} source={source} site={site} />;
    case 'iframe': {
      const height = choice.height ?? IFRAME_HEIGHT;
      return <FramePreview choice={{ ...choice, height }} source={source} site={site} />;
    }
    default:
      return (
        <a href={pageAddress(source, site)} target="_blank" rel="noopener">
          {kind === 'image' ? (
            <img src={pictureAddress(source, site)} alt={linkTitle(source)} />
          ) : (
            linkTitle(source)
          )}
        </a>
      );
  }
}

/** A script of one's own goes into the page, where it is bounded; an address has room for more. */
const fits = ({ scenario, script }: EmbedSource) => scenario !== undefined || script.length <= MAX_SCRIPT;

/** The framed page as it will be, at most as high as the dialog allows. It changes when the choices have settled. */
function FramePreview({ choice, source, site }: Shown) {
  const { resolved } = useTheme();
  const theme = choice.theme === 'auto' ? resolved : choice.theme;
  // What is tried out here is not to be kept.
  const shownChoice = { ...choice, theme, playground: '' };
  const address = frameAddress(shownChoice, source, site);
  const [shown, setShown] = useState(address);
  useEffect(() => {
    const timer = setTimeout(() => setShown(address), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [address]);
  const [fitting, setFitting] = useState<number>();
  const frame = useCallback((iframe: HTMLIFrameElement | null) => {
    if (!iframe) return;
    setFitting(undefined);
    const client = connect(iframe);
    client.ready.catch(() => undefined);
    client.on('height', ({ height }) => setFitting(height));
    return () => client.close();
  }, []);
  const height = choice.height ?? fitting ?? FIRST_HEIGHT;
  // Addresses that differ in their fragment alone would not load again, so each gets a frame of its own.
  return <iframe key={shown} ref={frame} src={shown} title="The embed as a page shows it" height={height} />;
}

function useSource(): EmbedSource | undefined {
  const script = usePlayground((state) => state.draft);
  const current = useCurrentScenario();
  const [source, setSource] = useState<EmbedSource>();
  useEffect(() => {
    let live = true;
    const scenario = scenarios.find((each) => each.script === script);
    const title = scenario?.title ?? current?.title ?? '';
    const shared = { title, text: current?.text ?? [], script, view: current?.view, keyspace: undefined };
    void encodeLink(shared).then((fragment) => {
      if (live) setSource({ title, scenario: scenario?.id, script, fragment });
    });
    return () => {
      live = false;
    };
  }, [script, current]);
  return source;
}

function codeOf(kind: Kind, choice: EmbedChoice, source: EmbedSource, site: string): string {
  switch (kind) {
    case 'element':
      return elementCode(choice, source, site);
    case 'iframe':
      return iframeCode(choice, source, site);
    case 'markdown':
      return markdownCode(source, site);
    case 'image':
      return imageCode(source, site);
  }
}
