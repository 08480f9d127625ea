/** Terms: a word that one lesson explains is linked where it comes first in another. */
import type { Lesson } from './lesson.ts';
import type { MarkdownNode } from './markdown.ts';

/** Which lesson explains a term; by the term in lower case. */
export type Glossary = ReadonlyMap<string, string>;

/** The terms of all lessons. Of two that explain the same, the first one counts. */
export function glossaryOf(lessons: readonly Pick<Lesson, 'id' | 'terms'>[]): Glossary {
  const glossary = new Map<string, string>();
  for (const { id, terms } of lessons) {
    for (const term of terms) {
      const key = term.toLowerCase().replace(/\s+/g, ' ');
      if (!glossary.has(key)) glossary.set(key, id);
    }
  }
  return glossary;
}

/**
 * Links terms of other lessons, each where it comes first in these trees, which are those of one lesson in their order.
 * Headings, code and what is a link already stay as they are.
 */
export function linkTerms(
  trees: readonly (readonly MarkdownNode[])[],
  glossary: Glossary,
  lesson: Pick<Lesson, 'id' | 'terms'>,
): readonly (readonly MarkdownNode[])[] {
  const own = new Set(lesson.terms.map((term) => term.toLowerCase()));
  const terms = [...glossary].filter(([term, id]) => id !== lesson.id && !own.has(term));
  if (terms.length === 0) return trees;
  const linker = new Linker(new Map(terms));
  return trees.map((tree) => linker.nodes(tree));
}

const KEPT = new Set(['heading', 'link']);

class Linker {
  private readonly left: Map<string, string>;
  private readonly found: RegExp;

  constructor(terms: ReadonlyMap<string, string>) {
    this.left = new Map(terms);
    // Longer ones first, so that “sorted set” is not taken for “set”.
    const words = [...terms.keys()]
      .sort((a, b) => b.length - a.length)
      .map((term) => escaped(term).replaceAll(' ', '\\s+'));
    this.found = new RegExp(`(?<![\\p{L}\\p{N}_-])(${words.join('|')})(?:e?s)?(?![\\p{L}\\p{N}_-])`, 'giu');
  }

  nodes(nodes: readonly MarkdownNode[]): readonly MarkdownNode[] {
    return nodes.flatMap((node) => {
      if (node.kind === 'text') return this.text(node.text);
      if (!('children' in node) || KEPT.has(node.kind)) return node;
      return { ...node, children: this.nodes(node.children) };
    });
  }

  private text(text: string): readonly MarkdownNode[] {
    const nodes: MarkdownNode[] = [];
    let from = 0;
    for (const match of text.matchAll(this.found)) {
      const term = (match[1] ?? '').toLowerCase().replace(/\s+/g, ' ');
      const lesson = this.left.get(term);
      if (lesson === undefined) continue;
      this.left.delete(term);
      if (match.index > from) nodes.push({ kind: 'text', text: text.slice(from, match.index) });
      nodes.push({
        kind: 'link',
        to: { kind: 'lesson', lesson, step: undefined },
        children: [{ kind: 'text', text: match[0] }],
      });
      from = match.index + match[0].length;
    }
    if (from < text.length) nodes.push({ kind: 'text', text: text.slice(from) });
    return nodes;
  }
}

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
