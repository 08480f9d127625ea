/**
 * The lessons as pages of text, to read, to find and to print: each with its tasks, scripts and questions, and at its end,
 * where one wants them, the solutions and answers.
 */
import type { Lesson, Step } from '../../../lessons/lesson.ts';
import type { Glossary } from '../../../lessons/terms.ts';
import { lessonTrees, type StepTrees } from '../../../lessons/trees.ts';
import { colouredHtml, GENERAL_PICTURE, html, type PageParts, page } from '../../gallery/page.ts';
import { colourScript } from '../text/colour.ts';
import { treeHtml } from './html.ts';

const ABOUT =
  'Lessons on what a key-value store is for: caching, sessions, rate limits, leaderboards, queues. Each runs in the browser and checks itself.';

/** The list of all lessons. */
export function coursePage(lessons: readonly Lesson[], parts: PageParts): string {
  const rows = lessons.map(
    ({ id, title, summary, minutes }) => `
      <li>
        <h2><a href="./${id}.html">${html(title)}</a></h2>
        <p>${html(summary)} <span class="faint">${minutes} min</span></p>
      </li>`,
  );
  const body = `
    <h1>Lessons</h1>
    <p class="lead">A few minutes each. They run in the playground, move, and check themselves; here they stand to be read and printed.</p>
    <p class="tools"><a class="button" href="../?course">Open the course in the playground</a></p>
    <ol class="toc">${rows.join('')}
    </ol>`;
  return page('Lessons', ABOUT, 'lessons/', GENERAL_PICTURE, body, parts);
}

/** One lesson. `others` are those before and after it. */
export function lessonPage(
  lesson: Lesson,
  number: number,
  others: { readonly previous: Lesson | undefined; readonly next: Lesson | undefined },
  glossary: Glossary,
  parts: PageParts,
): string {
  const { id, title, summary, minutes, steps } = lesson;
  const trees = lessonTrees(lesson, glossary);
  const each = (write: (step: Step, trees: StepTrees, number: number) => string) =>
    steps.map((step, i) => write(step, trees[i] ?? EMPTY, i + 1)).join('');
  const key = each(keyHtml);
  const body = `
    <p class="faint">Lesson ${number}, ${minutes} min</p>
    <h1>${html(title)}</h1>
    <p class="lead">${html(summary)}</p>
    <p class="tools">
      <a class="button" href="../?lesson=${id}">Open in the playground</a>
      <button type="button" id="print" hidden>Print</button>
      ${key && '<label><input type="checkbox" id="with-key" autocomplete="off" /> with solutions and answers</label>'}
    </p>${each(stepHtml)}${
      key &&
      `
    <section class="key" aria-labelledby="key"><h2 id="key">Solutions and answers</h2>${key}</section>`
    }
    <nav class="ways" aria-label="Lessons">${wayHtml('Before', others.previous)}<a href="./">All lessons</a>${wayHtml('Next', others.next)}</nav>`;
  return page(title, summary, `lessons/${id}.html`, GENERAL_PICTURE, body, parts);
}

const EMPTY: StepTrees = { text: [], task: [], hints: [], questions: [] };

const wayHtml = (word: string, lesson: Lesson | undefined) =>
  lesson ? `<a href="./${lesson.id}.html">${word}: ${html(lesson.title)}</a>` : '';

function stepHtml({ title, script, questions }: Step, trees: StepTrees, number: number): string {
  const hints = trees.hints.map((hint) => `<li>${treeHtml(hint)}</li>`).join('');
  const asked = questions.map(({ choices }, i) => {
    const tree = trees.questions[i];
    const list = choices.map((_, j) => `<li>${inline(treeHtml(tree?.choices[j] ?? []))}</li>`).join('');
    return `<section class="question"><h3>Question</h3>${treeHtml(tree?.text ?? [])}${list && `<ol class="choices">${list}</ol>`}</section>`;
  });
  return `
    <section class="step" id="step-${number}">
      <h2><span class="faint">${number}</span> ${html(title)}</h2>
      ${treeHtml(trees.text)}
      ${trees.task.length > 0 ? `<section class="task"><h3>Task</h3>${treeHtml(trees.task)}</section>` : ''}
      ${scriptHtml(script)}
      ${hints && `<section class="hints"><h3>Hints</h3><ul>${hints}</ul></section>`}
      ${asked.join('')}
    </section>`;
}

/** What a reader compares with: empty where a step has neither solution nor answer. */
function keyHtml({ title, solution, questions }: Step, trees: StepTrees, number: number): string {
  const answers = questions.map(({ choices }, i) => {
    const right = choices.flatMap((choice, j) => (choice.right ? [String.fromCharCode(65 + j)] : []));
    const letters = right.length > 0 ? `<p><strong>${right.join(', ')}</strong></p>` : '';
    return `${letters}${treeHtml(trees.questions[i]?.answer ?? [])}`;
  });
  const body = scriptHtml(solution) + answers.join('');
  return body && `<section><h3>${number}. ${html(title)}</h3>${body}</section>`;
}

const scriptHtml = (script: string) =>
  script.trim() === '' ? '' : `<pre>${colouredHtml(colourScript(script.replace(/\n+$/, '')))}</pre>`;

/** A choice is a line; its paragraph would only stretch the list. */
const inline = (text: string) => text.replace(/^<p>(.*)<\/p>$/s, '$1');
