import { readFileSync } from 'node:fs';
import { expect, test } from './fixtures.ts';
import { Durability } from './pages/durability.ts';
import { Playground } from './pages/playground.ts';

test('a reload finds keys, TTLs and the draft again', async ({ playground, page }) => {
  await playground.open();
  await playground.write('SET kept value\nSET brief x EX 2\nSET long x EX 500\nZADD z 1 a 2 b');
  await playground.runScript();
  await expect(playground.key('kept')).toBeVisible();
  await playground.saved();
  await page.waitForTimeout(2200);
  await page.reload();
  await playground.ready();
  await expect(playground.key('kept')).toBeVisible();
  await expect(playground.key(/^.*z/).first()).toBeVisible();
  await expect(playground.key('long')).toContainText(/m \d\ds|8m/);
  await expect(playground.key('brief')).toHaveCount(0);
  await expect(playground.line('SET kept value')).toBeVisible();
});

test('a closed tab loses nothing', async ({ playground, page, context }) => {
  await playground.open();
  await playground.write('SET kept value');
  await playground.runScript();
  await expect(playground.key('kept')).toBeVisible();
  await playground.saved();
  await page.close();
  const next = new Playground(await context.newPage());
  await next.open();
  await expect(next.key('kept')).toBeVisible();
});

test('what was typed and chosen at the last moment is there after a reload', async ({ playground, page }) => {
  await playground.open();
  const durability = new Durability(playground);
  await durability.show('Now');
  await playground.write('SET kept value');
  await durability.log('always');
  await playground.write('SET last 1');
  await page.reload();
  await playground.ready();
  await expect(playground.line('SET last 1')).toBeVisible();
  await durability.show('Now');
  await expect(page.getByRole('group', { name: 'Append-only log' }).getByLabel('always')).toBeChecked();
  expect(await page.evaluate(() => localStorage.getItem('keyglass:unsaved'))).toBeNull();
});

test('a page that is hidden puts on disk what the system would still hold', async ({ playground, page }) => {
  await playground.open();
  const durability = new Durability(playground);
  await durability.show('Now');
  await durability.log('no');
  await playground.write('SET held 1');
  await playground.runScript();
  await expect(playground.key('held')).toBeVisible();
  const figures = page.getByRole('region', { name: 'Figures' });
  await expect(figures).toContainText(/Log since\s*[1-9]/);
  await expect(figures).toContainText(/Last on disk\s*not yet/);
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, value: 'hidden' });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await expect(figures).toContainText(/Last on disk\s*(now|\ds ago)/);
});

test('a second tab says so, reads, and can take over', async ({ playground, context }) => {
  await playground.open();
  await playground.write('SET kept value');
  await playground.runScript();
  await playground.saved();
  const second = new Playground(await context.newPage());
  await second.open();
  await expect(second.page.getByText(/another tab/i).first()).toBeVisible();
  await expect(second.key('kept')).toBeVisible();
  await second.write('SET more 1');
  await second.runScript();
  await expect(second.line('SET more 1')).toContainText('READONLY');
  await second.page.getByRole('button', { name: 'Take over' }).first().click();
  await second.saved();
  await second.runScript();
  await expect(second.line('SET more 1')).toContainText('OK');
  await expect(playground.page.getByText(/another tab/i).first()).toBeVisible();
});

test('playgrounds: new, rename, delete with undo', async ({ playground, page }) => {
  await playground.open();
  await playground.write('SET first 1');
  await playground.runScript();
  await playground.saved();
  const menu = page.getByRole('button', { name: /^Playground:/ });
  await menu.click();
  await page.getByRole('menuitem', { name: 'New…' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Second');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Create/ })
    .click();
  await expect(menu).toHaveAccessibleName('Playground: Second');
  await expect(playground.key('first')).toHaveCount(0);
  await menu.click();
  await page.getByRole('menuitem', { name: 'Rename…' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Other');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Rename/ })
    .click();
  await expect(menu).toHaveAccessibleName('Playground: Other');
  await menu.click();
  await page.getByRole('menuitem', { name: 'Delete', exact: true }).click();
  await expect(menu).toHaveAccessibleName('Playground: My playground');
  await expect(playground.key('first')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await menu.click();
  await page.getByRole('menuitemradio', { name: /Other/ }).click();
  await expect(menu).toHaveAccessibleName('Playground: Other');
});

test('without storage everything works in memory, and the page says so', async ({ playground, page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, 'indexedDB', { value: undefined });
  });
  // The worker has its own global: its IndexedDB is refused as in a private window.
  await page.route(/\/assets\/entry-.*\.js/, async (route) => {
    const response = await route.fetch();
    const body = `Object.defineProperty(globalThis,'indexedDB',{get(){throw new DOMException('refused','SecurityError')}});${await response.text()}`;
    await route.fulfill({ response, body });
  });
  await playground.open();
  await expect(page.getByText('In memory only').first()).toBeVisible();
  await playground.write('SET a 1');
  await playground.runScript();
  await expect(playground.key('a')).toBeVisible();
});

test('the engine begins before the page, once, and a start that fails is made again', async ({ page }) => {
  const requests: string[] = [];
  page.on('request', (request) => requests.push(new URL(request.url()).pathname));
  const playground = new Playground(page);
  await playground.open();
  const at = (file: RegExp) => requests.findIndex((path) => file.test(path));
  expect(at(/engine-worker-/)).toBeGreaterThan(0);
  expect(at(/engine-worker-/)).toBeLessThan(at(/index-.*\.js/));
  expect(page.workers()).toHaveLength(1);

  let refused = 0;
  await page.route(/\/assets\/entry-.*\.js/, async (route) => {
    if (refused++ === 0) await route.abort();
    else await route.continue();
  });
  await page.reload();
  await playground.ready();
  expect(refused).toBe(2);
  await playground.write('SET k v');
  await playground.runScript();
  await expect(playground.key('k')).toBeVisible();
});

test('an engine that fails is started again, with the draft intact', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.write('SET kept value');
  await playground.runScript();
  await playground.saved();
  await playground.command('Crash the engine');
  await expect(page.getByText(/started again/).first()).toBeVisible();
  await expect(playground.key('kept')).toBeVisible();
  await expect(playground.line('SET kept value')).toBeVisible();
  await playground.runScript();
  await expect(playground.line('SET kept value')).toContainText('OK');
});

/** Lets a test fill the disk: the worker's writes then fail as those of a browser whose quota is used up. */
const QUOTA = `
  let full = false;
  new BroadcastChannel('test:full').onmessage = ({ data }) => { full = data; };
  for (const name of ['add', 'put']) {
    const method = IDBObjectStore.prototype[name];
    IDBObjectStore.prototype[name] = function (...args) {
      if (full) throw new DOMException('no room', 'QuotaExceededError');
      return method.apply(this, args);
    };
  }
`;

test('a full disk leaves the last good state, says so, and goes on when there is room', async ({
  playground,
  page,
}) => {
  await page.route(/\/assets\/entry-.*\.js/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${QUOTA};${await response.text()}` });
  });
  const fill = (full: boolean) =>
    page.evaluate((value) => new BroadcastChannel('test:full').postMessage(value), full);
  await playground.open();
  await playground.write('SET before 1');
  await playground.runScript();
  await expect(playground.key('before')).toBeVisible();
  await playground.saved();
  await fill(true);
  await playground.write('SET meanwhile 1');
  await playground.runScript();
  await expect(page.getByText('The storage of this browser is full').first()).toBeVisible();
  await expect(playground.key('meanwhile')).toBeVisible();
  await fill(false);
  await playground.saved();
  await fill(true);
  await playground.write('SET after 1');
  await playground.runScript();
  await expect(page.getByText('In memory only').first()).toBeVisible();
  await page.reload();
  await playground.ready();
  await expect(playground.key('before')).toBeVisible();
  await expect(playground.key('meanwhile')).toBeVisible();
  await expect(playground.key('after')).toHaveCount(0);
});

test('what the browser clears while a page is open is written again', async ({ playground, page }) => {
  await playground.open();
  await playground.write('SET kept value');
  await playground.runScript();
  await expect(playground.key('kept')).toBeVisible();
  await playground.saved();
  const session = await page.context().newCDPSession(page);
  const origin = new URL(page.url()).origin;
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' });
  await playground.write('SET more 1');
  await playground.runScript();
  await expect(playground.key('more')).toBeVisible();
  // The state may pass too quickly to be seen; what counts is that the store is there again.
  const stores = () =>
    page.evaluate(async () =>
      (await indexedDB.databases())
        .filter(({ name }) => name?.startsWith('keyglass/'))
        .map(({ name }) => name),
    );
  await expect.poll(stores).toHaveLength(1);
  await expect(playground.key('kept')).toBeVisible();
  await playground.saved();
  const next = new Playground(await page.context().newPage());
  await page.close();
  await next.open();
  await expect(next.key('kept')).toBeVisible();
  await expect(next.key('more')).toBeVisible();
});

test('a damaged record is told, set aside as a file, and what came before it stays', async ({
  playground,
  page,
}) => {
  await playground.open();
  await playground.write('SET first 1');
  await playground.runScript();
  await expect(playground.key('first')).toBeVisible();
  await playground.saved();
  await playground.write('SET second 2');
  await playground.runScript();
  await expect(playground.key('second')).toBeVisible();
  await playground.saved();
  const bytes = await page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const name = (await indexedDB.databases()).find((one) => one.name?.startsWith('keyglass/'))?.name ?? '';
    const db = await done(indexedDB.open(name));
    const log = db.transaction('log', 'readwrite').objectStore('log');
    const [key] = (await done(log.getAllKeys())).slice(-1);
    const record = await done(log.get(key ?? 0));
    record.bytes[record.bytes.length - 4] ^= 1;
    await done(log.put(record, key));
    db.close();
    return record.bytes.length as number;
  });
  await page.reload();
  await playground.ready();
  await expect(page.getByText('was set aside and can be downloaded').first()).toBeVisible();
  await expect(playground.key('first')).toBeVisible();
  await expect(playground.key('second')).toHaveCount(0);
  await playground.tab('Durability').click();
  await page.getByRole('radio', { name: 'Storage', exact: true }).check();
  const storage = page.getByRole('region', { name: 'Storage', exact: true });
  await expect(storage).toContainText('checksum of a record does not agree');
  const coming = page.waitForEvent('download');
  await storage.getByRole('button', { name: 'Download' }).click();
  const download = await coming;
  expect(download.suggestedFilename()).toMatch(/set-aside-\d+\.aof/);
  expect(readFileSync(await download.path())).toHaveLength(bytes);
});
