/** Links from lesson to lesson lead somewhere. */
import type { Lesson } from '../../src/lessons/lesson.ts';
import { type MarkdownNode, renderTree } from '../../src/lessons/markdown.ts';
import type { Finding } from './check.ts';

/** Links of a lesson to lessons and steps that are not among these. */
export function brokenLinks(lesson: Lesson, lessons: ReadonlyMap<string, Lesson>): readonly Finding[] {
  return lesson.steps.flatMap(({ line, text, task, hints, questions }) => {
    const texts = [text, task, ...hints, ...questions.flatMap((each) => [each.text, each.answer])];
    return texts
      .flatMap((each) => targets(renderTree(each)))
      .flatMap(({ id, step }): Finding[] => {
        const found = lessons.get(id);
        if (!found) return [{ line, message: `A link leads to the lesson “${id}”, which is not there.` }];
        if ((step ?? 1) <= found.steps.length) return [];
        return [
          { line, message: `A link leads to step ${step} of “${id}”, which has ${found.steps.length}.` },
        ];
      });
  });
}

function targets(nodes: readonly MarkdownNode[]): readonly { id: string; step: number | undefined }[] {
  return nodes.flatMap((node) => {
    if (!('children' in node)) return [];
    const inside = targets(node.children);
    return node.kind === 'link' && node.to.kind === 'lesson'
      ? [{ id: node.to.lesson, step: node.to.step }, ...inside]
      : inside;
  });
}
