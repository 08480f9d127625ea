import type { Locator } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import type { Playground } from './pages/playground.ts';

/** Runs a script, chooses a key, and returns what the inspector shows of it. */
async function inspect(playground: Playground, script: string, key: string): Promise<Locator> {
  await playground.open();
  await playground.write(script);
  await playground.runScript();
  await playground.key(new RegExp(key)).first().click();
  const detail = playground.page.getByRole('article', { name: `Key ${key}` });
  await expect(detail).toBeVisible();
  return detail;
}

test('a stream has a timeline that takes the list to a time, and takes new entries in', async ({
  playground,
  page,
}) => {
  const entries = Array.from({ length: 120 }, (_, i) => `XADD orders ${1000 + i * 10}-0 item ${i}`);
  const detail = await inspect(playground, entries.join('\n'), 'orders');
  const list = detail.getByRole('list', { name: 'Entries' });
  await expect(list.getByRole('listitem').first()).toContainText('item=119');
  const timeline = detail.getByRole('slider', { name: 'Timeline' });
  await expect(timeline).toHaveAttribute('aria-valuetext', /\d+–2190: \d+ entr/);
  await timeline.focus();
  await page.keyboard.press('Home');
  await expect(timeline).toHaveAttribute('aria-valuetext', /^1000–1013: 2 entries$/);
  await expect(list.getByText('item=0', { exact: true })).toBeVisible();
  await page.keyboard.press('End');
  await expect(list.getByText('item=119')).toBeVisible();
  await detail.getByRole('textbox', { name: 'Field of the new entry' }).fill('item');
  await detail.getByRole('textbox', { name: 'Value of the new entry' }).fill('new');
  await detail.getByRole('button', { name: 'Add' }).click();
  await expect(list.getByRole('listitem').first()).toContainText('item=new');
  await detail.getByRole('button', { name: 'Delete entry 2190-0' }).click();
  await expect(list.getByText('item=119')).toHaveCount(0);
});

test('what is too long for its row and cannot be edited is read whole', async ({ playground, page }) => {
  const text = Array.from({ length: 90 }, (_, i) => `word${i}`).join(' ');
  const detail = await inspect(
    playground,
    `XADD notes 1-0 text "${text}"\nXADD notes 2-0 text short`,
    'notes',
  );
  await expect(detail.getByRole('button', { name: /Read all/ })).toHaveCount(1);
  await detail.getByRole('button', { name: 'Read all: Entry 1-0' }).click();
  const whole = page.getByRole('dialog', { name: 'Entry 1-0' }).getByRole('textbox');
  await expect(whole).toHaveValue(new RegExp(`${text.slice(-40)}`));
  await expect(whole).not.toBeEditable();
  await page.keyboard.press('Escape');
  await expect(whole).toHaveCount(0);
});

test('groups tell lag, consumers and what is pending, which can be acknowledged', async ({
  playground,
  page,
}) => {
  const script = [
    ...Array.from({ length: 30 }, (_, i) => `XADD jobs ${i + 1}-0 n ${i}`),
    'XGROUP CREATE jobs workers 0',
    'XREADGROUP GROUP workers ann COUNT 25 STREAMS jobs >',
    'XDEL jobs 1-0',
  ].join('\n');
  const detail = await inspect(playground, script, 'jobs');
  await detail.getByRole('radio', { name: 'Groups (1)' }).check();
  const group = detail.getByRole('list', { name: 'Consumer groups' });
  await expect(group).toContainText('Lag5');
  await expect(group.getByRole('table', { name: 'Consumers of workers' })).toContainText('ann');
  await group.getByRole('button', { name: '25 pending entries' }).click();
  const pending = group.getByRole('table', { name: 'Pending entries of workers' });
  await expect(pending.getByRole('row', { name: /^1-0/ })).toContainText('gone');
  await group.getByRole('button', { name: 'Later pending entries' }).click();
  await expect(pending.getByRole('row')).toHaveCount(6);
  await group.getByRole('button', { name: 'Acknowledge 21-0' }).click();
  await expect(group.getByRole('button', { name: '24 pending entries' })).toBeVisible();
  await expect(page.getByText('XACK jobs workers 21-0').first()).toBeVisible();
});

test('bits are flipped from the keyboard and by a click', async ({ playground, page }) => {
  const detail = await inspect(playground, 'SETBIT days 2 1\nSETBIT days 4000 1', 'days');
  await detail.getByRole('radio', { name: 'Bits' }).check();
  await expect(detail).toContainText('BITCOUNT 2');
  const grid = detail.getByRole('application', { name: /^Bits/ });
  await grid.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(detail.getByRole('application', { name: /^Bits. Bit 2 is 1/ })).toBeVisible();
  await page.keyboard.press('Space');
  await expect(detail).toContainText('BITCOUNT 1');
  await expect(page.getByText('SETBIT days 2 0').first()).toBeVisible();
  await page.keyboard.press('End');
  await page.keyboard.press('Home');
  await grid.getByTitle('bit 9', { exact: true }).click();
  await expect(detail).toContainText('BITCOUNT 2');
  await detail.getByRole('textbox', { name: 'Offset of a bit' }).fill('4000');
  await detail.getByRole('button', { name: 'Go' }).click();
  await expect(detail).toContainText('bit 4,000 is 1');
});

test('a HyperLogLog shows its estimate, live', async ({ playground, page }) => {
  const detail = await inspect(playground, 'PFADD visitors a b c', 'visitors');
  const view = detail.getByRole('region', { name: 'HyperLogLog' });
  await expect(view).toContainText('Estimate3');
  await expect(view).toContainText('sparse');
  await expect(view.getByRole('img', { name: /3 registers of 16,384 in use/ })).toBeVisible();
  await playground.write('PFADD visitors d');
  await playground.runScript();
  await expect(view).toContainText('Estimate4');
  await expect(page.getByRole('radio', { name: 'HyperLogLog' })).toBeChecked();
});

test('a search on the map is a command, and marks what it found', async ({ playground, page }) => {
  const places = 'GEOADD sicily 13.361389 38.115556 Palermo 15.087269 37.502669 Catania';
  const detail = await inspect(playground, places, 'sicily');
  await detail.getByRole('radio', { name: 'Map' }).check();
  await expect(detail.getByRole('img', { name: 'Map of 2 places, 0 of them found' })).toBeVisible();
  await detail.getByRole('textbox', { name: 'Longitude' }).fill('15');
  await detail.getByRole('textbox', { name: 'Latitude' }).fill('37');
  await detail.getByRole('textbox', { name: 'Radius' }).fill('100');
  await page.keyboard.press('Enter');
  await expect(detail.getByRole('img', { name: 'Map of 2 places, 1 of them found' })).toBeVisible();
  await expect(detail.getByRole('row', { name: /Catania/ })).toContainText('56.4413 km');
  await expect(page.getByText(/GEOSEARCH sicily FROMLONLAT 15 37 BYRADIUS 100 km/).first()).toBeVisible();
  await detail.getByRole('radio', { name: 'Member', exact: true }).check();
  await detail.getByRole('textbox', { name: 'Member to search from' }).fill('Palermo');
  await detail.getByRole('radio', { name: 'Box' }).check();
  await detail.getByRole('textbox', { name: 'Width' }).fill('400');
  await detail.getByRole('textbox', { name: 'Height' }).fill('400');
  await detail.getByRole('button', { name: 'Search' }).click();
  await expect(detail.getByRole('status')).toHaveText('Found 2 members.');
});

test('a field of a hash gets a time to live, and loses it', async ({ playground, page }) => {
  const detail = await inspect(playground, 'HSET session user ada token abc', 'session');
  const row = detail.getByRole('listitem').filter({ hasText: 'token' });
  await row.getByRole('button', { name: 'TTL of field token' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Expires in' }).fill('90s');
  await page.getByRole('dialog').getByRole('button', { name: 'Set' }).click();
  await expect(row).toContainText(/1m \d\ds/);
  await expect(page.getByText('HEXPIRE session 90 FIELDS 1 token').first()).toBeVisible();
  // A new value leaves the time that the field has.
  await row.getByRole('button', { name: 'Edit field token' }).click();
  await row.getByRole('textbox', { name: 'Value of token' }).fill('def');
  await page.keyboard.press('Enter');
  await expect(row).toContainText('def');
  await expect(row).toContainText(/1m \d\ds/);
  await row.getByRole('button', { name: 'TTL of field token' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove TTL' }).click();
  await expect(row).not.toContainText(/\ds/);
  await expect(page.getByText('HPERSIST session FIELDS 1 token').first()).toBeVisible();
});

test('names that differ in bytes nobody sees look different, and can be told to', async ({
  playground,
  page,
}) => {
  await playground.open();
  await playground.write(
    'SET "\\xffkey" 1\nSET "\\xfekey" 2\nSET "new\\nline" 3\nSADD few "" "a\\x00"\nSET ctl "\\x01"',
  );
  await playground.runScript();
  await expect(playground.key('\\xffkey, string')).toContainText('\\xffkey');
  await expect(playground.key('\\xfekey, string')).toContainText('\\xfekey');
  await expect(playground.key('new\\nline, string')).toContainText('new\\nline');
  await playground.key('few, set').click();
  const detail = page.getByRole('article', { name: 'Key few' });
  await expect(detail.getByRole('button', { name: 'Remove member (empty)' })).toBeAttached();
  await expect(detail.getByRole('listitem').filter({ hasText: 'a\\x00' })).toBeVisible();
  // Bytes without a char that one could read are shown as bytes.
  await playground.key('ctl, string').click();
  await expect(page.getByRole('radio', { name: 'Hex' })).toBeChecked();
});

test('a score that is none is marked while it is typed, and not sent', async ({ playground, page }) => {
  const detail = await inspect(playground, 'ZADD scores 1 ada', 'scores');
  await detail.getByRole('button', { name: 'Edit member ada' }).click();
  const field = detail.getByRole('textbox', { name: 'Score of ada' });
  await field.fill('abc');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await page.keyboard.press('Enter');
  await expect(field).toBeVisible();
  await field.fill('-inf');
  await page.keyboard.press('Enter');
  await expect(field).toHaveCount(0);
  await expect(detail.getByRole('listitem')).toContainText('-inf');
});

test('what is typed stays when the value changes or the key goes, and can be saved', async ({
  playground,
  page,
}) => {
  const detail = await inspect(playground, 'SET note one\nHSET user name Ada', 'note');
  const command = async (line: string) => {
    const field = page.getByRole('combobox', { name: 'Command for main' });
    await field.fill(line);
    await field.press('Enter');
    await expect(field).toHaveValue('');
  };
  await detail.getByRole('button', { name: 'Edit', exact: true }).click();
  const value = detail.getByRole('textbox', { name: 'Value' });
  await value.fill('mine');
  // Binary, which is shown in another way where nobody types.
  await command(String.raw`SET note "\xff\xfe"`);
  await expect(detail.getByText('The value has changed meanwhile')).toBeVisible();
  await expect(value).toHaveValue('mine');
  await detail.getByRole('button', { name: 'Edit the new one' }).click();
  await expect(value).toHaveValue(String.raw`"\xff\xfe"`);
  await value.fill('"mine again"');
  await command('DEL note');
  await expect(detail.getByText('This key is gone.')).toBeVisible();
  await expect(value).toHaveValue('"mine again"');
  await command('RPUSH note x');
  await expect(detail.getByText('This key holds a list now.')).toBeVisible();
  await detail.getByRole('button', { name: 'Save' }).click();
  await expect(detail.getByText('mine again')).toBeVisible();
  await expect(detail.getByText('This key')).toHaveCount(0);

  await playground.key('user').click();
  const user = page.getByRole('article', { name: 'Key user' });
  await user.getByRole('button', { name: 'Edit field name' }).click();
  const name = user.getByRole('textbox', { name: 'Value of name' });
  await name.fill('Grace');
  await command('DEL user');
  await expect(user.getByText('This key is gone.')).toBeVisible();
  await name.press('Enter');
  await expect(user.getByText('Grace')).toBeVisible();
  await user.getByRole('textbox', { name: 'New field', exact: true }).fill('left');
  await command('DEL user');
  await expect(user.getByRole('textbox', { name: 'New field', exact: true })).toHaveValue('left');
  await user.getByRole('textbox', { name: 'New field', exact: true }).fill('');
  await expect(page.getByText('This key does not exist')).toBeVisible();
});

test('JSON that is saved without a change keeps its spaces', async ({ playground, page }) => {
  const detail = await inspect(playground, String.raw`SET doc "{\"a\": 1,  \"b\": [1, 2]}"`, 'doc');
  await detail.getByRole('button', { name: 'Edit', exact: true }).click();
  await expect(detail.getByRole('textbox', { name: 'Value' })).toHaveValue(/\n/);
  await detail.getByRole('button', { name: 'Save' }).click();
  await expect(detail.getByRole('textbox', { name: 'Value' })).toHaveCount(0);
  // The next command comes after all that saving could have sent.
  const field = page.getByRole('combobox', { name: 'Command for main' });
  await field.fill('GET doc');
  await field.press('Enter');
  const console = page.getByRole('region', { name: 'Console of main' });
  await expect(console).toContainText(String.raw`"{\"a\": 1,  \"b\": [1, 2]}"`);
});

test('Enter and Escape belong to the input method while it composes', async ({ playground, page }) => {
  const detail = await inspect(playground, 'HSET user name Ada', 'user');
  // False where the page took the key.
  const compose = (field: Locator, key: string) =>
    field.evaluate(
      (element, pressed) =>
        element.dispatchEvent(
          new KeyboardEvent('keydown', { key: pressed, isComposing: true, bubbles: true, cancelable: true }),
        ),
      key,
    );
  await detail.getByRole('button', { name: 'Edit field name' }).click();
  const value = detail.getByRole('textbox', { name: 'Value of name' });
  await value.fill('にほん');
  expect(await compose(value, 'Enter')).toBe(true);
  expect(await compose(value, 'Escape')).toBe(true);
  await expect(value).toHaveValue('にほん');
  await value.press('Enter');
  await expect(value).toHaveCount(0);
  await expect(detail).toContainText('にほん');
  await page.keyboard.press('ControlOrMeta+K');
  const search = page.getByRole('combobox', { name: 'Search commands, keys and scenarios' });
  await search.fill('shortcuts');
  expect(await compose(search, 'Enter')).toBe(true);
  await expect(search).toBeVisible();
});

test('the keyboard goes on where an edit or a deletion ended', async ({ playground, page }) => {
  const script = 'HSET user a 1 b 2 c 3\nSET note text\nSADD few only\nSET old 1';
  const user = await inspect(playground, script, 'user');
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const enter = () => page.keyboard.press('Enter');
  await button('Edit field a').press('Enter');
  await expect(user.getByRole('textbox', { name: 'Value of a' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(button('Edit field a')).toBeFocused();
  await enter();
  await user.getByRole('textbox', { name: 'Value of a' }).fill('new');
  await enter();
  await expect(user.getByRole('listitem').first()).toContainText('new');
  await expect(button('Edit field a')).toBeFocused();
  await button('Delete field b').press('Enter');
  await expect(button('Delete field c')).toBeFocused();
  await enter();
  await expect(button('Delete field a')).toBeFocused();

  await playground.key('note').click();
  await button('Edit').press('Enter');
  const value = page.getByRole('textbox', { name: 'Value', exact: true });
  await expect(value).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(button('Edit')).toBeFocused();
  await enter();
  await value.fill('other');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(value).toHaveCount(0);
  await expect(button('Edit')).toBeFocused();

  await playground.key('few').click();
  await button('Remove member only').press('Enter');
  const gone = page.locator('[tabindex="-1"]', { hasText: 'This key does not exist' });
  await expect(gone.last()).toBeFocused();

  await playground.key('old').click();
  await button('Rename key').press('Enter');
  const rename = page.getByRole('dialog', { name: 'Rename key' });
  await rename.getByRole('textbox', { name: 'New name' }).fill('fresh');
  await enter();
  await expect(page.getByRole('article', { name: 'Key fresh' })).toBeVisible();
  await expect(rename).toHaveCount(0);
  await expect(button('Rename key')).toBeFocused();
  await button('Delete key').press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).press('Enter');
  await expect(gone.last()).toBeFocused();
});
