/** Questions: to answer aloud and then open, or with choices that run and show what comes of them. */
import { useId } from 'react';
import type { Question, Step } from '../../../lessons/lesson.ts';
import type { MarkdownNode } from '../../../lessons/markdown.ts';
import type { StepTrees } from '../../../lessons/trees.ts';
import { Button } from '../../../ui/Button.tsx';
import { Icon } from '../../../ui/icons.tsx';
import { scrollable } from '../../../ui/scrollable.ts';
import type { AnswerState, LessonActions, StepState } from '../state.ts';
import { InlineMarkdown, Markdown } from '../text/Markdown.tsx';
import styles from './LessonPanel.module.css';

export function Questions({
  step,
  trees,
  state,
  actions,
}: {
  step: Step;
  trees: StepTrees['questions'];
  state: StepState;
  actions: LessonActions;
}) {
  return step.questions.map((question, i) => {
    const tree = trees[i];
    if (!tree) return null;
    const props = { question, tree, answer: state.answers[i], onOpen: () => actions.openAnswer(i) };
    return question.choices.length > 0 ? (
      <ChoiceQuestion key={question.line} {...props} onChoose={(choice) => actions.choose(i, choice)} />
    ) : (
      <OpenQuestion key={question.line} {...props} />
    );
  });
}

interface Props {
  readonly question: Question;
  readonly tree: StepTrees['questions'][number];
  readonly answer: AnswerState | undefined;
  onOpen(): void;
}

function OpenQuestion({ tree, answer, onOpen }: Props) {
  const id = useId();
  const open = answer?.open ?? false;
  return (
    <section className={styles.question} aria-labelledby={id}>
      <h4 id={id}>Question</h4>
      <Markdown nodes={tree.text} level={5} />
      {!open && (
        <div className={styles.row}>
          <Button small onClick={onOpen}>
            Show the answer
          </Button>
          <span className={styles.quiet}>Say it aloud first.</span>
        </div>
      )}
      <div aria-live="polite">{open && <Answer nodes={tree.answer} />}</div>
    </section>
  );
}

function ChoiceQuestion({
  question,
  tree,
  answer,
  onOpen,
  onChoose,
}: Props & { onChoose(choice: number): void }) {
  const id = useId();
  const chosen = answer?.choice;
  const picked = chosen === undefined ? undefined : question.choices[chosen];
  return (
    <section className={styles.question} aria-labelledby={id}>
      <h4 id={id}>Question</h4>
      <Markdown nodes={tree.text} level={5} />
      <ul className={styles.choices} aria-labelledby={id}>
        {question.choices.map(({ text, right }, i) => (
          <li key={text}>
            <button
              type="button"
              aria-pressed={i === chosen}
              data-right={i === chosen ? right : undefined}
              onClick={() => onChoose(i)}
            >
              <span className={styles.letter}>{String.fromCharCode(65 + i)}</span>
              <span className={styles.choiceText}>
                <InlineMarkdown nodes={tree.choices[i] ?? []} />
              </span>
              {i === chosen && <Icon name={right ? 'check' : 'close'} size={14} />}
            </button>
          </li>
        ))}
      </ul>
      <div aria-live="polite" className={styles.outcome}>
        {picked && (
          <p className={picked.right ? styles.right : styles.wrong}>
            {picked.right ? 'Right.' : 'Not this one. Take another.'}
          </p>
        )}
        {answer && answer.output.length > 0 && (
          <>
            <p className={styles.quiet}>This is what comes of it:</p>
            <pre className={styles.output} {...scrollable('What the choice printed')}>
              {answer.output.join('\n')}
            </pre>
          </>
        )}
        {(answer?.open || picked?.right) && <Answer nodes={tree.answer} />}
      </div>
      {picked && !picked.right && !answer?.open && question.answer !== '' && (
        <div className={styles.row}>
          <Button small onClick={onOpen}>
            Show the answer
          </Button>
        </div>
      )}
    </section>
  );
}

function Answer({ nodes }: { nodes: readonly MarkdownNode[] }) {
  return nodes.length === 0 ? null : (
    <div className={styles.answer}>
      <Markdown nodes={nodes} level={5} />
    </div>
  );
}
