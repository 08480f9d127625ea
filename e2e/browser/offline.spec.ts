import { expect, test } from './fixtures.ts';
import { Embed } from './pages/embed.ts';
import { Playground } from './pages/playground.ts';
import { type Site, serveSite } from './site.ts';

test.use({ serviceWorkers: 'allow' });

let site: Site;
test.beforeEach(async () => {
  site = await serveSite();
});
test.afterEach(() => site.close());

/** Waits until the whole build is kept and the page is served from it. */
const kept = (playground: Playground) =>
  playground.page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    while (!navigator.serviceWorker.controller) await new Promise((resolve) => setTimeout(resolve, 50));
  });

test('after one visit everything works without a server, from any path', async ({ playground, page }) => {
  await playground.open(site.url);
  await playground.write('SET kept yes');
  await playground.runScript();
  await expect(playground.key('kept')).toBeVisible();
  await playground.saved();
  await kept(playground);
  await site.close();

  await page.reload();
  await playground.ready();
  await expect(playground.key('kept')).toBeVisible();
  await expect(playground.line('SET kept yes')).toBeVisible();
  // The engine of scripts, which this page has not used before.
  await playground.write('EVAL "return {KEYS[1], 6 * 7}" 1 answer');
  await playground.runScript();
  await expect(playground.line('EVAL')).toContainText('["answer", (integer) 42]');
  await page.getByRole('button', { name: 'Share' }).click();
  await expect(page.getByRole('dialog', { name: 'Share' })).toBeVisible();

  const other = new Playground(await page.context().newPage());
  await other.open(`${site.url}?scenario=leaderboard`);
  await page.close();
  await other.page
    .getByRole('button', { name: /Replace the script|Open in a new playground/ })
    .first()
    .click();
  await expect(other.line('ZADD game:scores')).toBeVisible();
  await other.page.goto(`${site.url}scenarios/`);
  await expect(other.page.getByRole('heading', { name: 'Leaderboard' })).toBeVisible();
  await other.page.goto(`${site.url}scenarios/leaderboard.html`);
  await expect(other.page.getByRole('link', { name: 'Open in the playground' })).toBeVisible();
  await other.page.goto(`${site.url}course.html`);
  const board = new Embed(other.page, 'board');
  await expect(board.element).toContainText('ZADD game:scores');
  await board.start.press('Enter');
  await expect(board.frame.getByText('margaret').first()).toBeVisible();
  expect(other.complaints).toEqual([]);
});

test('an update is told, waits for the click, and keeps the draft', async ({ playground, page }) => {
  await playground.open(site.url);
  await kept(playground);
  await playground.write('SET draft mine');
  const second = new Playground(await page.context().newPage());
  await second.open(site.url);

  site.renew();
  const notice = page.getByRole('status').filter({ hasText: 'A newer Keyglass is ready' });
  await expect(notice).toHaveCount(0);
  await page.evaluate(() => navigator.serviceWorker.getRegistration().then((found) => found?.update()));
  await expect(notice).toBeVisible();
  await page.evaluate(() => {
    document.title = 'the same page';
  });
  await page.waitForTimeout(500);
  expect(await page.title()).toBe('the same page');
  await playground.write('SET draft newest');
  await notice.getByRole('button', { name: 'Reload' }).click();
  await expect.poll(() => page.title()).toBe('Keyglass');
  await playground.ready();
  await expect(playground.line('SET draft newest')).toBeVisible();
  await expect(notice).toHaveCount(0);

  const told = second.page.getByRole('status').filter({ hasText: 'started in another tab' });
  await expect(told).toBeVisible();
  expect(second.complaints).toEqual([]);
});

test('what is kept nowhere goes over to the newer build with the address', async ({ playground, page }) => {
  await playground.open(site.url);
  await kept(playground);
  await playground.write('SET mine 1');
  await playground.saved();
  // A second tab of the same playground only reads: what is done there is kept nowhere.
  const second = new Playground(await page.context().newPage());
  await second.open(site.url);
  await second.write('SET only here');
  site.renew();
  await second.page.evaluate(() =>
    navigator.serviceWorker.getRegistration().then((found) => found?.update()),
  );
  const notice = second.page.getByRole('status').filter({ hasText: 'A newer Keyglass is ready' });
  await notice.getByRole('button', { name: 'Reload' }).click();
  await expect(second.page.getByRole('dialog', { name: 'Open this scenario?' })).toContainText(
    'SET only here',
  );
  expect(second.complaints).toEqual([]);
});

test('it can be installed: manifest, icons, start within scope', async ({ playground, page }) => {
  await playground.open(site.url);
  const address = await page.locator('link[rel=manifest]').evaluate((link: HTMLLinkElement) => link.href);
  const manifest = await (await page.request.get(address)).json();
  expect(manifest).toMatchObject({ name: 'Keyglass', display: 'standalone', start_url: './', scope: './' });
  for (const { src, sizes, type } of manifest.icons) {
    const icon = await page.request.get(new URL(src, address).href);
    expect(icon.headers()['content-type']).toBe(type);
    if (type !== 'image/png') continue;
    // Width and height stand in a PNG's first chunk.
    const bytes = await icon.body();
    expect(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`).toBe(sizes);
  }
  const client = await page.context().newCDPSession(page);
  const { errors } = await client.send('Page.getAppManifest');
  expect(errors).toEqual([]);
});

test('a page inside a frame registers no worker', async ({ page }) => {
  const iframe = `<!doctype html><iframe src="${site.url}" width="1000" height="700"></iframe>`;
  const host = await serveSite('/course/', { 'host.html': iframe });
  await page.goto(`${host.url}host.html`);
  const frame = page.frameLocator('iframe');
  await expect(frame.getByRole('button', { name: 'Run script' })).toBeEnabled();
  await page.waitForTimeout(1800);
  expect(site.requests.filter((path) => path.endsWith('/sw.js'))).toEqual([]);
  await host.close();
});
