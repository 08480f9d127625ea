/** Pages of another site than the playground's. Browsers keep the storage of a frame apart for each site around it. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { authorPage, test as base, Embed, expect, servePages } from './pages/embed.ts';
import { Playground } from './pages/playground.ts';
import { serveSite } from './site.ts';

const test = base.extend({});
test.use({ serviceWorkers: 'allow' });

/** Opens a browser whose person lets frames of other sites store something, apart for each site, or refuses it. */
const withStorage = base.extend<{ allowed: boolean; reader: Page }>({
  allowed: [true, { option: true }],
  reader: async ({ allowed, launchOptions }, use, info) => {
    const folder = info.outputPath('profile');
    await mkdir(join(folder, 'Default'), { recursive: true });
    const profile = { cookie_controls_mode: allowed ? 0 : 1, block_third_party_cookies: !allowed };
    await writeFile(join(folder, 'Default', 'Preferences'), JSON.stringify({ profile }));
    // The test runner switches off that storage is kept apart, without which other sites get none where they are blocked.
    // Of two such lists the browser takes the last.
    const args = [...(launchOptions.args ?? []), ...(allowed ? ['--disable-features=Translate'] : [])];
    const context = await chromium.launchPersistentContext(folder, { ...launchOptions, args });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    await use(page);
    expect(complaints).toEqual([]);
    await context.close();
  },
});
const NAMED = '<key-glass id="e" playground="notes" panels="replies keyspace">INCR visits</key-glass>';

withStorage('a named playground is kept for each site by itself', async ({ reader, playground }) => {
  const pages = { 'p.html': authorPage(playground, NAMED) };
  const [near, far] = [await servePages(pages), await servePages(pages, '127.0.0.1')];
  const embed = new Embed(reader, 'e');
  const visit = async (url: string) => {
    await reader.goto(`${url}p.html`);
    const answer = await embed.call('run');
    // What is said to be kept is in the browser's storage by then.
    expect(await embed.call('getState')).toMatchObject({ kept: true, keys: 1 });
    return answer;
  };
  expect(await visit(far.url)).toMatchObject({ replies: [{ reply: '(integer) 1' }] });
  expect(await visit(far.url)).toMatchObject({ replies: [{ reply: '(integer) 2' }] });
  expect(await visit(near.url)).toMatchObject({ replies: [{ reply: '(integer) 1' }] });
  await near.close();
  await far.close();
});

withStorage.describe('where the browser refuses storage to other sites', () => {
  withStorage.use({ allowed: false });
  withStorage('a named playground works and says that it keeps nothing', async ({ reader, playground }) => {
    const site = await servePages({ 'p.html': authorPage(playground, NAMED) }, '127.0.0.1');
    const embed = new Embed(reader, 'e');
    for (const _visit of [1, 2]) {
      await reader.goto(`${site.url}p.html`);
      await embed.start.click();
      await expect(embed.replies).toContainText('(integer) 1');
      await expect(embed.frame.getByRole('treeitem', { name: /visits/ }).first()).toBeVisible();
      expect(await embed.call('getState')).toMatchObject({ kept: false, keys: 1 });
    }
    const frame = reader.frames().find((each) => each.url().includes('embed.html'));
    // The refusal is the browser's own; without it the lines above would say nothing.
    await expect(frame?.evaluate(() => localStorage.length)).rejects.toThrow(/denied/);
    await site.close();
  });
});

test('embeds on other sites work beside an installed playground, whose newer build waits', async ({
  page,
}) => {
  const host = await serveSite();
  const home = new Playground(page);
  await home.open(host.url);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    while (!navigator.serviceWorker.controller) await new Promise((resolve) => setTimeout(resolve, 50));
  });
  host.renew();
  await page.evaluate(() => navigator.serviceWorker.getRegistration().then((found) => found?.update()));
  await expect(page.getByRole('status').filter({ hasText: 'A newer Keyglass is ready' })).toBeVisible();
  const body = `<key-glass id="e" scenario="counter"></key-glass>
    <iframe id="f" sandbox="allow-scripts" width="600" height="400" src="${host.url}?embed=1&scenario=counter"></iframe>`;
  for (const name of ['localhost', '127.0.0.1'] as const) {
    const site = await servePages({ 'p.html': authorPage(host.url, body) }, name);
    const reader = await page.context().newPage();
    await reader.goto(`${site.url}p.html`);
    expect(await new Embed(reader, 'e').call('run')).toMatchObject({ errors: 0, commands: 11 });
    const frame = reader.frameLocator('#f');
    await frame.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(frame.getByRole('status').first()).toHaveText('11 commands');
    await reader.close();
    await site.close();
  }
  // The page that was told of the newer build is still the one that it was.
  await expect(home.editor).toBeAttached();
  expect(home.complaints).toEqual([]);
  await host.close();
});
