/** Opens files from elsewhere: first a look inside, then the question what becomes of the keys that are here. */
import { useEffect, useRef, useState } from 'react';
import { useActions, usePlayground, useView } from '../../client/provider.tsx';
import type { FilePreview } from '../../protocol/files.ts';
import { Button } from '../../ui/Button.tsx';
import { plural } from '../../ui/format.ts';
import styles from './Files.module.css';
import { isLost, Preview } from './Preview.tsx';
import { Progress } from './Progress.tsx';
import { useFileWork } from './useFileWork.ts';

/** A longer script would only slow the editor down. */
const MAX_EDITOR_BYTES = 1024 * 1024;

export function OpenTab({ dropped, onDone }: { dropped: readonly File[]; onDone(): void }) {
  const actions = useActions();
  const { busy, error, run, cancel } = useFileWork();
  const [files, setFiles] = useState<readonly File[]>(dropped);
  const [preview, setPreview] = useState<FilePreview>();
  const picker = useRef<HTMLInputElement>(null);
  const readOnly = usePlayground((state) => state.keeping.mode === 'read-only');
  const counters = useView({ kind: 'counters' });
  const here = counters?.databases.reduce((sum, { keys }) => sum + keys, 0) ?? 0;

  useEffect(() => setFiles(dropped), [dropped]);
  useEffect(() => {
    setPreview(undefined);
    if (files.length === 0) return;
    void run('Looking inside…', () => actions.call('inspectFile', { files })).then(setPreview);
  }, [files, actions, run]);

  async function load(mode: 'replace' | 'merge') {
    const done = await run('Loading…', () => actions.call('importFile', { files, mode }));
    if (!done) return;
    actions.selectKey(undefined);
    const undo = new File([done.before], 'before.rdb');
    const verb = mode === 'replace' ? 'Replaced all keys' : 'Merged the file into the keys';
    const id = actions.notify({
      kind: done.report.damage ? 'warning' : 'info',
      text: `${verb}: ${plural(done.report.keys, 'key')} are here now${done.report.damage ? ', as far as the file could be read' : ''}.`,
      action: {
        label: 'Undo',
        run() {
          actions.dismiss(id);
          void actions.call('importFile', { files: [undo], mode: 'replace' }).catch((reason: unknown) => {
            actions.notify({
              kind: 'error',
              text: reason instanceof Error ? reason.message : String(reason),
            });
          });
        },
      },
    });
    onDone();
  }

  async function edit() {
    const [file] = files;
    if (!file) return;
    actions.setDraft(await file.text());
    onDone();
  }

  const loadable =
    preview !== undefined && preview.kind !== 'unknown' && !isLost(preview) && busy === undefined;
  return (
    <>
      <div className={styles.drop} data-drop>
        <p>
          Drop a <code>dump.rdb</code>, a command log, the files of an <code>appendonlydir</code> or a zip of
          them, or a script here or anywhere on the page.
        </p>
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          aria-label="Files to open"
          onChange={(event) => {
            setFiles([...(event.target.files ?? [])]);
            event.target.value = '';
          }}
        />
        <Button icon="upload" disabled={busy === 'Loading…'} onClick={() => picker.current?.click()}>
          {files.length === 0 ? 'Choose files' : 'Choose other files'}
        </Button>
      </div>
      <Progress work={{ busy, error, run, cancel }} />
      {preview && <Preview preview={preview} />}
      {loadable && (
        <fieldset className={styles.question} disabled={readOnly}>
          <legend>What becomes of the {plural(here, 'key')} that are here?</legend>
          {readOnly && <p>Another tab writes this playground, so nothing can be loaded here.</p>}
          <div>
            <Button look="danger" onClick={() => void load('replace')}>
              Replace
            </Button>
            <span>All of them go; what the file holds takes their place.</span>
          </div>
          <div>
            <Button look="primary" onClick={() => void load('merge')}>
              Merge
            </Button>
            <span>
              {preview.kind === 'rdb'
                ? 'They stay, apart from those with a name that is in the file too.'
                : 'They stay, and the commands of the file run on them.'}
            </span>
          </div>
          {preview.kind === 'script' && preview.bytes <= MAX_EDITOR_BYTES && files.length === 1 && (
            <div>
              <Button onClick={() => void edit()}>Edit</Button>
              <span>Nothing runs: the script takes the place of the one in the editor.</span>
            </div>
          )}
        </fieldset>
      )}
    </>
  );
}
