import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixtures.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`no serious axe violations in ${colorScheme}`, async ({ playground, page }) => {
    await page.emulateMedia({ colorScheme });
    await playground.open('./?scenario=leaderboard');
    await playground.runScript();
    await expect(playground.key(/game/).first()).toBeVisible();
    await expect(page.getByText(/^\d+ commands?/).first()).toBeVisible({ timeout: 15_000 });
    const look = async () => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      return violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`);
    };
    expect(await look()).toEqual([]);
    await playground.tab('Log').click();
    await playground.tab('Inspector').click();
    expect(await look()).toEqual([]);
    await page.getByRole('button', { name: 'Share' }).click();
    await expect(page.getByRole('dialog', { name: 'Share' })).toBeVisible();
    expect(await look()).toEqual([]);
  });
}

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
