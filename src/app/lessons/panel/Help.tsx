/** Hints, one at a time, and the solution with its way back. */
import { useState } from 'react';
import { useActions, usePlayground, usePlaygroundStore } from '../../../client/provider.tsx';
import type { Step } from '../../../lessons/lesson.ts';
import type { StepTrees } from '../../../lessons/trees.ts';
import { Button } from '../../../ui/Button.tsx';
import type { LessonActions, StepState } from '../state.ts';
import { Markdown } from '../text/Markdown.tsx';
import styles from './LessonPanel.module.css';

export function Help({
  step,
  trees,
  state,
  busy,
  actions,
}: {
  step: Step;
  trees: StepTrees['hints'];
  state: StepState;
  busy: boolean;
  actions: LessonActions;
}) {
  const { before, show, restore } = useSolution(actions);
  const shown = Math.min(state.hintsShown, trees.length);
  if (trees.length === 0 && step.solution === '') return null;
  return (
    <div className={styles.help}>
      <ol className={styles.hints} aria-live="polite">
        {trees.slice(0, shown).map((nodes, i) => (
          <li key={step.hints[i]}>
            <span className={styles.hintLabel}>{trees.length === 1 ? 'Hint' : `Hint ${i + 1}`}</span>
            <Markdown nodes={nodes} level={5} />
          </li>
        ))}
      </ol>
      <div className={styles.row}>
        {shown < trees.length && (
          <Button small icon="help" onClick={actions.showHint}>
            {shown === 0 ? 'Show a hint' : 'Next hint'}
            {trees.length > 1 && (
              <span className={styles.faint}>
                {shown + 1} of {trees.length}
              </span>
            )}
          </Button>
        )}
        {step.solution !== '' &&
          (before === undefined ? (
            <Button small icon="key" disabled={busy} onClick={show}>
              Show solution
            </Button>
          ) : (
            <Button small icon="undo" onClick={restore}>
              Bring my script back
            </Button>
          ))}
      </div>
      <p role="status" className={styles.quiet}>
        {before !== undefined && !state.done && 'The solution is in the editor. Read it, then run it.'}
      </p>
    </div>
  );
}

/** The script that the solution took the place of, for as long as the solution is still what stands there. */
function useSolution(actions: LessonActions) {
  const store = usePlaygroundStore();
  const { setDraft } = useActions();
  const [kept, setKept] = useState<{ before: string; solution: string }>();
  const draft = usePlayground((state) => state.draft);
  return {
    before: kept && kept.solution === draft ? kept.before : undefined,
    show() {
      const before = store.getState().draft;
      actions.showSolution();
      const solution = store.getState().draft;
      if (solution !== before) setKept({ before, solution });
    },
    restore() {
      if (kept) setDraft(kept.before);
      setKept(undefined);
    },
  };
}
