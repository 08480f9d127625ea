/** The course page on an origin of its own, as a reader meets it. */
import { decodeLink } from '../../src/share/link.ts';
import { authorPage, test as base, Embed, expect, pageFrom, servePages } from './pages/embed.ts';
import type { Site } from './site.ts';

const test = base.extend<{ course: { url: string; fetched: string[] }; site: Site }>({
  site: async ({ playground }, use) => {
    const site = await servePages({ 'course.html': await pageFrom('course.html', playground) });
    await use(site);
    await site.close();
  },
  course: async ({ page, site }, use) => {
    const fetched: string[] = [];
    page.on('request', (request) => fetched.push(request.url()));
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    await use({ url: `${site.url}course.html`, fetched });
    expect(complaints).toEqual([]);
  },
});

const ENGINE = /entry-[^/]*\.js/;
const MONACO = /\/view-[^/]*\.js/;

test('at rest an embed is its script and a button; the first run brings the frame and the engine, no more', async ({
  page,
  course,
}) => {
  await page.route(/embed=1&scenario=counter/, (route) => route.abort());
  await page.goto(course.url);
  const first = new Embed(page, 'first');
  await expect(first.element.getByRole('group', { name: 'Script' })).toContainText('SET greeting "hello"');
  await expect(new Embed(page, 'board').element).toContainText('ZADD game:scores');
  expect(course.fetched.filter((url) => ENGINE.test(url) || MONACO.test(url))).toEqual([]);
  expect(course.fetched.filter((url) => url.includes('embed.html'))).toEqual([]);

  await first.start.click();
  await expect(first.replies).toContainText('✓ (nil)');
  await expect(first.replies.getByRole('listitem')).toHaveCount(5);
  await expect(first.frame.getByRole('status')).toHaveText('5 commands');
  expect(course.fetched.filter((url) => MONACO.test(url))).toEqual([]);
  expect(course.fetched.some((url) => ENGINE.test(url))).toBe(true);
});

test('the full editor comes while the reader types, and loses neither a letter nor the keyboard', async ({
  page,
  course,
}) => {
  await page.goto(course.url);
  const first = new Embed(page, 'first');
  await first.start.click();
  await first.editor.click();
  await page.keyboard.press('ControlOrMeta+End');
  const word = 'abcdefghijklmnopqrstuvwxyz'.repeat(4);
  await page.keyboard.type(`\nECHO ${word}`, { delay: 10 });
  await expect(first.frame.locator('.monaco-editor').first()).toBeVisible();
  await expect(first.frame.locator('.kg-field')).toHaveCount(0);
  await page.keyboard.type('-end');
  await expect.poll(() => first.call('getScript')).toContain(`\nECHO ${word}-end`);
  await first.frame.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(first.replies).toContainText(`"${word}-end"`);
});

test('an embed that depends on another runs after it, on its data', async ({ page, course }) => {
  await page.goto(course.url);
  const shop = new Embed(page, 'shop');
  const order = new Embed(page, 'order');
  await order.start.click();
  await expect(shop.replies.getByRole('listitem')).toHaveCount(3);
  await expect(order.replies).toContainText('✓ (integer) 2');
  await expect(order.replies).toContainText('1) "article:1"');
  await shop.frame.getByRole('button', { name: 'Reset' }).click();
  await expect.poll(async () => (await order.call('getState')) as object).toMatchObject({ keys: 0 });
});

test('the page’s own buttons speak to an embed and read its answers', async ({ page, course }) => {
  await page.goto(course.url);
  await page.getByRole('button', { name: 'Vote for coffee' }).click();
  await page.getByRole('button', { name: 'Vote for coffee' }).click();
  await page.getByRole('button', { name: 'Who leads?' }).click();
  await expect(page.locator('#leader')).toHaveText('1) "coffee"');
});

test('a plain iframe follows its content both ways, up to a maximum', async ({ page, course }) => {
  await page.goto(course.url);
  const iframe = page.locator('#visits');
  const frame = page.frameLocator('#visits');
  const height = () => iframe.evaluate((element) => element.getBoundingClientRect().height);
  await expect.poll(height).toBeGreaterThan(500);
  const before = await height();
  await frame.getByRole('button', { name: 'Run', exact: true }).click();
  await expect.poll(height).toBe(720);
  const hidden = () =>
    frame.locator('.kg-content').evaluate((content) => content.scrollHeight - content.clientHeight);
  expect(await hidden()).toBeGreaterThan(0);
  await frame.getByRole('button', { name: 'Reset' }).click();
  await expect.poll(height).toBe(before);
});

test('an embed grows and shrinks, and its neighbours stay where the reader has them', async ({
  page,
  course,
}) => {
  await page.goto(course.url);
  const first = new Embed(page, 'first');
  await first.start.click();
  await expect(first.replies.getByRole('listitem')).toHaveCount(5);
  const full = await first.height();
  await first.call('reset');
  await expect.poll(() => first.height()).toBeLessThan(full - 100);
  const votes = page.getByRole('heading', { name: 'Votes' });
  await votes.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  const place = async () => (await votes.boundingBox())?.y ?? 0;
  const before = await place();
  await first.call('run');
  await expect.poll(() => first.height()).toBe(full);
  expect(Math.abs((await place()) - before)).toBeLessThan(2);
  // A height that fed on itself would go on changing.
  await page.waitForTimeout(500);
  expect(await first.height()).toBe(full);
});

test('what the reader typed goes along to Keyglass', async ({ page, course, context }) => {
  await page.goto(course.url);
  const first = new Embed(page, 'first');
  await first.start.click();
  await first.editor.click();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type('\nSET mine 1');
  const link = first.frame.getByRole('link', { name: 'Open in Keyglass' });
  await link.hover();
  const carried = async () => {
    const address = await link.getAttribute('href');
    return address?.includes('#v1.') ? (await decodeLink(new URL(address).hash)).script : '';
  };
  await expect.poll(carried).toMatch(/^SET greeting/);
  await expect.poll(carried).toMatch(/\nSET mine 1$/);
  const opening = context.waitForEvent('page');
  await link.click();
  const tab = await opening;
  await expect(tab.getByText('SET mine 1').first()).toBeVisible();

  // A click that comes without a pointer coming near first, and before there is a link, gets there too.
  await first.call('setScript', 'SET newest 1');
  const second = context.waitForEvent('page');
  await link.evaluate((element: HTMLElement) => element.click());
  await expect((await second).getByText('SET newest 1').first()).toBeVisible();
});

test('without scripts the commands are there as text', async ({ browser, site }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${site.url}course.html`);
  await expect(page.getByText('HINCRBY article:1 stock -1')).toBeVisible();
  await context.close();
});

test('nothing runs by itself but where the author said so, and then near the viewport', async ({
  page,
  playground,
}) => {
  const site = await servePages({
    'p.html': authorPage(
      playground,
      `<key-glass id="still">PING still</key-glass><div style="height:4000px"></div>
       <key-glass id="late" run-on-load>PING late</key-glass>`,
    ),
  });
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(request.url()));
  await page.goto(`${site.url}p.html`);
  const late = new Embed(page, 'late');
  await expect(late.start).toBeAttached();
  await page.waitForTimeout(500);
  expect(fetched.filter((url) => url.includes('embed.html') || ENGINE.test(url))).toEqual([]);
  await late.element.scrollIntoViewIfNeeded();
  await expect(late.replies).toContainText('"late"');
  await expect(new Embed(page, 'still').start).toBeAttached();
  await site.close();
});
