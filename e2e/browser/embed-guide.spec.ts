/** The author's guide and the course page: every example works, and both can be read by everybody. */
import { seriousViolations } from './axe.ts';
import { expect, pageFrom, servePages, test } from './pages/embed.ts';

test('every example of the guide runs, and every button gets its answer', async ({ page, playground }) => {
  const site = await servePages({ 'embedding.html': await pageFrom('embedding.html', playground) });
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${site.url}embedding.html`);
  await expect(page.locator('#wrong').getByRole('alert')).toHaveText(
    'There is no scenario “no-such-scenario”.',
  );
  const runs = await page.evaluate(async () => {
    const all = [...document.querySelectorAll('key-glass:not(#wrong)')];
    return Promise.all(all.map((element) => Reflect.get(element, 'run').call(element)));
  });
  expect(runs.length).toBeGreaterThan(14);
  for (const run of runs) expect(run).toMatchObject({ errors: 0, unmet: 0 });

  const heard = page.getByRole('log', { name: 'What the playground said' });
  const buttons = page.locator('#requests button');
  for (const button of await buttons.all()) {
    const { request, line } = await button.evaluate((element) => ({
      request: element.dataset.request ?? '',
      line: element.dataset.with ?? '',
    }));
    await heard.evaluate((element) => {
      element.textContent = '';
    });
    await button.click();
    await expect(heard).toContainText(line.includes('99') ? 'runLine failed' : `answer to ${request}`);
  }
  for (const id of ['box', 'sandboxed']) {
    await page.locator(`#${id}`).scrollIntoViewIfNeeded();
    const frame = page.frameLocator(`#${id}`);
    await frame.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(frame.getByRole('status').first()).toContainText(/^\d+ commands$/);
  }
  expect(complaints).toEqual([]);
  await site.close();
});

for (const name of ['course.html', 'embedding.html']) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`${name} is accessible and fits a phone (${colorScheme})`, async ({ page, playground }) => {
      const site = await servePages({ [name]: await pageFrom(name, playground) });
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width: 390, height: 800 });
      await page.goto(`${site.url}${name}`);
      const [first] = await page.locator('key-glass').all();
      await first?.getByRole('button', { name: 'Run' }).press('Enter');
      await expect(page.locator('key-glass iframe').first()).toBeVisible();
      expect(await seriousViolations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
      await site.close();
    });
  }
}
