/** A lesson's texts as trees, ready to be shown. */
import type { Lesson } from './lesson.ts';
import { type MarkdownNode, renderTree } from './markdown.ts';
import { type Glossary, linkTerms } from './terms.ts';

type Tree = readonly MarkdownNode[];

export interface StepTrees {
  readonly text: Tree;
  readonly task: Tree;
  readonly hints: readonly Tree[];
  readonly questions: readonly {
    readonly text: Tree;
    readonly choices: readonly Tree[];
    readonly answer: Tree;
  }[];
}

/** The trees of all texts of a lesson, with the terms of other lessons linked. Make them once for each lesson. */
export function lessonTrees(lesson: Lesson, glossary: Glossary): readonly StepTrees[] {
  const texts: string[] = [];
  const put = (text: string) => texts.push(text) - 1;
  const places = lesson.steps.map(({ text, task, hints, questions }) => ({
    text: put(text),
    task: put(task),
    hints: hints.map(put),
    questions: questions.map((question) => ({
      text: put(question.text),
      choices: question.choices.map((choice) => put(choice.text)),
      answer: put(question.answer),
    })),
  }));
  const trees = linkTerms(texts.map(renderTree), glossary, lesson);
  const get = (place: number): Tree => trees[place] ?? [];
  return places.map(({ text, task, hints, questions }) => ({
    text: get(text),
    task: get(task),
    hints: hints.map(get),
    questions: questions.map((question) => ({
      text: get(question.text),
      choices: question.choices.map(get),
      answer: get(question.answer),
    })),
  }));
}
