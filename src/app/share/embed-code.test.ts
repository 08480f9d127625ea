import MarkdownIt from 'markdown-it';
import { expect, test } from 'vitest';
import {
  DEFAULT_CHOICE,
  type EmbedSource,
  elementCode,
  frameAddress,
  iframeCode,
  imageCode,
  markdownCode,
} from './embed-code.ts';

const SITE = 'https://example.org/kg/';
const ours: EmbedSource = { title: 'Leaderboard', scenario: 'leaderboard', script: '', fragment: 'v1.x' };
const mine: EmbedSource = {
  title: 'A "b" <c>',
  scenario: undefined,
  script: '# one\nSET a "<b>"\n\n\nGET a\n',
  fragment: 'v1.abc',
};

test('the element names a scenario, and only what differs from the default', () => {
  expect(elementCode(DEFAULT_CHOICE, ours, SITE)).toBe(
    '<script type="module" src="https://example.org/kg/embed.js"></script>\n' +
      '<key-glass scenario="leaderboard" title="Leaderboard"><noscript>' +
      '<a href="https://example.org/kg/scenarios/leaderboard.html">Leaderboard</a></noscript></key-glass>\n',
  );
});

test('the element comes through Markdown as it is', () => {
  const markdown = new MarkdownIt({ html: true });
  const script = '# # one\n\n\n* SET a "<b>"\n\n    GET a\n---\n<!-- x\n1. PING\n';
  const code = elementCode({ ...DEFAULT_CHOICE, theme: 'dark' }, { ...mine, script }, SITE);
  const page = markdown.render(`A paragraph.\n\n${code}\nAnother *one*.\n`);
  expect(page).toBe(`<p>A paragraph.</p>\n${code}<p>Another <em>one</em>.</p>\n`);
  const ourCode = elementCode(DEFAULT_CHOICE, ours, SITE);
  expect(markdown.render(ourCode).replace(/<\/?p>/g, '')).toBe(ourCode);
});

test('the element carries a script as its text, without blank lines and without tags', () => {
  const choice = {
    theme: 'dark',
    height: 300,
    panels: ['replies', 'ranking'],
    readOnly: true,
    runOnLoad: true,
    fontSize: 15,
    playground: 'notes',
  } as const;
  const code = elementCode(choice, mine, SITE);
  expect(code).toContain(
    '<key-glass title="A &quot;b&quot; &lt;c&gt;" theme="dark" height="300px" panels="replies ranking" readonly run-on-load font-size="15" playground="notes">\n' +
      '# one\nSET a &quot;&lt;b&gt;&quot;&#10;&#10;\nGET a\n</key-glass>',
  );
  expect(code).not.toMatch(/\n\s*\n/);
});

test('a script cannot leave the element', () => {
  const script = 'SET a </key-glass><script>alert(1)</script>';
  expect(elementCode(DEFAULT_CHOICE, { ...mine, script }, SITE).match(/<[/a-z-]+/g)).toEqual([
    '<script',
    '</script',
    '<key-glass',
    '</key-glass',
  ]);
});

test('an iframe has a height and carries the script in its address', () => {
  expect(iframeCode({ ...DEFAULT_CHOICE, panels: [] }, mine, SITE)).toBe(
    '<iframe src="https://example.org/kg/embed.html?embed=1&amp;height=fixed&amp;panels=none#v1.abc" title="A &quot;b&quot; &lt;c&gt;" width="100%" height="420" loading="lazy" allow="clipboard-write" style="border: 0"></iframe>\n',
  );
  expect(frameAddress({ ...DEFAULT_CHOICE, runOnLoad: true }, ours, SITE)).toBe(
    'https://example.org/kg/embed.html?embed=1&scenario=leaderboard&run-on-load=',
  );
});

test('Markdown: a link, and a picture that is one', () => {
  expect(markdownCode(ours, SITE)).toBe('[Leaderboard](https://example.org/kg/scenarios/leaderboard.html)\n');
  expect(markdownCode({ ...mine, title: 'a ](javascript:alert(1))' }, SITE)).toBe(
    '[a \\](javascript:alert(1))](https://example.org/kg/#v1.abc)\n',
  );
  expect(imageCode(mine, SITE)).toBe(
    '[![A "b" \\<c\\>](https://example.org/kg/card.png)](https://example.org/kg/#v1.abc)\n',
  );
});
