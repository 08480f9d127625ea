import { expect, test } from './fixtures.ts';

test('a line, a selection and a script run, each reply beside its line', async ({ playground, page }) => {
  await playground.open();
  await playground.write('SET a 1\nINCR a\nLPUSH a x\nGET nothing');
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(playground.line('SET a 1')).toContainText('OK');
  await expect(playground.line('INCR a')).not.toContainText('integer');

  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+End');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(playground.line('INCR a')).toContainText('(integer) 2');
  await expect(playground.line('LPUSH a x')).toContainText('WRONGTYPE');
  await expect(playground.line('GET nothing')).not.toContainText('(nil)');

  await page.keyboard.press('ControlOrMeta+Shift+Enter');
  await expect(playground.line('GET nothing')).toContainText('(nil)');
  await expect(page.getByText(/^4 commands/).first()).toBeVisible();
});

test('a run can be stopped', async ({ playground, page }) => {
  await playground.open();
  await playground.write('SET before 1\n# @wait 60s\nSET after 1');
  await playground.runScript();
  await expect(playground.line('SET before 1')).toContainText('OK');
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText(/stopped/i).first()).toBeVisible();
  await expect(playground.key('before')).toBeVisible();
  await expect(playground.key('after')).toHaveCount(0);
});

test('mistakes are told before running, with what was meant', async ({ playground, page }) => {
  await playground.open();
  await playground.write('GTE a');
  await expect(page.locator('.squiggly-error, .squiggly-warning').first()).toBeVisible();
  await page.locator('.view-line', { hasText: 'GTE' }).locator('span', { hasText: 'GTE' }).last().hover();
  await expect(page.getByText(/Did you mean/i).first()).toBeVisible();
});

test('completion offers commands, options in their place and live keys', async ({ playground, page }) => {
  await playground.open();
  await playground.write('SET user:42 x');
  await playground.runScript();
  await expect(playground.key(/user/).first()).toBeVisible();
  await playground.write('');
  await page.keyboard.type('GETR');
  await expect(page.locator('.suggest-widget')).toContainText('GETRANGE');
  await page.keyboard.press('Escape');
  await playground.write('GET us');
  await page.keyboard.press('Control+Space');
  await expect(page.locator('.suggest-widget')).toContainText('user:42');
  await page.keyboard.press('Escape');
  await playground.write('SET k v ');
  await page.keyboard.press('Control+Space');
  await expect(page.locator('.suggest-widget')).toContainText('EX');
});

test('an expectation that fails is shown at its line', async ({ playground, page }) => {
  await playground.open();
  await playground.write('SET a 1\n# @expect OK\nGET a\n# @expect "2"');
  await playground.runScript();
  await expect(playground.line('SET a 1')).toContainText('✓');
  await expect(playground.line('GET a')).toContainText('not as expected');
  await expect(page.getByText(/^2 commands.*1 not as expected/).first()).toBeVisible();
});

test('what helps with a command on the first line leaves the buttons above it free', async ({
  playground,
  page,
}) => {
  await playground.open();
  await playground.write('');
  await page.keyboard.type('ZADD board 10 ada 20 lin', { delay: 20 });
  const hint = page.locator('.parameter-hints-widget.visible');
  await expect(hint).toBeVisible();
  const box = await hint.boundingBox();
  const editor = await page.locator('.monaco-editor').first().boundingBox();
  expect(box?.y).toBeGreaterThan(editor?.y ?? Number.POSITIVE_INFINITY);
  await page.getByRole('button', { name: 'Run script' }).click();
  await expect(playground.line('ZADD board')).toContainText('(integer) 2');
  await page.keyboard.press('Escape');
  await page.getByRole('textbox', { name: /Script editor/ }).focus();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type('\nZADD b', { delay: 20 });
  const suggestions = page.locator('.suggest-widget.visible');
  await expect(suggestions).toBeVisible();
  // Each may come and go by itself; they are never in the same place.
  const seen = () =>
    hint.evaluateAll((all) => all.filter((one) => getComputedStyle(one).opacity !== '0').length);
  await expect.poll(async () => (await suggestions.isVisible()) && (await seen()) > 0).toBe(false);
});
