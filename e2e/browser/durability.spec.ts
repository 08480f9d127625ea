import { seriousViolations } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { Durability } from './pages/durability.ts';

/** Thirty writes, one each 0.1 s. */
const WRITES = Array.from({ length: 30 }, (_, i) => `SET key${i} ${i}`).join('\n');

test('choosing a mode runs CONFIG SET, and the playground opens in it again', async ({
  playground,
  page,
}) => {
  const durability = new Durability(playground);
  await playground.open();
  await durability.show('Now');
  await durability.log('always');
  await durability.snapshots('Off');
  await expect(page.getByText('nothing that was acknowledged is lost')).toBeVisible();
  await playground.write('CONFIG GET append*\nCONFIG GET save\nSET kept 1');
  await playground.runScript();
  await expect(playground.line('CONFIG GET append')).toContainText('always');
  await playground.tab('Console').click();
  await expect(page.getByText('CONFIG SET appendfsync always').first()).toBeVisible();
  await expect(page.getByText('CONFIG SET save ""').first()).toBeVisible();
  await playground.saved();
  await page.reload();
  await playground.ready();
  await durability.show('Now');
  await expect(page.getByRole('group', { name: 'Append-only log' }).getByLabel('always')).toBeChecked();
  await expect(page.getByRole('group', { name: 'Snapshots' }).getByLabel('Off')).toBeChecked();
  await expect(playground.key('kept')).toBeVisible();
});

test('figures and the last minute follow what happens', async ({ playground, page }) => {
  const durability = new Durability(playground);
  await playground.open();
  await durability.show('Now');
  await playground.write('SET a 1\nSET b 2\nSET c 3');
  await playground.runScript();
  const figures = page.getByRole('region', { name: 'Figures' });
  await expect(figures).toContainText(/Changes since the snapshot\s*3/);
  await expect(figures).toContainText(/Last on disk\s*(now|\ds ago)/);
  await page.getByRole('button', { name: 'Snapshot now' }).click();
  await expect(figures).toContainText(/Changes since the snapshot\s*0/);
  await expect(figures).toContainText(/Last snapshot\s*(now|\ds ago)/);
  const minute = page.getByRole('region', { name: 'The last minute' });
  await expect(minute).toContainText(/Writes 3/);
  await expect(minute).toContainText(/Snapshots 1/);
});

test('the crash lab: what a pulled plug takes in each mode, twice the same', async ({ playground, page }) => {
  const durability = new Durability(playground);
  await playground.open();
  await playground.write(WRITES);
  await durability.show('Crash lab');
  await durability.play('Pull the plug', 2950);
  await expect.poll(() => durability.outcome('AOF always')).toEqual(['29', '29', '0', expect.any(String)]);
  // The last sync began at 2.0 s, and so did the last snapshot.
  expect(await durability.outcome('AOF everysec')).toEqual([
    '29',
    '19',
    '10',
    expect.stringContaining('19 keys'),
  ]);
  expect(await durability.outcome('RDB')).toEqual(['29', '19', '10', expect.stringContaining('snapshot')]);
  expect(await durability.outcome('None')).toEqual(['29', '0', '29', expect.stringContaining('0 keys')]);
  await page.getByRole('button', { name: 'SET key25 25' }).click();
  await expect(page.getByText('the next sync was due at 3.00 s').first()).toBeVisible();
  await page.getByRole('button', { name: 'SET key25 25' }).click();
  const first = await durability.everything();

  await durability.play('Crash the process', 2905);
  await expect
    .poll(() => durability.outcome('AOF everysec'))
    .toEqual(['28', '28', '0', expect.stringContaining('of a torn command cut off')]);
  await durability.play('Pull the plug', 2950);
  await expect.poll(() => durability.everything()).toBe(first);
  // The lab has an engine of its own.
  await expect(playground.key('key1')).toHaveCount(0);
});

test('the engine is crashed in the act: with always nothing acknowledged is lost', async ({
  playground,
  page,
}) => {
  const durability = new Durability(playground);
  await playground.open();
  await durability.show('Now');
  await durability.log('always');
  await playground.write('SET kept value\nHSET user name Ada');
  await playground.runScript();
  await expect(playground.key('kept')).toBeVisible();
  await durability.show('Crash lab');
  await page.getByRole('button', { name: 'Crash the engine now' }).click();
  const result = page.getByRole('table', { name: 'What came back' });
  await expect(result).toContainText('AOF always');
  const cells = await result
    .getByRole('row', { name: /Increments/ })
    .getByRole('cell')
    .allTextContents();
  expect(Number(cells[0]?.replaceAll(',', ''))).toBeGreaterThan(0);
  expect(cells[2]).toBe('0');
  await expect(result.getByRole('row', { name: /Keys from before/ })).toContainText('220');
  await expect(playground.key('kept')).toBeVisible();
  await expect(playground.key(/crash-lab/)).toHaveCount(0);
});

test('without any mode a crash takes everything', async ({ playground, page }) => {
  const durability = new Durability(playground);
  await playground.open();
  await durability.show('Now');
  await durability.log('Off');
  await durability.snapshots('Off');
  await playground.write('SET mine value');
  await playground.runScript();
  await expect(playground.key('mine')).toBeVisible();
  await durability.show('Crash lab');
  await page.getByRole('button', { name: 'Crash the engine now' }).click();
  await expect(page.getByRole('table', { name: 'What came back' })).toContainText('1 key gone: mine');
  await expect(playground.key('mine')).toHaveCount(0);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`no serious axe violations in durability and files, ${colorScheme}`, async ({ playground, page }) => {
    const durability = new Durability(playground);
    await page.emulateMedia({ colorScheme });
    await playground.open();
    await playground.write(WRITES);
    const look = () => seriousViolations(page);
    await durability.show('Now');
    expect(await look()).toEqual([]);
    await durability.show('Crash lab');
    await durability.play('Pull the plug', 1500);
    expect(await look()).toEqual([]);
    await durability.show('Storage');
    expect(await look()).toEqual([]);
    await page.getByRole('button', { name: /^Playground:/ }).click();
    await page.getByRole('menuitem', { name: 'Download…' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await look()).toEqual([]);
    await page.getByRole('dialog').getByLabel('Move to a real server').check();
    expect(await look()).toEqual([]);
  });
}
