import type { Locator } from '@playwright/test';
import { seriousViolations } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { LessonPage } from './pages/lessons.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`no serious axe violations in ${colorScheme}`, async ({ playground, page }) => {
    await page.emulateMedia({ colorScheme });
    await playground.open('./?scenario=leaderboard');
    await playground.runScript();
    await expect(playground.key(/game/).first()).toBeVisible();
    await expect(page.getByText(/^\d+ commands?/).first()).toBeVisible();
    const look = () => seriousViolations(page);
    expect(await look()).toEqual([]);
    await playground.tab('Log').click();
    await playground.tab('Inspector').click();
    expect(await look()).toEqual([]);
    await page.getByRole('button', { name: 'Share' }).click();
    await expect(page.getByRole('dialog', { name: 'Share' })).toBeVisible();
    expect(await look()).toEqual([]);
  });
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`no serious axe violations in lessons in ${colorScheme}`, async ({ playground, page }) => {
    await page.emulateMedia({ colorScheme });
    await playground.open('./?lesson=picking-a-type');
    const open = new LessonPage(page);
    await expect(open.panel.getByRole('heading', { level: 3 })).toBeVisible();
    await open.button('Check').click();
    await expect(open.checks().first()).toBeVisible();
    await open.button(/Show a hint/).click();
    const choices = open.panel.locator('button[aria-pressed]');
    await choices.last().click();
    await expect(open.panel.getByText(/^(Right|Not this one)\./)).toBeVisible();
    expect(await seriousViolations(page)).toEqual([]);
    await open.button('Skip').click();
    await open.button('Show solution').click();
    await playground.runScript();
    await expect(open.checks(true).first()).toBeVisible();
    expect(await seriousViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Learn', exact: true }).click();
    await expect(open.course.getByRole('link').first()).toBeVisible();
    expect(await seriousViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByLabel('File of a lesson').setInputFiles({
      name: 'mine.md',
      mimeType: 'text/markdown',
      buffer: Buffer.from(
        '---\nid: mine\ntitle: Mine\nsumary: x\n---\n\n## A\n\n| a |\n| - |\n| b |\n\n```redis\nSET a 1\n```\n',
      ),
    });
    await expect(page.getByRole('region', { name: 'Problems of the file' })).toBeVisible();
    expect(await seriousViolations(page)).toEqual([]);
    await page.goto('./lessons/hashes.html?solutions');
    expect(await seriousViolations(page)).toEqual([]);
  });
}

test('a lesson from the keyboard alone', async ({ playground, page }) => {
  await playground.open();
  await page.keyboard.press('ControlOrMeta+K');
  await expect(page.getByRole('combobox', { name: /Search/ })).toBeFocused();
  await page.keyboard.type('Lesson 4');
  await expect(page.getByRole('option', { name: /^Lesson 4:/, selected: true })).toBeVisible();
  await page.keyboard.press('Enter');
  const open = new LessonPage(page);
  const title = open.panel.getByRole('heading', { level: 3 });
  await expect(title).toBeVisible();
  await expect(open.panel.locator('[data-busy]')).toHaveCount(0);
  await open.button('Show solution').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('ControlOrMeta+Shift+Enter');
  await expect(open.done).toBeVisible();
  await open.button('Next').focus();
  const first = await title.textContent();
  await page.keyboard.press('Enter');
  await expect(title).not.toHaveText(first ?? '');
  await expect(title).toBeFocused();
  // From the title, one goes on into the step.
  await page.keyboard.press('Tab');
  await expect(open.panel.locator(':focus')).toHaveCount(1);
});

test('everything from the keyboard: palette, run, leave the editor', async ({ playground, page }) => {
  await playground.open();
  await playground.editor.focus();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('SET a 1');
  await page.keyboard.press('Escape');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(playground.line('SET a 1')).toContainText('OK');
  await page.keyboard.press('Control+M');
  await page.keyboard.press('Tab');
  await expect(playground.editor).not.toBeFocused();
  await page.keyboard.press('ControlOrMeta+K');
  await expect(page.getByRole('combobox', { name: /Search/ })).toBeFocused();
  await page.keyboard.type('shortcuts');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: /shortcuts/i })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('a phone shows one panel at a time', async ({ playground, page }) => {
  await page.setViewportSize({ width: 390, height: 780 });
  await page.goto('./?scenario=leaderboard');
  const panels = page.getByRole('navigation', { name: 'Panels' });
  await expect(panels).toBeVisible();
  await page.getByRole('button', { name: 'Run script' }).click();
  await panels
    .getByRole('button', { name: 'Keys' })
    .or(panels.getByRole('tab', { name: 'Keys' }))
    .click();
  await expect(playground.key(/game/).first()).toBeVisible();
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
});

test('a window that is magnified twice has all controls, and room for the script', async ({
  playground,
  page,
}) => {
  await page.setViewportSize({ width: 720, height: 450 });
  await playground.open();
  await expect(page.getByRole('button', { name: 'Help', exact: true })).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole('button', { name: 'Clear results' })).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole('button', { name: /^Playground:/ })).toContainText('My playground');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(720);
  const box = await page.locator('.monaco-editor').first().boundingBox();
  expect(box?.height).toBeGreaterThan(60);
});

test('a lesson makes a magnified page no taller than its window', async ({ playground, page }) => {
  await page.setViewportSize({ width: 720, height: 450 });
  await playground.open('./?lesson=strings');
  const open = new LessonPage(page);
  await expect(open.panel.getByRole('heading', { level: 3 })).toBeVisible();
  await expect(open.panel.locator('.visually-hidden').first()).toBeAttached();
  expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBeLessThanOrEqual(
    0,
  );
});

test('a dialog that a menu opened gives the focus back to what opened the menu', async ({
  playground,
  page,
}) => {
  await playground.open('./?lesson=strings');
  const rename = page.getByRole('dialog', { name: /^Rename/ });
  const entry = async (opener: Locator, name: RegExp) => {
    await opener.press('Enter');
    await page.getByRole('menuitem', { name }).press('Enter');
  };
  const leave = async (dialog: Locator) => {
    await expect(dialog).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
  };
  const switcher = page.getByRole('button', { name: /^Playground:/ });
  // The second time the dialog opens while the menu is still there.
  for (let i = 0; i < 2; i++) {
    await entry(switcher, /^Rename/);
    await leave(rename);
    await expect(switcher).toBeFocused();
  }
  const lesson = page.getByRole('button', { name: 'Lesson menu' });
  await entry(lesson, /^Start the lesson again/);
  await leave(page.getByRole('dialog'));
  await expect(lesson).toBeFocused();
  // Another playground takes the place of the open one, and the button stays.
  await entry(switcher, /^New/);
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Second');
  await page.keyboard.press('Enter');
  await expect(switcher).toContainText('Second');
  await expect(switcher).toBeFocused();
});

test('what is chosen can be told, and the script read, in forced colours', async ({ playground, page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await playground.open('./?scenario=leaderboard');
  const paint = (element: Locator) =>
    element.evaluate((found) => {
      const { color, backgroundColor } = getComputedStyle(found);
      return { color, backgroundColor };
    });
  const word = page.locator('.view-line span span').first();
  await expect(word).toBeVisible();
  const behind = page.locator('.monaco-editor-background').first();
  await expect
    .poll(async () => (await paint(word)).color !== (await paint(behind)).backgroundColor)
    .toBe(true);
  await page.keyboard.press('ControlOrMeta+K');
  const options = page.getByRole('dialog').getByRole('option');
  await expect(options.nth(1)).toBeVisible();
  expect(await paint(options.nth(0))).not.toEqual(await paint(options.nth(1)));
  await page.keyboard.press('Escape');
  const radio = page.getByRole('radio', { checked: true }).first();
  const other = page.getByRole('radio', { checked: false }).first();
  await playground.tab('Durability').click();
  expect(await paint(radio.locator('+ span'))).not.toEqual(await paint(other.locator('+ span')));
});
