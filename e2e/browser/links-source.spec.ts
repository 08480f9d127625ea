/** `?src=`: nothing is fetched before the person has seen the address and agreed; what comes is bounded and checked. */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

const ADDRESS = 'https://course.example/boards/monday.json';
const FILE = JSON.stringify({ v: 1, title: 'Monday', text: ['From afar.'], script: 'SET from afar' });

/** Answers for the foreign server; returns the requests that reached it. */
async function answer(page: Page, body: string, headers: Record<string, string> = {}): Promise<string[]> {
  const seen: string[] = [];
  await page.route('https://course.example/**', async (route) => {
    seen.push(JSON.stringify(await route.request().allHeaders()));
    await route.fulfill({ body, headers: { 'Access-Control-Allow-Origin': '*', ...headers } });
  });
  return seen;
}

const question = (page: Page) => page.getByRole('dialog', { name: 'Load a scenario from another server?' });

test('the address is shown, and fetched only after a yes', async ({ playground, page }) => {
  const seen = await answer(page, FILE, { 'Set-Cookie': 'a=b' });
  await playground.open(`./?src=${encodeURIComponent(ADDRESS)}`);
  await expect(question(page)).toContainText(ADDRESS);
  await page.waitForTimeout(300);
  expect(seen).toEqual([]);
  await question(page).getByRole('button', { name: 'Load from course.example' }).click();
  await expect(playground.line('SET from afar')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Scenario', exact: true })).toContainText('From afar.');
  await expect(playground.key('from')).toHaveCount(0);
  expect(seen).toHaveLength(1);
  expect(seen[0]).not.toMatch(/"(cookie|authorization|referer)"/);
  expect(new URL(page.url()).search).toBe('');
});

test('a no fetches nothing and changes nothing', async ({ playground, page }) => {
  const seen = await answer(page, FILE);
  await playground.open();
  await playground.write('SET mine 1');
  await playground.saved();
  await page.waitForTimeout(600);
  await playground.open(`./?src=${encodeURIComponent(ADDRESS)}`);
  await question(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(question(page)).toHaveCount(0);
  await expect(playground.line('SET mine 1')).toBeVisible();
  expect(seen).toEqual([]);
});

test('a script that stands there is not replaced by the loaded one without a second yes', async ({
  playground,
  page,
}) => {
  await answer(page, FILE);
  await playground.open();
  await playground.write('SET mine 1');
  await playground.saved();
  await page.waitForTimeout(600);
  await playground.open(`./?src=${encodeURIComponent(ADDRESS)}`);
  await question(page)
    .getByRole('button', { name: /Load from/ })
    .click();
  const second = page.getByRole('dialog', { name: 'Open “Monday”?' });
  await expect(second).toContainText('course.example');
  await second.getByRole('button', { name: 'Cancel' }).click();
  await expect(playground.line('SET mine 1')).toBeVisible();
});

for (const [what, body, message] of [
  ['is no scenario', '<!doctype html>', /cannot be opened/],
  ['is too large', `{"v":1,"script":"${'x'.repeat(1024 * 1024)}"}`, /larger than 1 MiB/],
] as const) {
  test(`a file that ${what} gets a clear message`, async ({ page, playground }) => {
    await answer(page, body);
    await playground.open(`./?src=${encodeURIComponent(ADDRESS)}`);
    await question(page)
      .getByRole('button', { name: /Load from/ })
      .click();
    await expect(question(page).getByRole('alert')).toContainText(message);
    await expect(question(page).getByRole('button', { name: 'Try again' })).toBeEnabled();
  });
}

for (const address of ['http://course.example/a.json', 'javascript:alert(1)', 'data:text/html,x', 'a.json']) {
  test(`${address} is refused at once`, async ({ page, playground }) => {
    await playground.open(`./?src=${encodeURIComponent(address)}`);
    await expect(page.getByRole('alert').filter({ hasText: 'cannot be loaded' })).toBeVisible();
    await expect(question(page)).toHaveCount(0);
  });
}
