import { expect, test } from 'vitest';
import type { Lesson } from '../../../lessons/lesson.ts';
import { readLesson } from '../../../lessons/read.ts';
import type { PageParts } from '../../gallery/page.ts';
import { coursePage, lessonPage } from './page.ts';

const PARTS: PageParts = { script: '../assets/read.js', styles: [], policy: undefined, site: undefined };
const NONE = { previous: undefined, next: undefined };

function lesson(steps: string): Lesson {
  const read = readLesson(`---\nid: x\ntitle: An <i>x</i>\nsummary: It & that.\n---\n\n${steps}`);
  if (!read.lesson) throw new Error('no lesson');
  return read.lesson;
}

const FULL = lesson(`## One

Text with **words**, \`code\`, a [link](https://example.org/?a=1&b=2) and a TTL.

| a | b |
| - | -: |
| 1 | 2 |

### Task

Do it.

### Hint

Like this.

\`\`\`redis
SET a <b>
\`\`\`

\`\`\`redis solution
SET a 1
\`\`\`

\`\`\`check
key a is "1"
\`\`\`

\`\`\`question
Which?

- [ ] This
- [x] That
---
Because of that.
\`\`\`
`);

test('a lesson stands on its page with task, script, hint and question, and its solutions at the end', () => {
  const page = lessonPage(FULL, 3, NONE, new Map([['ttl', 'time']]), PARTS);
  for (const part of [
    '<h1>An &lt;i&gt;x&lt;/i&gt;</h1>',
    '<strong>words</strong>',
    '<a href="https://example.org/?a=1&amp;b=2" rel="noopener noreferrer">link</a>',
    '<a href="./time.html">TTL</a>',
    '<td class="right">2</td>',
    '<h3>Task</h3><p>Do it.</p>',
    '&lt;b&gt;',
    '<li>That</li>',
  ])
    expect(page).toContain(part);
  const [read = '', key = ''] = page.split('<section class="key"');
  expect(read).not.toContain('Because of that.');
  expect(key).toContain('<strong>B</strong>');
  expect(key).toContain('Because of that.');
});

test('a lesson that has nothing to compare with has no such part', () => {
  expect(lessonPage(lesson('## One\n\nText.\n'), 1, NONE, new Map(), PARTS)).not.toContain('with-key');
});

test('whatever a lesson says is text', () => {
  const hostile = lesson(
    '## <script>alert(1)</script>\n\n<img src=x onerror=alert(1)> [a](javascript:alert(1)) [b](https://a.b/"onclick="x)\n\n`<b>`\n',
  );
  const page = lessonPage(hostile, 1, NONE, new Map(), PARTS);
  const body = page.slice(page.indexOf('<main>'));
  expect(body).not.toMatch(/<(script|img|b)\b|href="javascript|<[^>]* on\w+=/);
});

test('the list leads to all lessons', () => {
  expect(coursePage([FULL], PARTS)).toContain('<a href="./x.html">An &lt;i&gt;x&lt;/i&gt;</a>');
});
