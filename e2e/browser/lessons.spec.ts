/** Lessons as a person takes them: the panel, what is kept, addresses, the course, and files of one's own. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Lesson } from '../../src/lessons/lesson.ts';
import { readLesson } from '../../src/lessons/read.ts';
import { expect, test } from './fixtures.ts';
import { LessonPage } from './pages/lessons.ts';

const FOLDER = 'src/scenarios/lessons';
const course = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.md'))
  .sort()
  .flatMap((name): readonly Lesson[] => {
    const { lesson } = readLesson(readFileSync(join(FOLDER, name), 'utf8'));
    return lesson ? [lesson] : [];
  });

function find(id: string): Lesson {
  const lesson = course.find((each) => each.id === id);
  if (!lesson) throw new Error(`no lesson ${id}`);
  return lesson;
}

const HASHES = find('hashes');
const title = (step: number): string => HASHES.steps[step - 1]?.title ?? '';

async function solve(open: LessonPage): Promise<void> {
  await open.button('Show solution').click();
  await open.page.getByRole('button', { name: 'Run script' }).click();
  await expect(open.done).toBeVisible();
}

test('a step is worked through: hints, checks, solution and its way back', async ({ playground, page }) => {
  await playground.open('./?lesson=hashes');
  const open = new LessonPage(page);
  await open.shows(title(1));
  await expect(open.panel).toContainText(HASHES.title);
  await expect(open.panel).toContainText(`Step 1 of ${HASHES.steps.length}`);
  // The other panels stay in sight.
  await expect(playground.keys.or(page.getByText(/Database 0 is empty/)).first()).toBeVisible();
  await expect(page.locator('.monaco-editor').first()).toBeVisible();
  await expect(playground.tab('Inspector')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Scenario', exact: true })).toHaveCount(0);

  await open.button('Check').click();
  await expect(open.checks(false).first()).toContainText('Missing: ');
  await expect(open.panel.getByRole('status').filter({ hasText: 'Missing: ' })).toHaveCount(1);
  await expect(open.button('Next')).toHaveCount(0);

  const hints = HASHES.steps[0]?.hints.length ?? 0;
  for (let i = 0; i < hints; i++) {
    await expect(open.panel.getByRole('listitem').filter({ hasText: /^Hint/ })).toHaveCount(i);
    await open.button(/Show a hint|Next hint/).click();
  }
  await expect(open.button(/Show a hint|Next hint/)).toHaveCount(0);

  await playground.write('SET mine 1');
  await open.button('Show solution').click();
  await expect(playground.line('SET mine 1')).toHaveCount(0);
  await expect(open.panel).toContainText('The solution is in the editor');
  await open.button('Bring my script back').click();
  await expect(playground.line('SET mine 1')).toBeVisible();

  await solve(open);
  await expect(open.panel.getByRole('status').filter({ hasText: 'The step is done.' })).toHaveCount(1);
  await expect(open.mark(1)).toHaveAccessibleName(/, done$/);
  await open.button('Next').click();
  await open.shows(title(2));
  await expect(open.panel.getByRole('heading', { name: title(2) })).toBeFocused();
});

test('progress and drafts outlive back, forward and a reload; a reset takes them', async ({
  playground,
  page,
}) => {
  await playground.open('./?lesson=hashes');
  const open = new LessonPage(page);
  await open.shows(title(1));
  await solve(open);
  await open.button('Next').click();
  await open.shows(title(2));
  expect(new URL(page.url()).search).toBe('?lesson=hashes&step=2');
  await playground.write('SET mine 2');
  await open.button('Back').click();
  await open.shows(title(1));
  await expect(open.done).toBeVisible();
  await page.goBack();
  await open.shows(title(2));
  await expect(playground.line('SET mine 2')).toBeVisible();
  await page.goBack();
  await open.shows(title(1));
  await page.goForward();
  await open.shows(title(2));
  await open.button('Skip').click();
  await open.shows(title(3));
  await expect(open.mark(2)).toHaveAccessibleName(/, skipped$/);
  await playground.saved();

  await page.reload();
  await playground.ready();
  await open.shows(title(3));
  await expect(open.mark(1)).toHaveAccessibleName(/, done$/);
  await expect(open.mark(2)).toHaveAccessibleName(/, skipped$/);
  await open.mark(2).click();
  await open.shows(title(2));
  await expect(playground.line('SET mine 2')).toBeVisible();

  await page.getByRole('button', { name: 'Learn', exact: true }).click();
  await expect(open.row(HASHES.title).last()).toContainText(`1 of ${HASHES.steps.length} steps`);
  await open.course.getByRole('button', { name: 'Reset all progress' }).click();
  await page
    .getByRole('dialog', { name: /Reset the progress/ })
    .getByRole('button', { name: 'Reset' })
    .click();
  await expect(open.row(HASHES.title).last()).toContainText(`0 of ${HASHES.steps.length} steps`);
  await page.keyboard.press('Escape');
  await open.shows(title(1));
  await expect(open.done).toHaveCount(0);
  await expect(playground.line('SET mine 2')).toHaveCount(0);
});

test('a step can be made anew, and the lesson closed', async ({ playground, page }) => {
  await playground.open('./?lesson=hashes&step=2');
  const open = new LessonPage(page);
  await open.shows(title(2));
  await playground.write('SET mine 1');
  await playground.runScript();
  await expect(playground.key('mine')).toBeVisible();
  await open.menu('Reset the step');
  await expect(playground.key('mine')).toHaveCount(0);
  await expect(playground.line('SET mine 1')).toHaveCount(0);
  await open.menu('Close the lesson');
  await expect(open.panel).toHaveCount(0);
  expect(new URL(page.url()).search).toBe('');
});

test('a lesson leaves a playground of the person alone', async ({ playground, page }) => {
  await playground.open();
  await playground.write('SET mine 1');
  await playground.runScript();
  await expect(playground.key('mine')).toBeVisible();
  await playground.command(`Lesson 4: ${HASHES.title}`);
  const open = new LessonPage(page);
  await open.shows(title(1));
  await expect(playground.key('mine')).toHaveCount(0);
  await playground.command('Open “My playground”');
  await expect(playground.key('mine')).toBeVisible();
  await expect(open.panel).toHaveCount(0);
  await expect(playground.line('SET mine 1')).toBeVisible();
});

test('links lead to steps, to other lessons and back; a copied link is the address', async ({
  playground,
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await playground.open('./?lesson=picking-a-type&step=1');
  const picking = find('picking-a-type');
  const open = new LessonPage(page);
  await open.shows(picking.steps[0]?.title ?? '');
  await open.menu('Copy a link to this step');
  await expect(page.getByText('is in the clipboard')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());
  await open.panel
    .getByRole('link', { name: /^lists?$/ })
    .first()
    .click();
  await open.shows(find('lists').steps[0]?.title ?? '');
  expect(new URL(page.url()).search).toBe('?lesson=lists&step=1');
  await page.goBack();
  await open.shows(picking.steps[0]?.title ?? '');
});

test('the course lists all lessons, and leads to them and through them', async ({ playground, page }) => {
  await playground.open('./?course');
  const open = new LessonPage(page);
  await expect(open.course.getByRole('link')).toHaveCount(course.length);
  for (const { title: name, summary, minutes } of course.slice(0, 3)) {
    const row = open.course.getByRole('listitem').filter({ hasText: summary });
    await expect(row).toContainText(name);
    await expect(row).toContainText(`${minutes} min`);
  }
  await open.course.getByRole('button', { name: /Begin here/ }).click();
  await open.shows(course[0]?.steps[0]?.title ?? '');
  expect(new URL(page.url()).search).toBe(`?lesson=${course[0]?.id}&step=1`);

  // From the end of a lesson to its neighbours.
  const last = HASHES.steps.length;
  await playground.open(`./?lesson=hashes&step=${last}`);
  await open.shows(title(last));
  await open.button('Skip').click();
  await open.button('Next lesson').click();
  const [before, after] = [course[2], course[4]];
  await open.shows(after?.steps[0]?.title ?? '');
  await page.goBack();
  await open.shows(title(last));
  await open.panel.getByRole('button', { name: `Back to 3. ${before?.title}` }).click();
  await open.shows(before?.steps[0]?.title ?? '');

  await playground.open('./?lesson=no-such-lesson');
  await expect(
    page.getByRole('alert').filter({ hasText: 'There is no lesson “no-such-lesson”' }),
  ).toBeVisible();
  await expect(open.course).toBeVisible();
});

test('a lesson can be read and printed as a page', async ({ page }) => {
  await page.goto('./lessons/');
  await expect(page.getByRole('heading', { level: 2 })).toHaveCount(course.length);
  await page.getByRole('link', { name: HASHES.title }).click();
  for (const [i, step] of HASHES.steps.entries())
    await expect(page.getByRole('heading', { level: 2, name: `${i + 1} ${step.title}` })).toBeVisible();
  const key = page.getByRole('region', { name: 'Solutions and answers' });
  await expect(key).toBeHidden();
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('button', { name: 'Print' })).toBeHidden();
  await expect(key).toBeHidden();
  await page.emulateMedia({ media: 'screen' });
  await page.getByRole('checkbox', { name: 'with solutions and answers' }).check();
  await page.emulateMedia({ media: 'print' });
  await expect(key).toBeVisible();
});

test('a phone has the lesson in a tab of its own', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await page.goto('./?lesson=hashes');
  const open = new LessonPage(page);
  await open.shows(title(1));
  const panels = page.getByRole('navigation', { name: 'Panels' });
  await open.button('Show solution').click();
  await panels.getByRole('button', { name: 'Script' }).click();
  await page.getByRole('button', { name: 'Run script' }).click();
  await panels.getByRole('button', { name: 'Lesson' }).click();
  await expect(open.done).toBeVisible();
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await open.menu('Close the lesson');
  await expect(panels.getByRole('button', { name: 'Lesson' })).toHaveCount(0);
});

test('a phone draws what both stores did while the script was looked at', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await page.goto('./?lesson=cache-aside&step=6');
  const open = new LessonPage(page);
  await open.shows(find('cache-aside').steps[5]?.title ?? '');
  const bar = page.getByRole('navigation', { name: 'Panels' });
  await bar.getByRole('button', { name: 'Script' }).click();
  await page.getByRole('button', { name: 'Run script' }).click();
  await bar.getByRole('button', { name: 'Programs' }).click();
  await expect(page.getByText('Ended', { exact: true })).toBeVisible();
  const postgres = bar.getByRole('button', { name: 'Postgres' });
  await postgres.click();
  await expect(postgres).toBeInViewport({ ratio: 0.95 });
  await page.getByRole('radio', { name: 'Both stores' }).check();
  await expect(page.getByRole('img', { name: /^In the last [1-9]\d* s: \d{3} hits/ })).toBeVisible();
});

test('a reload solves nothing: what the task forbids stays to be done', async ({ playground, page }) => {
  await playground.open('./?lesson=strings');
  const open = new LessonPage(page);
  await open.shows(find('strings').steps[0]?.title ?? '');
  await playground.write('SET motto "Stay kind!"');
  await page.getByRole('button', { name: 'Run script' }).click();
  await expect(open.checks(true)).toHaveCount(1);
  await page.reload();
  await expect(open.checks(true)).toHaveCount(1);
  await expect(open.checks(false)).toContainText('instead of writing the whole text anew');
  await expect(open.done).toHaveCount(0);
});

test('between phone and desk, lesson and keyspace share a column', async ({ playground, page }) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  await playground.open('./?lesson=hashes');
  const open = new LessonPage(page);
  await open.shows(title(1));
  await expect(page.locator('.monaco-editor').first()).toBeVisible();
  await playground.tab('Keyspace').click();
  await expect(open.panel).toBeHidden();
  await playground.tab('Lesson').click();
  await open.shows(title(1));
});

test('the column folds and unfolds', async ({ playground, page }) => {
  await playground.open('./?lesson=hashes');
  const open = new LessonPage(page);
  await open.shows(title(1));
  await open.button('Fold the lesson').click();
  await expect(open.panel).toHaveCount(0);
  await page.getByRole('button', { name: 'Unfold the lesson' }).click();
  await open.shows(title(1));
});

const MINE = `---
id: mine
title: Mine
summary: Of my own.
---

## First

Read this.

\`\`\`redis
SET a 1
\`\`\`

\`\`\`redis solution
SET a 2
\`\`\`

### Task

Let it be 2.

\`\`\`check
key a is "2"
\`\`\`

\`\`\`question
Which?

- [ ] This
    ECHO wrong
- [x] That
    ECHO right
---
Because of that.
\`\`\`
`;

const preview = (page: Page, name: string) => page.getByRole('dialog', { name });
const give = (page: Page, name: string, text: string) =>
  page
    .getByLabel('File of a lesson')
    .setInputFiles({ name, mimeType: 'text/markdown', buffer: Buffer.from(text) });

test('a file is previewed, edited with its problems beside it, downloaded, and started', async ({
  playground,
  page,
}) => {
  await playground.open();
  await playground.write('SET kept 1');
  await give(page, 'mine.md', MINE.replace('summary', 'sumary'));
  const dialog = preview(page, 'Mine');
  await expect(dialog).toContainText('Nothing of it has run yet.');
  const text = dialog.getByRole('textbox', { name: 'Text of mine.md' });
  await dialog.getByRole('button', { name: 'Line 4' }).click();
  await expect(text).toBeFocused();
  expect(await text.evaluate((field: HTMLTextAreaElement) => field.selectionStart)).toBe(
    MINE.split('\n').slice(0, 3).join('\n').length + 1,
  );
  await text.fill(MINE.replace('Read this.', 'Read *that*.'));
  await expect(dialog.getByRole('status')).toHaveText('No problems.');
  await expect(dialog.getByRole('region', { name: 'The lesson' }).locator('em')).toHaveText('that');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Download' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('mine.md');
  expect(readFileSync(await download.path(), 'utf8')).toContain('Read *that*.');

  await dialog.getByRole('button', { name: 'Start the lesson' }).click();
  const open = new LessonPage(page);
  await open.shows('First');
  await expect(open.panel.locator('em')).toHaveText('that');
  await open.panel.getByRole('button', { name: 'This' }).click();
  await expect(open.panel).toContainText('Not this one.');
  await expect(open.panel.getByRole('region', { name: 'What the choice printed' })).toContainText('wrong');
  await open.panel.getByRole('button', { name: 'That' }).click();
  await expect(open.panel).toContainText('Because of that.');
  await solve(open);
  await open.menu('Edit the file');
  await expect(preview(page, 'Mine').getByRole('textbox')).toHaveValue(/Read \*that\*/);
});

test('a lesson from an address: nothing is fetched before a yes, and nothing runs before another', async ({
  playground,
  page,
}) => {
  const seen: string[] = [];
  await page.route('https://course.example/**', async (route) => {
    seen.push(route.request().url());
    await route.fulfill({ body: MINE, headers: { 'Access-Control-Allow-Origin': '*' } });
  });
  await playground.open(`./?lesson=${encodeURIComponent('https://course.example/mine.md')}`);
  const question = page.getByRole('dialog', { name: 'Load a lesson from another server?' });
  await expect(question).toContainText('https://course.example/mine.md');
  expect(seen).toEqual([]);
  await question.getByRole('button', { name: 'Load from course.example' }).click();
  await expect(preview(page, 'Mine')).toContainText('mine.md, from course.example');
  await expect(preview(page, 'Mine').getByRole('textbox')).toHaveCount(0);
  expect(new URL(page.url()).search).toBe('');
  await preview(page, 'Mine').getByRole('button', { name: 'Start the lesson' }).click();
  await new LessonPage(page).shows('First');
  expect(seen).toHaveLength(1);
});

for (const [what, body, message] of [
  ['too large a file', 'x'.repeat(257 * 1024), /larger than 256 KiB/],
  ['a file that is not text', Buffer.from([0xff, 0xfe, 0x00]), /not text/],
] as const) {
  test(`${what} from an address is refused`, async ({ playground, page }) => {
    await page.route('https://course.example/**', (route) =>
      route.fulfill({ body, headers: { 'Access-Control-Allow-Origin': '*' } }),
    );
    await playground.open(`./?lesson=${encodeURIComponent('https://course.example/mine.md')}`);
    const question = page.getByRole('dialog', { name: 'Load a lesson from another server?' });
    await question.getByRole('button', { name: /Load from/ }).click();
    await expect(question.getByRole('alert')).toContainText(message);
  });
}

test('other kinds of addresses are refused at once', async ({ playground, page }) => {
  for (const address of ['javascript:alert(1)', 'http://course.example/a.md', 'data:text/plain,x']) {
    await playground.open(`./?lesson=${encodeURIComponent(address)}`);
    await expect(page.getByRole('alert').filter({ hasText: 'This lesson cannot be loaded' })).toBeVisible();
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
});

const HOSTILE = `---
id: hostile
title: <img src=x onerror="window.hit=1">
summary: <script>window.hit=2</script>
---

## <script>window.hit=3</script>

<script>window.hit=4</script>

<img src=x onerror="window.hit=5"> <a href="javascript:window.hit=6">a</a> [b](javascript:window.hit=7)
[c](data:text/html,<script>window.hit=8</script>) [d](https://example.org" onclick="window.hit=9)
![e](https://example.org/track.png) <style>body{display:none}</style> <iframe src="https://example.org"></iframe>

- [f](vbscript:x) <svg onload="window.hit=10">

### Task

<button onclick="window.hit=11">g</button>

### Hint

<details open ontoggle="window.hit=12">h</details>

\`\`\`redis
SET a "<script>window.hit=13</script>"
\`\`\`

\`\`\`check
key a is "b" -- <img src=x onerror="window.hit=14">
\`\`\`
`;

test('a hostile lesson does nothing, and it is said why', async ({ playground, page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await playground.open();
  asked.length = 0;
  await give(page, 'hostile.md', HOSTILE);
  const dialog = page.getByRole('dialog', { name: /onerror/ });
  const lesson = dialog.getByRole('region', { name: 'The lesson' });
  await expect(lesson).toContainText('<script>window.hit=4</script>');
  const problems = dialog.getByRole('region', { name: 'Problems of the file' });
  await expect(problems).toContainText('A link leads to an https: address or to a lesson');
  await expect(problems).toContainText('There are no pictures in lessons');
  const clean = async (where: string) => {
    const bad = await page.locator(where).evaluate((root) => {
      const found = [
        ...root.querySelectorAll(
          'script, img, iframe, style, details, a:not([href^="https:"], [href^="?lesson="])',
        ),
      ];
      const handlers = [...root.querySelectorAll('*')].filter((each) =>
        [...each.attributes].some(({ name }) => name.startsWith('on')),
      );
      return [...found, ...handlers].map((each) => each.outerHTML);
    });
    expect(bad).toEqual([]);
    expect(await page.evaluate(() => Reflect.get(window, 'hit'))).toBeUndefined();
  };
  await clean('dialog[open]');
  await dialog.getByRole('button', { name: 'Start the lesson' }).click();
  const open = new LessonPage(page);
  await open.shows('<script>window.hit=3</script>');
  await open.button(/Show a hint/).click();
  await open.button('Check').click();
  await expect(open.checks(false)).toContainText('<img src=x onerror="window.hit=14">');
  await clean('section[aria-label="Lesson"]');
  expect(asked.filter((url) => url.includes('example.org'))).toEqual([]);
});

test('lessons over the limits are not opened, and it is said at which line', async ({ playground, page }) => {
  await playground.open();
  const head = '---\nid: big\ntitle: Big\nsummary: S.\n---\n\n';
  const cases: readonly (readonly [string, RegExp])[] = [
    [`${head}## A\n\n${'> '.repeat(3000)}deep\n`, /deep/],
    [`${head}${'## A step\n\nText.\n\n'.repeat(60)}`, /50/],
    [`${head}## A\n\n\`\`\`check\n${'key a is "1"\n'.repeat(2000)}\`\`\`\n`, /50/],
    [`${head}## A\n\n\`\`\`redis\n${'SET a 1\n'.repeat(20_000)}\`\`\`\n`, /\d/],
  ];
  for (const [text, message] of cases) {
    await give(page, 'big.md', text);
    const dialog = page.locator('dialog[open]');
    const problems = dialog.getByRole('region', { name: 'Problems of the file' });
    await expect(problems).toContainText(message);
    await expect(problems.getByRole('button', { name: /^Line \d+$/ }).first()).toBeVisible();
    await expect(dialog.getByRole('button', { name: 'Start the lesson' })).toBeDisabled();
    await dialog.getByRole('button', { name: 'Close' }).click();
  }
  await give(page, 'huge.md', `${head}## A\n\n${'x'.repeat(300 * 1024)}`);
  await expect(page.getByRole('alert').filter({ hasText: 'larger than 256 KiB' })).toBeVisible();
});

test('where nothing is kept, a lesson takes neither keys nor script unasked', async ({
  playground,
  page,
}) => {
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, 'indexedDB', { value: undefined });
  });
  await page.route('**/assets/entry-*.js', async (route) => {
    const response = await route.fetch();
    const body = `Object.defineProperty(globalThis,'indexedDB',{get(){throw new DOMException('refused','SecurityError')}});${await response.text()}`;
    await route.fulfill({ response, body });
  });
  await playground.open();
  await expect(page.getByText('In memory only').first()).toBeVisible();
  await playground.write('SET mine 1');
  await playground.runScript();
  await expect(playground.key('mine')).toBeVisible();
  await playground.command(`Lesson 4: ${HASHES.title}`);
  const open = new LessonPage(page);
  await expect(open.panel.getByRole('alert')).toContainText('it has changed nothing');
  await expect(playground.key('mine')).toBeVisible();
  await expect(playground.line('SET mine 1')).toBeVisible();
  await open.panel.getByRole('button', { name: /Start the lesson again/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Start again' }).click();
  await open.shows(title(1));
  await expect(playground.key('mine')).toHaveCount(0);
  await page.getByRole('button', { name: 'Close the lesson and bring mine back' }).click();
  await expect(playground.line('SET mine 1')).toBeVisible();
  await expect(open.panel).toHaveCount(0);
});

test('a lesson that is dropped on the page is previewed, and by nothing else taken', async ({
  playground,
  page,
}) => {
  await playground.open();
  await page.evaluate((content) => {
    const data = new DataTransfer();
    data.items.add(new File([content], 'mine.md'));
    window.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
  }, MINE);
  await expect(preview(page, 'Mine')).toContainText('No problems in the file.');
  await expect(page.getByRole('dialog')).toHaveCount(1);
  await preview(page, 'Mine').getByRole('button', { name: 'Close' }).click();
  // What was written is not lost with it.
  await playground.command('Go on with the lesson’s file');
  await expect(preview(page, 'Mine')).toBeVisible();
});
