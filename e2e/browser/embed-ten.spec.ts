/** Ten embeds on one page: what they fetch, what they share, and that one of them spoils nothing for the others. */
import type { Page } from '@playwright/test';
import { authorPage, test as base, Embed, expect, servePages } from './pages/embed.ts';

const TEN = Array.from({ length: 10 }, (_, i) => i);
const ENGINE = /entry-[^/]*\.js/;
const FRAME = /embed\.html/;

/** A page of ten embeds, far apart, and what of the playground it has fetched. */
interface Ten {
  readonly embeds: readonly Embed[];
  one(i: number): Embed;
  fetched(what: RegExp): string[];
  runAll(): Promise<void>;
}

const test = base.extend<{ ten: (script: (i: number) => string, attributes?: string) => Promise<Ten> }>({
  ten: async ({ page, playground }, use) => {
    const pages: Record<string, string> = {};
    const site = await servePages(pages);
    await use(async (script, attributes = '') => {
      const all = TEN.map(
        (i) =>
          `<key-glass id="e${i}" ${attributes}>${script(i)}</key-glass><div style="height:1500px"></div>`,
      );
      pages['ten.html'] = authorPage(playground, all.join(''));
      const fetched: string[] = [];
      page.on('request', (request) => fetched.push(request.url()));
      await page.goto(`${site.url}ten.html`);
      const one = (i: number) => new Embed(page, `e${i}`);
      const embeds = TEN.map(one);
      await expect(one(9).start).toBeAttached();
      return {
        embeds,
        one,
        fetched: (what) => fetched.filter((url) => what.test(url)),
        runAll: () => runAll(page),
      };
    });
    await site.close();
  },
});

const runAll = (page: Page) =>
  page.evaluate(async () => {
    const all = [...document.querySelectorAll('key-glass')];
    await Promise.all(all.map((element) => Reflect.get(element, 'run').call(element)));
  });

test('ten embeds run in one worker, each on its own keys', async ({ page, ten }) => {
  const { embeds, runAll } = await ten((i) => `SET n ${i}\nGET n\nDBSIZE`);
  await runAll();
  for (const [i, embed] of embeds.entries()) {
    await expect(embed.replies).toContainText(`"${i}"`);
    await expect(embed.replies).toContainText('(integer) 1');
  }
  expect(page.workers()).toHaveLength(1);
});

test('scrolling past embeds fetches nothing; using one fetches one frame', async ({ ten }) => {
  const { embeds, one, fetched } = await ten((i) => `SET n ${i}`);
  for (const embed of embeds) await embed.element.scrollIntoViewIfNeeded();
  await expect(one(9).start).toBeInViewport();
  expect([fetched(FRAME), fetched(ENGINE)]).toEqual([[], []]);
  await one(4).start.press('Enter');
  await expect(one(4).replies).toContainText('OK');
  expect([fetched(FRAME).length, fetched(ENGINE).length]).toEqual([1, 1]);
});

test('what runs on load waits for the reader to come near', async ({ ten }) => {
  const { one, fetched } = await ten((i) => `ECHO here-${i}`, 'run-on-load');
  await expect(one(0).replies).toContainText('here-0');
  expect(fetched(FRAME)).toHaveLength(1);
  await one(6).element.scrollIntoViewIfNeeded();
  await expect(one(6).replies).toContainText('here-6');
  expect(fetched(FRAME)).toHaveLength(2);
  expect(fetched(/view-[^/]*\.js/)).toEqual([]);
});

test('a script without end in one of ten holds up none of the others', async ({ page, ten }) => {
  const { embeds, one, runAll } = await ten((i) => (i === 3 ? 'SET mine 1' : 'INCR n'));
  await runAll();
  expect(page.workers()).toHaveLength(1);
  // The reader writes it into an embed that shares its worker with the nine others.
  const wild = one(3);
  const told = wild.element.evaluate(
    (element) =>
      new Promise((resolve) =>
        element.addEventListener('error', (event) => resolve(Reflect.get(event, 'detail').message)),
      ),
  );
  await wild.call('setScript', 'CONFIG SET busy-reply-threshold 0\nEVAL "while true do end" 0');
  const ended = wild.call('run');
  await expect(wild.replies).toContainText('EVAL');
  for (const [i, embed] of embeds.entries()) {
    if (i !== 3) expect(await embed.call('run')).toMatchObject({ replies: [{ reply: '(integer) 2' }] });
  }
  expect(await ended).toMatchObject({ stopped: true });
  expect(await told).toContain('a command ran for more than 10 seconds');
  await expect(wild.frame.getByRole('alert')).toContainText('It was started again and is empty');
  expect(await wild.call('runLine', { command: 'PING' })).toMatchObject({ replies: [{ reply: 'PONG' }] });
});

test('when the worker of ten breaks, all ten are told and work again', async ({ page, ten }) => {
  const { embeds, runAll } = await ten(() => 'INCR n');
  await runAll();
  await page.workers()[0]?.evaluate(() => {
    setTimeout(() => {
      throw new Error('a crash for the test');
    });
  });
  for (const embed of embeds) await expect(embed.frame.getByRole('alert')).toContainText('started again');
  for (const embed of embeds)
    expect(await embed.call('run')).toMatchObject({ replies: [{ reply: '(integer) 1' }] });
});

test('when the embed whose worker the others use leaves the page, they go on', async ({ page, ten }) => {
  const { embeds, one, runAll } = await ten(() => 'INCR n');
  await runAll();
  const owner = page.workers()[0];
  // Which of the ten it is depends on who was quickest.
  for (const embed of embeds) {
    if (page.workers()[0] !== owner || page.workers().length !== 1) break;
    await embed.element.evaluate((element) => element.remove());
    await expect(embed.element).toHaveCount(0);
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
  }
  const last = one(9);
  await expect
    .poll(() => last.call('run').catch(() => undefined))
    .toMatchObject({ replies: [{ reply: expect.stringMatching(/integer/) }] });
});
