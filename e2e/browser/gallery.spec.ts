import { scenarios } from '../../src/scenarios/index.ts';
import { expect, test } from './fixtures.ts';

test('the gallery finds scenarios by words and commands, and opens them', async ({ page, playground }) => {
  await page.goto('./scenarios/');
  const cards = page.getByRole('main').getByRole('listitem');
  await expect(cards).toHaveCount(scenarios.length);
  const search = page.getByRole('searchbox', { name: 'Search the scenarios' });
  await search.fill('zincrby');
  await expect(page.getByRole('heading', { name: 'Leaderboard' })).toBeVisible();
  await expect(cards.filter({ visible: true })).not.toHaveCount(scenarios.length);
  await search.fill('<b>nothing</b>');
  await expect(page.getByRole('status')).toHaveText('No scenario has “<b>nothing</b>”.');
  await search.fill('ranking scores');
  await page.getByRole('link', { name: 'Leaderboard', exact: true }).click();
  await playground.ready();
  await expect(playground.line('ZADD game:scores')).toBeVisible();
});

test('the playground leads to the gallery', async ({ page, playground }) => {
  await playground.open();
  await page.getByRole('button', { name: 'Scenarios', exact: true }).click();
  const opened = page.context().waitForEvent('page');
  await page.getByRole('menuitem', { name: /All scenarios/ }).click();
  await expect((await opened).getByRole('heading', { name: 'Scenarios' })).toBeVisible();
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });
  test('every scenario has a page that chat tools can read', async ({ page, request, baseURL }) => {
    for (const { id, title, summary, script } of scenarios) {
      await page.goto(`./scenarios/${id}.html`);
      await expect(page).toHaveTitle(`${title} · Keyglass`);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
      expect(await page.locator('pre').textContent()).toBe(script);
      const meta = (name: string) =>
        page.locator(`meta[name="${name}"], meta[property="${name}"]`).getAttribute('content');
      expect(await meta('og:title')).toBe(title);
      expect(await meta('description')).toBe(summary);
      expect(await meta('og:description')).toBe(summary);
      expect(await meta('twitter:card')).toBe('summary_large_image');
      const image = new URL((await meta('og:image')) ?? '', new URL(`scenarios/${id}.html`, baseURL));
      expect(image.pathname).toMatch(new RegExp(`/cards/${id}\\.png$`));
      expect((await request.get(image.href)).headers()['content-type']).toBe('image/png');
      await expect(page.getByRole('link', { name: 'Open in the playground' })).toHaveAttribute(
        'href',
        `../?scenario=${id}`,
      );
    }
  });

  test('the gallery is there, without a search that would not work', async ({ page }) => {
    await page.goto('./scenarios/');
    await expect(page.getByRole('heading', { level: 2 })).toHaveCount(scenarios.length);
    await expect(page.getByRole('searchbox')).toHaveCount(0);
  });
});
