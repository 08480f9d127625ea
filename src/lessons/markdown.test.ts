import { expect, it } from 'vitest';
import { type MarkdownNode, plainText, readMarkdown, renderTree, targetOf } from './markdown.ts';

/** The tree as one line: `p(a em(b))`. */
function sketch(nodes: readonly MarkdownNode[]): string {
  return nodes
    .map((node) => {
      if (node.kind === 'text') return node.text.replaceAll('\n', '/');
      if (node.kind === 'codeblock') return `codeblock[${node.language}](${node.text})`;
      if ('text' in node) return `${node.kind}(${node.text})`;
      if (!('children' in node)) return node.kind;
      const more =
        node.kind === 'link'
          ? `[${Object.values(node.to).filter(Boolean).join(' ')}]`
          : node.kind === 'list'
            ? `[${node.start ?? '-'}]`
            : node.kind === 'heading'
              ? `[${node.level}]`
              : node.kind === 'cell'
                ? `[${node.align ?? ''}]`
                : '';
      return `${node.kind}${more}(${sketch(node.children)})`;
    })
    .join('|');
}

it.each([
  ['plain *and* **strong**', 'paragraph(plain |em(and)| |strong(strong))'],
  ['a `b` ~~c~~\nd', 'paragraph(a |code(b)| |strike(c)|/d)'],
  ['- a\n- b', 'list[-](item(tight(a))|item(tight(b)))'],
  ['3. a\n\n4. b', 'list[3](item(paragraph(a))|item(paragraph(b)))'],
  ['> a', 'quote(paragraph(a))'],
  ['#### a', 'heading[4](a)'],
  ['```text\na\n  b\n```', 'codeblock[text](a\n  b)'],
  ['a|b\n:-|-\nc|d', 'table(row(cell[left](a)|cell[](b))|row(cell[left](c)|cell[](d)))'],
  ['[a *b*](https://x.org/?y)', 'paragraph(link[web https://x.org/?y](a |em(b)))'],
  ['[a](?lesson=ttl&step=2)', 'paragraph(link[lesson ttl 2](a))'],
  ['[a](#there)', 'paragraph(link[place there](a))'],
  ['<script>alert(1)</script>', 'paragraph(<script>alert(1)</script>)'],
  ['a <b onclick="x()">b</b>', 'paragraph(a <b onclick="x()">b</b>)'],
  ['<img src=x onerror=alert(1)>', 'paragraph(<img src=x onerror=alert(1)>)'],
  ['&lt;i&gt; &amp;', 'paragraph(<i> &)'],
  ['<https://x.org>', 'paragraph(link[web https://x.org](https://x.org))'],
])('%s', (markdown, expected) => {
  const read = readMarkdown(markdown);
  expect(sketch(read.nodes)).toBe(expected);
  expect(read.findings).toEqual([]);
});

it.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'java&#10;script:alert(1)',
  '&#106;avascript:alert(1)',
  '\x01javascript:alert(1)',
  'data:text/html,alert(1)',
  'vbscript:x',
  'http://plain.org',
  '//x.org',
  '/a',
  'https:x',
  'https://',
  'https:\\\\x.org',
  'https://user@x.org',
  'https://x.org@evil.org',
  'blob:https://x.org/1',
  'file:///etc/passwd',
  '?lesson=../x',
  '?lesson=a&step=0',
  '?lesson=a&x=1',
  '#a b',
  '#"onload=x',
])('links to %s are text', (href) => {
  const { nodes, findings } = readMarkdown(`first\n\n[a](<${href}>)`);
  expect(JSON.stringify(nodes)).not.toContain('"link"');
  expect(plainText(nodes)).toContain('a');
  expect(findings.map(({ line }) => line)).toEqual([2]);
  expect(targetOf(href)).toBeUndefined();
});

it('shows the words of a picture, and says so', () => {
  expect(readMarkdown('a ![words](https://x.org/y.png)')).toEqual({
    nodes: [{ kind: 'paragraph', children: [{ kind: 'text', text: 'a words' }] }],
    findings: [{ line: 0, message: expect.stringContaining('no pictures') }],
  });
});

it('tells lists and quotes that are too deep, at the line', () => {
  const deep = (levels: number) =>
    Array.from({ length: levels }, (_, i) => `${' '.repeat(2 * i)}- a`).join('\n');
  expect(readMarkdown(deep(8)).findings).toEqual([]);
  expect(readMarkdown(deep(9)).findings).toEqual([{ line: 8, message: expect.stringContaining('8 deep') }]);
  expect(readMarkdown('>'.repeat(100_000)).findings[0]?.message).toContain('8 deep');
  expect(readMarkdown('+ '.repeat(50_000)).findings[0]?.message).toContain('8 deep');
});

it.each<[string, string]>([
  ['brackets', '['],
  ['pictures', '!['],
  ['emphasis', '*a **b '],
  ['underscores', '_a_b'],
  ['links', '[a]('],
  ['angles', '<a '],
  ['entities', '&#x41;&'],
  ['backticks', '`a ``'],
  ['cells', '|a'],
  ['definitions', '[a]:\n"'],
  ['tags', '<div a="b">\n'],
  ['backslashes', '\\'],
])('takes 200,000 chars of %s', (_, unit) => {
  const nodes = renderTree(unit.repeat(200_000 / unit.length));
  expect(nodes.length).toBeGreaterThan(0);
});
