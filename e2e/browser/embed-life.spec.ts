/** What pages do to elements that are in use: change them, move them, take them away. The reader's text outlives all that. */

import { deflateRawSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { decodeLink } from '../../src/share/link.ts';
import { authorPage, Embed, expect, servePages, test } from './pages/embed.ts';
import type { Site } from './site.ts';

let site: Site;
const pages: Record<string, string> = {};
test.beforeAll(async () => {
  site = await servePages(pages);
});
test.afterAll(() => site.close());

async function open(page: Page, playground: string, name: string, body: string): Promise<void> {
  pages[`${name}.html`] = authorPage(playground, body);
  await page.goto(`${site.url}${name}.html`);
  await page.waitForFunction(() => customElements.get('key-glass') !== undefined);
}

const READERS = 'SET a 1\nGET a\nSET mine 1';
/** Uses an embed and types a line into it. */
async function typeInto(page: Page, embed: Embed): Promise<void> {
  await embed.call('run');
  await embed.editor.focus();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type('\nSET mine 1');
  await expect.poll(() => embed.call('getScript')).toBe(READERS);
}

test('an attribute set to what it was changes nothing, and another value keeps the reader’s text', async ({
  page,
  playground,
}) => {
  await open(page, playground, 'attributes', '<key-glass id="e" panels="replies">SET a 1\nGET a</key-glass>');
  const embed = new Embed(page, 'e');
  await typeInto(page, embed);
  const set = (name: string, value: string) =>
    embed.element.evaluate((element, [name, value]) => element.setAttribute(name, value), [
      name,
      value,
    ] as const);
  await set('panels', 'replies');
  await set('title', 'Exercise 2');
  await expect(embed.element.locator('iframe')).toHaveAttribute('title', 'Keyglass playground: Exercise 2');
  expect(await embed.call('getState')).toMatchObject({ started: true, keys: 1 });

  await set('font-size', '20');
  await expect(embed.start).toBeEnabled();
  await expect(embed.element.getByRole('group')).toContainText('SET mine 1');
  expect(await embed.call('getScript')).toBe(READERS);
  expect(await embed.call('run')).toMatchObject({ commands: 3 });
  expect(
    await embed.frame
      .locator('.kg-script')
      .first()
      .evaluate((e) => getComputedStyle(e).fontSize),
  ).toBe('20px');
  // The author's script is still the one that Reset brings back, and nothing is said of a run that is no more.
  await expect(embed.frame.getByRole('status').first()).toHaveText('3 commands');
  await embed.call('reset');
  expect(await embed.call('getScript')).toBe('SET a 1\nGET a');
  await expect(embed.frame.getByRole('status').first()).toHaveText('Exercise 2');
  await set('title', 'Exercise 3');
  await expect(embed.frame.getByRole('status').first()).toHaveText('Exercise 3');

  await set('run-on-load', '');
  await expect(embed.replies).toContainText('"1"');
});

test('an element that is moved on the page, or taken off and put back, goes on', async ({
  page,
  playground,
}) => {
  await open(
    page,
    playground,
    'moved',
    '<div id="a"><key-glass id="e">SET a 1\nGET a</key-glass></div><div id="b"></div>',
  );
  const embed = new Embed(page, 'e');
  await typeInto(page, embed);
  await embed.element.evaluate((element) => document.getElementById('b')?.append(element));
  expect(await embed.call('getScript')).toBe(READERS);
  expect(await embed.call('run')).toMatchObject({ commands: 3, errors: 0 });
  await embed.element.evaluate(async (element) => {
    element.remove();
    await new Promise((resolve) => setTimeout(resolve, 50));
    document.getElementById('a')?.append(element);
  });
  expect(await embed.call('run')).toMatchObject({ commands: 3, errors: 0 });
  // A page may use an element before it puts it anywhere.
  const early = await page.evaluate(() => {
    const made = document.createElement('key-glass');
    made.textContent = 'ECHO early';
    const running = Reflect.get(made, 'run').call(made);
    document.body.append(made);
    return running;
  });
  expect(early).toMatchObject({ replies: [{ reply: '"early"' }] });
});

test('another text in an element in use is its script from then on', async ({ page, playground }) => {
  await open(page, playground, 'rewritten', '<key-glass id="e">SET a 1\nGET a</key-glass>');
  const embed = new Embed(page, 'e');
  await typeInto(page, embed);
  await embed.element.evaluate((element) => {
    element.textContent = 'GET a';
  });
  await expect.poll(() => embed.call('getScript')).toBe('GET a');
  // The keys are those from before.
  expect(await embed.call('run')).toMatchObject({ replies: [{ reply: '"1"' }] });
  await embed.call('setScript', 'PING');
  await embed.call('reset');
  expect(await embed.call('getScript')).toBe('GET a');
});

const CHAIN = `<key-glass id="m">SET n 1</key-glass><key-glass id="d" depends-on="m">INCR n</key-glass>
  <key-glass id="e" depends-on="d">GET n</key-glass>`;

test('after a reset, what an embed depends on runs before it again', async ({ page, playground }) => {
  await open(page, playground, 'again', CHAIN);
  const [m, d, e] = ['m', 'd', 'e'].map((id) => new Embed(page, id)) as [Embed, Embed, Embed];
  expect(await e.call('run')).toMatchObject({ replies: [{ reply: '"2"' }] });
  await d.frame.getByRole('button', { name: 'Reset' }).click();
  await expect.poll(() => e.call('getState')).toMatchObject({ keys: 0 });
  await e.frame.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(e.replies).toContainText('"2"');
  // The reader's own run of the first counts: it is not run once more.
  await d.call('reset');
  await m.call('setScript', 'INCR n');
  await m.frame.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(m.replies).toContainText('(integer) 1');
  await d.frame.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(d.replies).toContainText('(integer) 2');
});

test('an embed outlives the one whose engine it used', async ({ page, playground }) => {
  await open(page, playground, 'leader', CHAIN);
  const [m, d, e] = ['m', 'd', 'e'].map((id) => new Embed(page, id)) as [Embed, Embed, Embed];
  await e.call('run');
  await m.element.evaluate((element) => element.setAttribute('font-size', '20'));
  expect(await e.call('run')).toMatchObject({ replies: [{ reply: '"2"' }] });
  await m.element.evaluate((element) => element.remove());
  await expect(e.start).toBeVisible();
  await d.start.click();
  await expect(d.element.getByRole('alert')).toHaveText(
    'There is no key-glass element with the id “m” to depend on.',
  );
});

test('hidden lines above the script run before a single line of it, once', async ({ page, playground }) => {
  const script = '# @hidden\nINCR hidden\n# @end\nGET hidden\nPING';
  await open(page, playground, 'hidden', `<key-glass id="e">${script}</key-glass>`);
  const embed = new Embed(page, 'e');
  expect(await embed.call('runLine', { line: 1 })).toMatchObject({ replies: [{ reply: '"1"' }] });
  expect(await embed.call('runLine', { command: 'GET hidden' })).toMatchObject({
    replies: [{ reply: '"1"' }],
  });
  await expect(embed.replies).not.toContainText('INCR');
  await embed.call('reset');
  expect(await embed.call('runLine', { command: 'GET hidden' })).toMatchObject({
    replies: [{ reply: '"1"' }],
  });
});

test('a script that is too long for an embed is told at once', async ({ page, playground }) => {
  await open(page, playground, 'long', `<key-glass id="e">${'SET a 1\n'.repeat(9000)}</key-glass>`);
  const embed = new Embed(page, 'e');
  await embed.start.press('Enter');
  await expect(embed.element.getByRole('alert')).toHaveText(
    'The script is longer than 65,536 characters, which is more than an embed takes.',
  );
  await expect(embed.start).toBeEnabled();
});

test('an embed of a link has its keys and its clock from the first run on, and hands all of it on', async ({
  page,
  playground,
}) => {
  const shared = {
    ...{ v: 1, title: 'With keys', text: ['Words of the author.'], script: 'GET k\nPTTL k' },
    keyspace: {
      commands: [
        ['SET', 'k', 'from the link'],
        ['PEXPIREAT', 'k', '61000'],
      ],
      takenAt: 1000,
      ttl: 'restart',
    },
    clock: { paused: true, speed: 1 },
  };
  const link = `v1.${deflateRawSync(Buffer.from(JSON.stringify(shared))).toString('base64url')}`;
  await open(
    page,
    playground,
    'link',
    `<iframe id="f" src="${playground}embed.html?embed=1#${link}"></iframe>`,
  );
  expect(page.workers()).toHaveLength(0);
  const [run, again, url] = await page.evaluate(async (address) => {
    const { connect } = await import(`${address}embed.js`);
    const client = connect(document.getElementById('f'));
    const run = await client.run();
    await client.reset();
    return [run, await client.run(), await client.share()];
  }, playground);
  const replies = [{ reply: '"from the link"' }, { reply: '(integer) 60000' }];
  expect(run).toMatchObject({ replies });
  expect(again).toMatchObject({ replies });
  expect(await decodeLink(new URL(url).hash)).toMatchObject({
    ...{ title: 'With keys', text: ['Words of the author.'], clock: { paused: true } },
    keyspace: shared.keyspace,
  });
});

test('a frame that is loaded again is connected to again', async ({ page, playground }) => {
  await open(
    page,
    playground,
    'reloaded',
    `<iframe id="f" src="${playground}embed.html?embed=1&scenario=counter"></iframe><div id="b"></div>`,
  );
  const told = await page.evaluate(async (address) => {
    const { connect } = await import(`${address}embed.js`);
    const frame = document.getElementById('f');
    const client = connect(frame);
    const { started } = await client.run().then(() => client.getState());
    const again = new Promise((resolve) => client.on('ready', resolve));
    document.getElementById('b')?.append(frame ?? '');
    await again;
    return [started, (await client.getState()).started, (await client.run()).errors];
  }, playground);
  expect(told).toEqual([true, false, 0]);
});

test('an embed that starts while another one runs Lua does not wait for it', async ({ page, playground }) => {
  await open(
    page,
    playground,
    'lua',
    '<key-glass id="a">INCR n</key-glass><key-glass id="b">INCR n</key-glass>',
  );
  const [a, b] = [new Embed(page, 'a'), new Embed(page, 'b')];
  await a.call('run');
  await a.call('setScript', 'CONFIG SET busy-reply-threshold 0\nEVAL "while true do end" 0');
  const ended = a.call('run');
  await expect(a.frame.getByRole('button', { name: 'Stop' })).toBeVisible();
  await expect(a.replies).toContainText('EVAL');
  expect(await b.call('run')).toMatchObject({ replies: [{ reply: '(integer) 1' }] });
  expect(page.workers()).toHaveLength(2);
  expect(await ended).toMatchObject({ stopped: true });
});
