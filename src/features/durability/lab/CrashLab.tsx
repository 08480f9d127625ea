/** The crash lab: the editor's script, a moment, and what each mode would have lost. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { useActions, usePlayground, usePlaygroundStore } from '../../../client/provider.tsx';
import type { LabRequest, LabResult, LabStatement } from '../../../protocol/durability.ts';
import { Button } from '../../../ui/Button.tsx';
import { Field, Input } from '../../../ui/Field.tsx';
import { plural } from '../../../ui/format.ts';
import { Segments } from '../../../ui/Segments.tsx';
import styles from '../Durability.module.css';
import { LabTimeline } from './LabTimeline.tsx';
import { LabWrites } from './LabWrites.tsx';
import { Summary } from './Summary.tsx';
import { parseSavePoints } from './save-points.ts';

/** Reads a script as the editor does; lines that cannot run are left out. */
export type ReadScript = (text: string) => Promise<readonly LabStatement[]>;

const CRASHES = [
  { value: 'process', label: 'Crash the process' },
  { value: 'power', label: 'Pull the plug' },
] as const;
type Crash = LabRequest['crash'];

export function CrashLab({ readScript }: { readScript: ReadScript }) {
  const actions = useActions();
  const store = usePlaygroundStore();
  const ready = usePlayground((state) => state.status === 'ready');
  const draft = usePlayground((state) => state.draft);
  const [played, setPlayed] = useState<{ text: string; statements: readonly LabStatement[] }>();
  const [crash, setCrash] = useState<Crash>('power');
  const [moment, setMoment] = useState<number>();
  const [saveText, setSaveText] = useState('2 1');
  const [result, setResult] = useState<LabResult>();
  const [error, setError] = useState<string>();
  const save = parseSavePoints(saveText);
  const saveKey = JSON.stringify(save ?? null);

  const play = useCallback(async () => {
    const text = store.getState().draft;
    const statements = await readScript(text);
    setMoment(undefined);
    setPlayed({ text, statements });
  }, [store, readScript]);

  // One request at a time; while a person drags the slider only the newest moment counts.
  const asking = useRef(false);
  const wanted = useRef<LabRequest>(undefined);
  const ask = useCallback(async () => {
    if (asking.current) return;
    asking.current = true;
    try {
      for (let request = wanted.current; request; request = wanted.current) {
        wanted.current = undefined;
        setResult(await actions.call('crashLab', request));
        setError(undefined);
      }
    } catch (reason) {
      setError(reason instanceof Error ? reason.message : String(reason));
    } finally {
      asking.current = false;
    }
  }, [actions]);
  useEffect(() => {
    const points: LabRequest['save'] | null = JSON.parse(saveKey);
    if (!played || !ready || points === null) return;
    wanted.current = { statements: played.statements, save: points, crashAt: moment, crash };
    void ask();
  }, [played, ready, saveKey, moment, crash, ask]);

  return (
    <section className={styles.lab} aria-label="Crash lab">
      <p>
        Plays the script of the editor on an engine of its own, stops it at a moment, and recovers from the
        bytes that were left. A command comes every 0.1 s, waits count; the same script always loses the same.
      </p>
      <div className={styles.controls}>
        <Button look="primary" icon="play" disabled={!ready} onClick={() => void play()}>
          {played ? 'Play again' : 'Play the script'}
        </Button>
        <Segments<Crash> label="Kind of crash" value={crash} options={CRASHES} onChange={setCrash} />
        <Field label="Save points" error={save ? undefined : 'Pairs: seconds changes.'}>
          {(control) => (
            <Input
              {...control}
              small
              mono
              value={saveText}
              onChange={(event) => setSaveText(event.target.value)}
            />
          )}
        </Field>
      </div>
      {error !== undefined && (
        <p role="alert" className={styles.alert}>
          {error}
        </p>
      )}
      {played && played.text !== draft && (
        <p role="status">The script in the editor has changed since; play it again to see that one.</p>
      )}
      {result && result.writes.length === 0 && (
        <p role="status">The script writes nothing, so nothing can be lost.</p>
      )}
      {result && result.writes.length > 0 && (
        <>
          <LabTimeline result={result} onMoment={setMoment} />
          {result.leftOut > 0 && (
            <p>{plural(result.leftOut, 'statement')} past the lab’s limit were left out.</p>
          )}
          <Summary result={result} />
          <LabWrites result={result} />
        </>
      )}
    </section>
  );
}
