/** Pages that the browser keeps for the way back: their embeds go on where they were. */
import { authorPage, Embed, expect, servePages, test } from './pages/embed.ts';

// The test runner switches this off where it is not asked to leave it on.
test.use({
  launchOptions: async ({ launchOptions }, use) =>
    use({ ...launchOptions, ignoreDefaultArgs: ['--disable-back-forward-cache'] }),
});

test('a reader who comes back finds every engine as it was', async ({ page, playground }) => {
  const site = await servePages({
    'p.html': authorPage(
      playground,
      `<key-glass id="a">INCR n</key-glass><key-glass id="b">INCR n</key-glass>
       <key-glass id="c" depends-on="a">INCR n</key-glass>`,
    ),
    'next.html': '<!doctype html><title>Next</title>',
  });
  await page.goto(`${site.url}p.html`);
  const [a, b, c] = [new Embed(page, 'a'), new Embed(page, 'b'), new Embed(page, 'c')];
  for (const embed of [a, b, c]) await embed.call('run');
  await page.evaluate(() => Reflect.set(window, 'kept', true));
  await page.goto(`${site.url}next.html`);
  await page.evaluate(() => history.back());
  await expect(page).toHaveTitle('A course');
  // Without this the page was loaded anew, and nothing below would say anything.
  expect(await page.evaluate(() => Reflect.get(window, 'kept'))).toBe(true);
  expect(await a.call('run')).toMatchObject({ replies: [{ reply: '(integer) 3' }] });
  expect(await b.call('run')).toMatchObject({ replies: [{ reply: '(integer) 2' }] });
  expect(await c.call('run')).toMatchObject({ replies: [{ reply: '(integer) 4' }] });
  await site.close();
});
