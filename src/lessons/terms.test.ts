import { expect, it } from 'vitest';
import { plainText, renderTree } from './markdown.ts';
import { readLesson } from './read.ts';
import { glossaryOf, linkTerms } from './terms.ts';
import { lessonTrees } from './trees.ts';

const glossary = glossaryOf([
  { id: 'ttl', terms: ['TTL', 'expiry'] },
  { id: 'sets', terms: ['set', 'C++ (or so)'] },
  { id: 'zsets', terms: ['sorted set', 'TTL', 'cache-aside'] },
]);

/** What is linked, as `words>lesson`. */
const linked = (texts: readonly string[], id = 'x', terms: readonly string[] = []) =>
  linkTerms(texts.map(renderTree), glossary, { id, terms }).map((tree) =>
    [...JSON.stringify(tree).matchAll(/"lesson":"(\w+)"\},"children":\[\{"kind":"text","text":"([^"]+)"/g)]
      .map(([, lesson, words]) => `${words}>${lesson}`)
      .join(' '),
  );

it.each<[string, readonly string[], readonly string[]]>([
  ['each where it comes first', ['a ttl and a TTL', 'one more TTL, one expiry'], ['ttl>ttl', 'expiry>ttl']],
  ['the longest that fits, and plurals', ['Sorted sets, not sets'], ['Sorted sets>zsets sets>sets']],
  ['over the end of a line', ['A sorted\nset.'], ['sorted\\nset>zsets']],
  ['whole words only', ['settings offset set-like reset'], ['']],
  ['not in code, headings and links', ['`TTL` [TTL](https://x.org)\n\n#### TTL\n\n*TTL*'], ['TTL>ttl']],
  ['words with any characters', ['C++ (or so), Cache-aside'], ['C++ (or so)>sets Cache-aside>zsets']],
])('%s', (_, texts, expected) => expect(linked(texts)).toEqual(expected));

it('links no term to its own lesson, nor one that the lesson explains too', () => {
  expect(linked(['TTL set'], 'ttl')).toEqual(['set>sets']);
  expect(linked(['TTL set'], 'x', ['ttl'])).toEqual(['set>sets']);
});

it('does the same for all texts of a lesson', () => {
  const { lesson } = readLesson(
    '---\nid: x\ntitle: X\nsummary: X.\n---\n## A\na\n### Task\nTTL\n### Hint\nTTL set\n## B\nset',
  );
  if (!lesson) throw new Error('There is no lesson.');
  const trees = lessonTrees(lesson, glossary);
  const ids = trees.flatMap(({ text, task, hints }) => [text, task, ...hints]);
  expect(ids.map((tree) => [plainText(tree), JSON.stringify(tree).includes('"lesson"')])).toEqual([
    ['a', false],
    ['TTL', true],
    ['TTL set', true],
    ['set', false],
    ['', false],
  ]);
});
