/** The scenario's text above the editor. */
import { useState } from 'react';
import { IconButton } from '../../ui/Button.tsx';
import { useOpenLesson } from '../lessons/current.ts';
import { useCloseScenario, useCurrentScenario } from './current.ts';
import styles from './ScenarioCard.module.css';

export function ScenarioCard() {
  const scenario = useCurrentScenario();
  const close = useCloseScenario();
  const [folded, setFolded] = useState(false);
  // A lesson's step says what the script is about.
  const lesson = useOpenLesson() !== undefined;
  if (!scenario || lesson) return null;
  return (
    <section className={styles.card} aria-label="Scenario">
      <header className={styles.header}>
        <IconButton
          small
          icon={folded ? 'chevronRight' : 'chevronDown'}
          label={folded ? 'Show the text' : 'Fold the text'}
          aria-expanded={!folded}
          onClick={() => setFolded(!folded)}
        />
        <h2 className={styles.title}>{scenario.title || 'Shared scenario'}</h2>
        <IconButton small icon="close" label="Close the text (the script stays)" onClick={close} />
      </header>
      {!folded && (
        <section className={styles.text} tabIndex={0} aria-label="Text of the scenario">
          {scenario.text.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </section>
      )}
    </section>
  );
}
