import { expect, test } from './fixtures.ts';

test('a TTL counts down to zero and the key leaves', async ({ playground }) => {
  await playground.open();
  await playground.write('SET code 4711 EX 3\nSET stays 1');
  await playground.runScript();
  await expect(playground.key('code')).toContainText(/[0-3](\.\d)?s/);
  // It says so for a second and a half: looked for at each frame, which an expectation does not do.
  await playground.key('code').getByText('expired').waitFor();
  await expect(playground.key('code')).toHaveCount(0);
  await expect(playground.key('stays')).toBeVisible();
});

test('time stops and steps', async ({ playground, page }) => {
  await playground.open();
  await page.getByRole('button', { name: /Pause/ }).first().click();
  await playground.write('SET code 4711 EX 2\nPTTL code');
  await playground.runScript();
  await expect(playground.line('PTTL code')).toContainText('(integer) 2000');
  await page.getByRole('button', { name: 'Step 1 second' }).click();
  await expect(playground.key('code')).toContainText('1.0s');
  await page.getByRole('button', { name: 'Step 1 second' }).click();
  await expect(playground.key('code')).toHaveCount(0);
});

test('folders, filters and types', async ({ playground, page }) => {
  await playground.open();
  await playground.write('MSET user:1 a user:2 b order:1 c\nSADD tags x y');
  await playground.runScript();
  await expect(playground.key(/user/).first()).toContainText('2');
  await page
    .getByRole('textbox', { name: 'Filter keys' })
    .or(page.getByRole('searchbox', { name: 'Filter keys' }))
    .fill('order');
  await expect(playground.key(/user/)).toHaveCount(0);
  await expect(playground.key(/order/).first()).toBeVisible();
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  await page.getByRole('group', { name: 'Types' }).getByText('set', { exact: true }).click();
  await expect(playground.key(/tags/)).toBeVisible();
  await expect(playground.key(/order/)).toHaveCount(0);
});

test('a key is inspected, edited and deleted from the keyboard, as commands', async ({
  playground,
  page,
}) => {
  await playground.open();
  await playground.write('HSET user:1 name Ada');
  await playground.runScript();
  await expect(playground.key(/user/).first()).toBeVisible();
  await playground.keys.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  const detail = page.getByRole('article', { name: 'Key user:1' });
  await expect(detail).toContainText('Ada');
  await detail.getByRole('textbox', { name: 'New field', exact: true }).fill('born');
  await detail.getByRole('textbox', { name: 'Value of the new field' }).fill('1815');
  await detail.getByRole('button', { name: 'Add' }).click();
  await expect(detail).toContainText('1815');
  await expect(page.getByText('HSET user:1 born 1815').first()).toBeVisible();
  await playground.keys.focus();
  await page.keyboard.press('Delete');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Delete/ })
    .click();
  await expect(playground.key(/user/)).toHaveCount(0);
});

test('a folder is deleted as the filter shows it, and all of it', async ({ playground, page }) => {
  await playground.open();
  await playground.write('DEBUG POPULATE 60000 user\nSET user: beside\nSET order:1 c');
  await playground.runScript();
  await expect(playground.key('user:, 60,000 keys')).toBeVisible();
  const filter = page.getByRole('textbox', { name: 'Filter keys' });
  await filter.fill('4999');
  await playground.key('user:, 16 keys').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Delete 16 keys…' }).click();
  await expect(page.getByRole('dialog')).toContainText('Delete 16 keys under user:?');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await filter.fill('');
  await playground.key('user:, 59,984 keys').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Delete 59,984 keys…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(playground.key(/user:, .* keys/)).toHaveCount(0);
  await expect(playground.key('user:, string')).toBeVisible();
  await expect(playground.key('order:, 1 key')).toBeVisible();
});

test('a range of keys is chosen from end to end, also where it is longer than the page', async ({
  playground,
  page,
}) => {
  await playground.open();
  await playground.write('DEBUG POPULATE 2000 user');
  await playground.runScript();
  await playground.key('user:, 2,000 keys').click();
  await playground.key('user:0, string').click();
  await page.keyboard.press('Shift+End');
  await expect(page.getByRole('toolbar', { name: 'Selected keys' })).toContainText('2,000 selected');
  await expect(playground.key('user:1999, string')).toHaveAttribute('aria-selected', 'true');
});
