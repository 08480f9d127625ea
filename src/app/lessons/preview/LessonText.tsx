/** A whole lesson to read: all its steps below each other, with what runs, what is checked and what is answered. */
import { useMemo } from 'react';
import type { Lesson, Step } from '../../../lessons/lesson.ts';
import type { MarkdownNode } from '../../../lessons/markdown.ts';
import type { Glossary } from '../../../lessons/terms.ts';
import { lessonTrees, type StepTrees } from '../../../lessons/trees.ts';
import { plural } from '../../../ui/format.ts';
import { CodeBlock, InlineMarkdown, Markdown } from '../text/Markdown.tsx';
import styles from './Preview.module.css';

export function LessonText({
  lesson,
  source,
  glossary,
}: {
  lesson: Lesson;
  source: string;
  glossary: Glossary;
}) {
  const lines = useMemo(() => source.split('\n'), [source]);
  const trees = useMemo(() => lessonTrees(lesson, glossary), [lesson, glossary]);
  return (
    <article className={styles.article}>
      <h3>{lesson.title}</h3>
      <p className={styles.summary}>{lesson.summary}</p>
      <p className={styles.faint}>
        {plural(lesson.minutes, 'minute')}, {plural(lesson.steps.length, 'step')}
      </p>
      {trees.map((tree, i) => {
        const step = lesson.steps[i];
        return step && <StepText key={step.line} step={step} trees={tree} number={i + 1} lines={lines} />;
      })}
    </article>
  );
}

function StepText({
  step,
  number,
  trees,
  lines,
}: {
  step: Step;
  number: number;
  trees: StepTrees;
  lines: readonly string[];
}) {
  return (
    <section className={styles.step}>
      <h4>
        <span>{number}</span> {step.title}
      </h4>
      <Markdown nodes={trees.text} level={5} />
      <Part title="Task" nodes={trees.task} />
      <Script title="Script" script={step.script} />
      {step.checks.length > 0 && (
        <>
          <h5>Checks</h5>
          <ul className={styles.checks}>
            {step.checks.map(({ line }) => (
              <li key={line}>
                <span>{line}</span>
                <code>{lines[line - 1]?.trim()}</code>
              </li>
            ))}
          </ul>
        </>
      )}
      {step.hints.map((hint, i) => (
        <Part
          key={hint}
          title={step.hints.length > 1 ? `Hint ${i + 1}` : 'Hint'}
          nodes={trees.hints[i] ?? []}
        />
      ))}
      <Script title="Setup, unseen" script={step.setup} />
      <Script title="Solution" script={step.solution} />
      {step.questions.map(({ line, choices }, i) => (
        <div key={line}>
          <Part title="Question" nodes={trees.questions[i]?.text ?? []} />
          {choices.length > 0 && (
            <ul className={styles.choices}>
              {choices.map((choice, j) => (
                <li key={choice.text}>
                  <span>{choice.right ? 'right' : 'wrong'}</span>
                  <div>
                    <InlineMarkdown nodes={trees.questions[i]?.choices[j] ?? []} />
                    {choice.script !== '' && (
                      <CodeBlock code={choice.script} language="script" label="What the choice runs" />
                    )}
                  </div>
                </li>
              ))}
            </ul>
          )}
          <Part title="Answer" nodes={trees.questions[i]?.answer ?? []} />
        </div>
      ))}
    </section>
  );
}

function Part({ title, nodes }: { title: string; nodes: readonly MarkdownNode[] }) {
  if (nodes.length === 0) return null;
  return (
    <>
      <h5>{title}</h5>
      <Markdown nodes={nodes} level={6} />
    </>
  );
}

function Script({ title, script }: { title: string; script: string }) {
  if (script.trim() === '') return null;
  return (
    <>
      <h5>{title}</h5>
      <CodeBlock code={script.replace(/\n+$/, '')} language="script" label={title} />
    </>
  );
}
