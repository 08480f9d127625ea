/** Frames in hard places: sandboxed, without storage, with an engine that breaks or hangs. */
import { authorPage, Embed, expect, servePages, test } from './pages/embed.ts';

test('a sandboxed frame without an origin works, and keeps nothing where storage is refused', async ({
  page,
  playground,
}) => {
  const site = await servePages({
    'p.html': authorPage(
      playground,
      `<iframe id="f" sandbox="allow-scripts" height="500" width="700"
        src="${playground}?embed=1&scenario=counter&playground=mine&panels=replies%20keyspace"></iframe>`,
    ),
  });
  await page.goto(`${site.url}p.html`);
  const frame = page.frameLocator('#f');
  await frame.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(frame.getByRole('status').first()).toHaveText('11 commands');
  await expect(frame.getByRole('treeitem', { name: /views/ }).first()).toBeVisible();
  const state = await page.evaluate(async (embed) => {
    const { connect } = await import(embed);
    return connect(document.getElementById('f')).getState();
  }, `${playground}embed.js`);
  expect(state).toMatchObject({ started: true, kept: false, keys: 2 });
  await site.close();
});

test('where the browser refuses storage to frames, a named playground works and keeps nothing', async ({
  page,
  playground,
}) => {
  // What browsers do that block the storage of frames from other sites.
  await page.addInitScript(() => {
    if (window.parent === window) return;
    const refuse = () => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    };
    for (const name of ['indexedDB', 'localStorage', 'sessionStorage', 'caches'])
      Object.defineProperty(window, name, { get: refuse });
    const { locks } = navigator;
    if (locks) locks.request = () => Promise.reject(new DOMException('refused', 'SecurityError'));
  });
  const site = await servePages({
    'p.html': authorPage(
      playground,
      '<key-glass id="e" playground="mine" panels="replies keyspace console">INCR visits</key-glass>',
    ),
  });
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${site.url}p.html`);
  const embed = new Embed(page, 'e');
  await embed.start.press('Enter');
  await expect(embed.replies).toContainText('(integer) 1');
  await expect(embed.frame.getByRole('treeitem', { name: /visits/ }).first()).toBeVisible();
  expect(complaints).toEqual([]);
  await site.close();
});

test('an author’s page that is in a sandbox itself has working embeds', async ({ page, playground }) => {
  const inner = `<script type=module src="${playground}embed.js"></script><key-glass id=e>ECHO boxed</key-glass>`;
  const site = await servePages({
    'p.html': `<!doctype html><iframe id="box" sandbox="allow-scripts" width="700" height="500" srcdoc='${inner}'></iframe>`,
  });
  await page.goto(`${site.url}p.html`);
  const box = page.frameLocator('#box');
  await box.getByRole('button', { name: 'Run' }).click();
  const replies = box.frameLocator('key-glass iframe').getByRole('list', { name: 'Replies' });
  await expect(replies).toContainText('"boxed"');
  await site.close();
});

test('the frame is as wide and as high as the drawing whose place it takes, wherever that stands', async ({
  page,
  playground,
}) => {
  const site = await servePages({
    'p.html': authorPage(
      playground,
      `<key-glass id="plain">PING plain</key-glass>
       <div style="display: flex"><key-glass id="flex">PING ${'flex'.repeat(15)}</key-glass></div>
       <table><tr><td><key-glass id="cell">PING ${'cell'.repeat(15)}</key-glass></table>
       <key-glass id="float" style="float: right">PING ${'float'.repeat(12)}</key-glass>
       <div style="display: flex; width: 400px"><key-glass id="narrow">PING ${'x'.repeat(200)}</key-glass></div>`,
    ),
  });
  await page.goto(`${site.url}p.html`);
  for (const id of ['plain', 'flex', 'cell', 'float', 'narrow']) {
    const embed = new Embed(page, id);
    await expect(embed.start).toBeVisible();
    const rest = await embed.element.boundingBox();
    await embed.call('start');
    const used = await embed.element.boundingBox();
    expect(Math.abs((used?.width ?? 0) - (rest?.width ?? 0)), `width of ${id}`).toBeLessThanOrEqual(1);
    expect(Math.abs((used?.height ?? 0) - (rest?.height ?? 0)), `height of ${id}`).toBeLessThanOrEqual(1);
  }
  await site.close();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`a frame is as dark as its place on the page, and not as a reader’s ${colorScheme} system`, async ({
    page,
    playground,
  }) => {
    const site = await servePages({
      'p.html': authorPage(
        playground,
        '<key-glass id="plain">PING</key-glass><div id="night" style="color-scheme: dark"><key-glass id="e">PING</key-glass></div>',
      ),
    });
    await page.emulateMedia({ colorScheme });
    await page.goto(`${site.url}p.html`);
    for (const [id, colour] of [
      ['plain', 'rgb(255, 255, 255)'],
      ['e', 'rgb(21, 25, 31)'],
    ] as const) {
      const embed = new Embed(page, id);
      await expect(embed.element.locator('.kg')).toHaveCSS('background-color', colour);
      await embed.start.click();
      await expect(embed.replies).toContainText('PONG');
      await expect(embed.frame.locator('.kg')).toHaveCSS('background-color', colour);
    }
    // A switch of the page's own, once while the embed is seen and once while it is not.
    const night = page.locator('#night');
    const { frame, element } = new Embed(page, 'e');
    await night.evaluate((div) => div.style.setProperty('color-scheme', 'light'));
    await expect(frame.locator('.kg')).toHaveCSS('background-color', 'rgb(255, 255, 255)');
    await night.evaluate((div) => div.style.setProperty('display', 'none'));
    await night.evaluate((div) => div.style.setProperty('color-scheme', 'dark'));
    await night.evaluate((div) => div.style.removeProperty('display'));
    await expect(frame.locator('.kg')).toHaveCSS('background-color', 'rgb(21, 25, 31)');
    await element.evaluate((each) => each.setAttribute('theme', 'light'));
    await expect(frame.locator('.kg')).toHaveCSS('background-color', 'rgb(255, 255, 255)');
    await site.close();
  });
}

test('a narrow embed still says how a run ended', async ({ page, playground }) => {
  const site = await servePages({
    'p.html': authorPage(
      playground,
      '<div style="width: 300px"><key-glass id="e">PING\nNOPE</key-glass></div>',
    ),
  });
  await page.goto(`${site.url}p.html`);
  const embed = new Embed(page, 'e');
  await embed.start.click();
  const status = embed.frame.getByRole('status').first();
  await expect(status).toHaveText('2 commands, 1 error');
  expect(await status.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
  await expect(embed.frame.getByRole('link', { name: 'Open in Keyglass' })).toBeVisible();
  await site.close();
});

test('styles of the page around do not reach in', async ({ page, playground }) => {
  const loud = `* { margin: 9px; } body, key-glass { font: italic 700 30px/3 serif; text-indent: 80px; word-break: break-all;
    white-space: nowrap; text-transform: uppercase; text-align: right; direction: rtl; text-shadow: 2px 2px red; }`;
  const site = await servePages({
    'p.html': authorPage(
      playground,
      `<key-glass id="plain">SET a 1\n\nGET a</key-glass><style>#loud, #loud * { ${loud} }</style>
       <div id="loud" style="font: italic 700 30px/3 serif; text-indent: 80px; letter-spacing: 5px; text-transform: uppercase;
         direction: rtl; text-align: right; word-spacing: 20px; text-shadow: 2px 2px red"><key-glass id="loud1">SET a 1\n\nGET a</key-glass></div>`,
    ),
  });
  await page.goto(`${site.url}p.html`);
  await expect(new Embed(page, 'loud1').start).toBeVisible();
  const look = (id: string) =>
    new Embed(page, id).element.locator('.kg').evaluate((box) => {
      const script = box.querySelector('.kg-script');
      const { font, textIndent, letterSpacing, direction, textTransform, textShadow, wordBreak } =
        getComputedStyle(script ?? box);
      const height = box.getBoundingClientRect().height;
      return { font, textIndent, letterSpacing, direction, textTransform, textShadow, wordBreak, height };
    });
  expect(await look('loud1')).toEqual(await look('plain'));
  await site.close();
});

test('a plain iframe that runs on load runs when the reader sees it', async ({ page, playground }) => {
  const site = await servePages({
    'p.html': authorPage(
      playground,
      `<div style="height:3000px"></div>
       <iframe id="f" width="700" height="400" src="${playground}?embed=1&scenario=cache&run-on-load"></iframe>`,
    ),
  });
  await page.goto(`${site.url}p.html`);
  const frame = page.frameLocator('#f');
  await expect(frame.getByRole('textbox', { name: 'Script editor' })).toHaveValue(/cache:product:42/);
  expect(page.workers()).toHaveLength(0);
  await page.locator('#f').scrollIntoViewIfNeeded();
  await expect(frame.getByRole('list', { name: 'Replies' })).toContainText('(nil)');
  await site.close();
});

test('a named playground is kept from visit to visit, an unnamed one is not', async ({
  page,
  playground,
}) => {
  const site = await servePages({
    'p.html': authorPage(
      playground,
      `<key-glass id="kept" playground="notes"># @hidden
DEL never
# @end
INCR visits</key-glass><key-glass id="not">INCR visits</key-glass>`,
    ),
  });
  await page.goto(`${site.url}p.html`);
  const kept = new Embed(page, 'kept');
  const not = new Embed(page, 'not');
  expect(await kept.call('run')).toMatchObject({ replies: [{ reply: '(integer) 1' }] });
  expect(await not.call('run')).toMatchObject({ replies: [{ reply: '(integer) 1' }] });
  await kept.editor.focus();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type('\nINCRBY visits 5');
  await expect.poll(() => kept.call('getScript')).toMatch(/\nINCRBY visits 5$/);
  // What is said to be kept is written by then.
  expect(await kept.call('getState')).toMatchObject({ kept: true, edited: true, keys: 1 });
  expect(await not.call('getState')).toMatchObject({ kept: false });

  await page.reload();
  await kept.element.getByRole('group', { name: 'Script' }).dblclick();
  await expect
    .poll(() => kept.call('getScript'))
    .toBe('# @hidden\nDEL never\n# @end\nINCR visits\nINCRBY visits 5');
  expect(await kept.call('run')).toMatchObject({
    replies: [{ reply: '(integer) 2' }, { reply: '(integer) 7' }],
  });
  expect(await not.call('run')).toMatchObject({ replies: [{ reply: '(integer) 1' }] });
  await kept.call('reset');
  expect(await kept.call('getScript')).toBe('# @hidden\nDEL never\n# @end\nINCR visits');
  await site.close();
});

test('a worker that breaks is replaced for every embed that had an engine in it', async ({
  page,
  playground,
}) => {
  const site = await servePages({
    'p.html': authorPage(
      playground,
      '<key-glass id="a">INCR n</key-glass><key-glass id="b">INCR n</key-glass>',
    ),
  });
  await page.goto(`${site.url}p.html`);
  const embeds = [new Embed(page, 'a'), new Embed(page, 'b')];
  for (const embed of embeds) await embed.call('run');
  expect(page.workers()).toHaveLength(1);
  await page.workers()[0]?.evaluate(() => {
    setTimeout(() => {
      throw new Error('a crash for the test');
    });
  });
  for (const embed of embeds) {
    await expect(embed.frame.getByRole('alert')).toContainText('started again');
    await embed.frame.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(embed.replies).toContainText('(integer) 1');
  }
  await site.close();
});

test('a script without end holds up no other embed', async ({ page, playground }) => {
  const site = await servePages({
    'p.html': authorPage(
      playground,
      `<key-glass id="calm">INCR n</key-glass><key-glass id="reader">SET mine 1\nGET mine</key-glass>
       <key-glass id="wild">EVAL "while true do end" 0</key-glass>`,
    ),
  });
  await page.goto(`${site.url}p.html`);
  const calm = new Embed(page, 'calm');
  const reader = new Embed(page, 'reader');
  const wild = new Embed(page, 'wild');
  await calm.call('run');
  await reader.call('run');
  await wild.start.click();
  // And one that the reader wrote into an embed that shares its worker: its keys go along.
  await reader.call('setScript', 'EVAL "while true do end" 0');
  const endless = reader.frame.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(reader.frame.getByRole('button', { name: 'Stop' })).toBeVisible();
  expect(await calm.call('run')).toMatchObject({ replies: [{ reply: '(integer) 2' }] });
  await endless;
  await expect(wild.frame.getByRole('alert').or(wild.replies).first()).toContainText(
    /started again|ERR|BUSY/,
    {
      timeout: 20_000,
    },
  );
  expect(await calm.call('run')).toMatchObject({ replies: [{ reply: '(integer) 3' }] });
  await site.close();
});

test('the keys of an embed are bounded', async ({ page, playground }) => {
  const site = await servePages({
    'p.html': authorPage(
      playground,
      '<key-glass id="e">CONFIG GET maxmemory\nSETRANGE big 100000000 x</key-glass>',
    ),
  });
  await page.goto(`${site.url}p.html`);
  const embed = new Embed(page, 'e');
  expect(await embed.call('run')).toMatchObject({
    replies: [{ reply: expect.stringContaining('67108864') }, {}],
  });
  expect(await embed.call('runLine', { command: 'SET more 1' })).toMatchObject({
    replies: [{ error: true, reply: expect.stringContaining('OOM') }],
  });
  await site.close();
});

test('a link to the framed page runs nothing, whatever it asks for', async ({ page }) => {
  await page.goto('./?embed=1&scenario=counter&run-on-load');
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeVisible();
  await page.waitForTimeout(700);
  await expect(page.getByRole('list', { name: 'Replies' })).toBeHidden();
  expect(page.workers()).toHaveLength(0);
});

test('a broken link or an unknown scenario gets a sentence', async ({ page }) => {
  await page.goto('./?embed=1#v1.AAAA');
  await expect(page.getByRole('alert')).toContainText('cannot be opened');
  await page.goto('./?embed=1&scenario=../../etc');
  await expect(page.getByRole('alert')).toContainText('There is no scenario');
});

test('an embed on a phone fits', async ({ page, playground }) => {
  const site = await servePages({
    'p.html': authorPage(
      playground,
      '<meta name="viewport" content="width=device-width"><key-glass id="e" panels="replies ranking console" scenario="leaderboard"></key-glass>',
    ),
  });
  await page.setViewportSize({ width: 360, height: 700 });
  await page.goto(`${site.url}p.html`);
  const embed = new Embed(page, 'e');
  await embed.start.click();
  await expect(embed.frame.getByText('margaret').first()).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  expect(
    await embed.frame.locator('.kg').evaluate((element) => element.scrollWidth - element.clientWidth),
  ).toBe(0);
  await site.close();
});
