import { deflateRawSync } from 'node:zlib';
import { expect, test } from './fixtures.ts';
import { Playground } from './pages/playground.ts';

const link = (value: unknown) =>
  `./#v1.${deflateRawSync(Buffer.from(JSON.stringify(value))).toString('base64url')}`;

test('a link carries script, text and data to another browser, which is asked first', async ({
  playground,
  page,
  browser,
  baseURL,
}) => {
  await playground.open();
  await playground.write('ZADD scores 5 ada 3 bob');
  await playground.runScript();
  await expect(playground.key('scores')).toBeVisible();
  await page.getByRole('button', { name: 'Share' }).click();
  const dialog = page.getByRole('dialog', { name: 'Share' });
  await dialog.getByRole('textbox', { name: 'Title' }).fill('My board');
  await dialog.getByRole('textbox', { name: 'Text for the reader' }).fill('Look at <b>this</b>.');
  await dialog.getByRole('checkbox', { name: /keyspace/ }).check();
  await expect(dialog.getByRole('checkbox', { name: /1 key/ })).toBeVisible();
  const field = dialog.getByRole('textbox', { name: 'Link' });
  await expect(field).toHaveValue(/#v1\./);
  await page.waitForTimeout(300);
  const address = await field.inputValue();

  const other = await browser.newContext(baseURL ? { baseURL } : {});
  const friend = new Playground(await other.newPage());
  await friend.open(address);
  const question = friend.page.getByRole('dialog', { name: 'Open “My board”?' });
  await expect(question).toContainText('ZADD scores');
  await expect(friend.key('scores')).toHaveCount(0);
  await question.getByRole('button', { name: 'Open in a new playground' }).click();
  await expect(friend.key('scores')).toBeVisible();
  await expect(friend.line('ZADD scores')).toBeVisible();
  await expect(friend.page.getByRole('region', { name: 'Scenario', exact: true })).toContainText(
    'Look at <b>this</b>.',
  );
  expect(friend.complaints).toEqual([]);
  await other.close();
});

test('a link never replaces a script without a click', async ({ playground, page }) => {
  await playground.open();
  await playground.write('SET mine 1');
  await playground.runScript();
  await playground.saved();
  await page.waitForTimeout(600);
  await page.goto(link({ v: 1, title: 'Theirs', script: 'FLUSHALL' }));
  await page.reload();
  const question = page.getByRole('dialog', { name: 'Open “Theirs”?' });
  if (!(await question.isVisible().catch(() => false)))
    await page.goto(link({ v: 1, title: 'Theirs', script: 'FLUSHALL' }));
  await expect(question).toBeVisible();
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(playground.line('SET mine 1')).toBeVisible();
  await expect(playground.key('mine')).toBeVisible();
});

for (const [what, address, message] of [
  ['broken', './#v1.AAAA', /cannot be opened/],
  ['newer', './#v7.AAAA', /newer Keyglass/],
  ['foreign', link({ hello: 'world' }), /cannot be opened/],
  [
    'bomb',
    `./#v1.${deflateRawSync(Buffer.alloc(8 << 20)).toString('base64url')}`,
    /more than Keyglass opens/,
  ],
  ['unknown scenario', './?scenario=nope', /no scenario “nope”/],
] as const) {
  test(`a ${what} link gets a clear message and the page works on`, async ({ playground, page }) => {
    await playground.open(address);
    await expect(page.getByRole('alert').filter({ hasText: message })).toBeVisible();
    await playground.write('SET a 1');
    await playground.runScript();
    await expect(playground.key('a')).toBeVisible();
  });
}

test('?scenario= opens one of ours and runs nothing', async ({ playground, page }) => {
  await playground.open('./?scenario=leaderboard');
  await expect(page.getByRole('region', { name: 'Scenario', exact: true })).toContainText('Leaderboard');
  await expect(playground.line('ZADD game:scores')).toBeVisible();
  await expect(playground.key(/game/)).toHaveCount(0);
});
