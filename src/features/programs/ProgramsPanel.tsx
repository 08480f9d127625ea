/** Programs beside the script: which there are, how they are, what they say and what became of their users. */
import { useDeferredValue, useMemo, useState } from 'react';
import { isLive, type ProgramState } from '../../client/programs/state.ts';
import { useActions, usePlayground, usePlaygroundStore } from '../../client/provider.tsx';
import { useCommands } from '../../ui/commands.tsx';
import { plural } from '../../ui/format.ts';
import { Empty } from '../../ui/Panel.tsx';
import { lineOf, listPrograms, programsOf } from './listed.ts';
import { OutcomeChart } from './OutcomeChart.tsx';
import { ProgramLog } from './ProgramLog.tsx';
import { ProgramRow } from './ProgramRow.tsx';
import styles from './Programs.module.css';

export interface ProgramsPanelProps {
  /** Shows a piece of the script in the editor. */
  onShow(range: { readonly start: number; readonly end: number }): void;
}

export function ProgramsPanel({ onShow }: ProgramsPanelProps) {
  const store = usePlaygroundStore();
  const actions = useActions();
  const states = usePlayground((state) => state.programs);
  const draft = useDeferredValue(usePlayground((state) => state.draft));
  const written = useMemo(() => programsOf(draft), [draft]);
  const programs = useMemo(() => listPrograms(written, states), [written, states]);
  const [chosen, setChosen] = useState<string>();
  // Without a choice the one is looked at where most is to be seen.
  const reports = ({ outcomes }: ProgramState) => outcomes.length > 0;
  const known = programs.flatMap(({ written: inScript, state }) => (inScript && state ? [state] : []));
  const latest =
    known.findLast((state) => isLive(state) && reports(state)) ??
    known.findLast(reports) ??
    known.findLast(isLive) ??
    known.at(-1);
  const current =
    programs.find(({ name }) => name === chosen) ??
    programs.find(({ name }) => name === latest?.name) ??
    programs[0];

  useCommands([
    {
      id: 'programs.stopAll',
      title: 'Stop all programs',
      group: 'Programs',
      run: () => actions.programs.stopAll(),
    },
  ]);

  if (!current)
    return (
      <Empty icon="code" title="No programs">
        <p>
          JavaScript between <code># @app shop</code> and <code># @end</code> runs beside the script, as the
          application that uses the store.
        </p>
      </Empty>
    );

  const { state } = current;
  const showLine = (line: number) => {
    const range = lineOf(store.getState().draft, current.name, line);
    if (range) onShow(range);
    else
      actions.notify({ kind: 'info', text: `The script has no line ${line} of ${current.name} any more.` });
  };
  return (
    <div className={styles.programs}>
      <ul className={styles.list} aria-label="Programs">
        {programs.map((program) => (
          <ProgramRow
            key={program.name}
            program={program}
            current={program === current}
            onChoose={() => setChosen(program.name)}
          />
        ))}
      </ul>
      <section className={styles.detail} aria-label={`Program ${current.name}`}>
        {state ? (
          <>
            <p className={styles.facts}>
              {plural(state.commands, 'command')}
              {isLive(state) && ` · ${plural(state.clients.length, 'connection')}`}
              {state.outcomes.length > 0 &&
                ` · ${state.outcomes.map(([name, n]) => `${name}: ${n}`).join(', ')}`}
            </p>
            <div className={styles.both}>
              {state.timeline.names.length > 0 && (
                <OutcomeChart name={state.name} timeline={state.timeline} />
              )}
              <ProgramLog state={state} onLine={showLine} />
            </div>
          </>
        ) : (
          <Empty title="It has not run yet">
            <p>It starts with the script, or here.</p>
          </Empty>
        )}
      </section>
    </div>
  );
}
