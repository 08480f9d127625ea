/** Page and frame on different origins: every request and event, and what must not get through. */
import type { Page } from '@playwright/test';
import { encodeLink } from '../../src/share/link.ts';
import { authorPage, Embed, expect, servePages, test } from './pages/embed.ts';
import type { Site } from './site.ts';

let site: Site;
let pages: Record<string, string> = {};

test.beforeAll(async () => {
  pages = {};
  site = await servePages(pages);
});
test.afterAll(() => site.close());

async function open(page: Page, playground: string, name: string, body: string): Promise<void> {
  pages[`${name}.html`] = authorPage(playground, body);
  await page.goto(`${site.url}${name}.html`);
  await page.waitForFunction(() => customElements.get('key-glass') !== undefined);
}

test('every request is answered, and every event is told', async ({ page, playground }) => {
  await open(page, playground, 'all', '<key-glass id="e">SET n 1\nINCR n\n# @expect (integer) 2</key-glass>');
  const embed = new Embed(page, 'e');
  await embed.element.evaluate((element) => {
    const heard: unknown[] = [];
    Reflect.set(window, 'heard', heard);
    for (const name of ['ready', 'result', 'check', 'change', 'height', 'error'])
      element.addEventListener(name, (event) => heard.push([name, Reflect.get(event, 'detail')]));
  });
  const heard = () => page.evaluate(() => Reflect.get(window, 'heard') as [string, object][]);
  const replies = [
    { line: 1, command: 'SET n 1', reply: 'OK', error: false, cut: false },
    { line: 2, command: 'INCR n', reply: '(integer) 2', error: false, cut: false },
  ];
  expect(await embed.call('run')).toEqual({ commands: 2, errors: 0, unmet: 0, stopped: false, replies });
  expect(await embed.call('runLine', { line: 2 })).toMatchObject({ commands: 1, unmet: 1 });
  expect(await embed.call('runLine', { command: 'NOSUCH' })).toMatchObject({
    errors: 1,
    replies: [{ line: 0, error: true, reply: expect.stringContaining('ERR unknown command') }],
  });
  await embed.call('setScript', 'GET n');
  expect(await embed.call('getScript')).toBe('GET n');
  expect(await embed.call('getState')).toEqual({
    running: false,
    started: true,
    edited: true,
    keys: 1,
    kept: false,
    ignored: 0,
  });
  expect(await embed.call('share')).toMatch(new RegExp(`^${playground}#v1\\.`));
  await embed.call('setTheme', 'dark');
  await expect
    .poll(() => embed.frame.locator('.kg').evaluate((element) => getComputedStyle(element).backgroundColor))
    .toBe('rgb(21, 25, 31)');
  await embed.call('reset');
  expect(await embed.call('getScript')).toContain('INCR n');
  expect(await embed.call('getState')).toMatchObject({ keys: 0, edited: false });

  const events = await heard();
  const names = new Set(events.map(([name]) => name));
  expect([...names].sort()).toEqual(['change', 'check', 'height', 'ready', 'result']);
  expect(events).toContainEqual(['result', replies[1]]);
  expect(events).toContainEqual([
    'check',
    { line: 2, met: true, expected: '(integer) 2', reply: '(integer) 2' },
  ]);
  await expect(embed.call('runLine', { line: 99 })).rejects.toThrow(/no line 99/);
  await expect(embed.call('setScript', 'x'.repeat(70_000))).rejects.toThrow(/longer than 65,536/);
});

test('what goes wrong is told as an event, and a request that cannot be done as its rejection', async ({
  page,
  playground,
}) => {
  await open(page, playground, 'wrong', '<key-glass id="e"># a remark\nPING</key-glass>');
  const embed = new Embed(page, 'e');
  await embed.call('run');
  const told = embed.element.evaluate(
    (element) =>
      new Promise((resolve) =>
        element.addEventListener('error', (event) => resolve(Reflect.get(event, 'detail')), { once: true }),
      ),
  );
  await embed.editor.focus();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.press('ControlOrMeta+Enter');
  expect(await told).toEqual({ message: 'There is no command on this line.' });
  await expect(embed.frame.getByRole('alert')).toContainText('There is no command on this line.');
  await expect(embed.call('runLine', {})).rejects.toThrow(/runLine takes/);
  await expect(embed.call('runLine', { command: 'SET "half' })).rejects.toThrow(/quote/i);
});

test('a misspelt scenario and a theme that there is not are told, and a first script is no change', async ({
  page,
  playground,
}) => {
  await open(
    page,
    playground,
    'misspelt',
    '<key-glass id="e" scenario="Leader Board"></key-glass><key-glass id="f">PING</key-glass>',
  );
  const embed = new Embed(page, 'e');
  const message = 'There is no scenario “Leader Board”.';
  await expect(embed.element.getByRole('alert')).toHaveText(message);
  await expect(embed.call('run')).rejects.toThrow(message);
  await expect(embed.frame.getByRole('alert')).toContainText(message);
  await expect(embed.call('setTheme', 'pink')).rejects.toThrow(/setTheme takes/);

  const other = new Embed(page, 'f');
  const told = await other.element.evaluate(async (element) => {
    const names: string[] = [];
    for (const name of ['change', 'ready']) element.addEventListener(name, () => names.push(name));
    await Reflect.get(element, 'run').call(element);
    return names;
  });
  expect(told).toEqual(['ready']);
});

test('embeds that depend on nothing, or on each other, say so', async ({ page, playground }) => {
  await open(
    page,
    playground,
    'circle',
    `<key-glass id="a" depends-on="b">PING</key-glass><key-glass id="b" depends-on="a">PING</key-glass>
     <key-glass id="c" depends-on="nowhere">PING</key-glass>`,
  );
  for (const [id, message] of [
    ['a', 'The embeds depend on each other in a circle (“b”).'],
    ['c', 'There is no key-glass element with the id “nowhere” to depend on.'],
  ] as const) {
    const embed = new Embed(page, id);
    await embed.start.press('Enter');
    await expect(embed.element.getByRole('alert')).toHaveText(message);
    await expect(embed.start).toBeEnabled();
    await expect(embed.call('run')).rejects.toThrow(message);
  }
});

test('the first height that a page hears of is that of the whole script', async ({ page, playground }) => {
  const lines = Array.from({ length: 20 }, (_, i) => `SET key:${i} ${i}`).join('\n');
  await open(page, playground, 'first-height', `<key-glass id="e">${lines}</key-glass>`);
  const embed = new Embed(page, 'e');
  const heights = await embed.element.evaluate(async (element) => {
    const heard: number[] = [];
    element.addEventListener('height', (event) => heard.push(Reflect.get(event, 'detail').height));
    const rest = element.getBoundingClientRect().height;
    await Reflect.get(element, 'start').call(element);
    return { rest, heard, shown: element.getBoundingClientRect().height };
  });
  expect(heights.heard).toEqual([heights.shown]);
  // The frame takes the drawing's place to the pixel.
  expect(Math.abs(heights.shown - heights.rest)).toBeLessThanOrEqual(1);
});

test('a request without an answer fails in time, and another version is told', async ({
  page,
  playground,
}) => {
  pages['newer.html'] =
    '<!doctype html><script>parent.postMessage({ keyglass: 2, type: "hello" }, "*")</script>';
  await open(
    page,
    playground,
    'timeout',
    `<iframe id="f" src="${playground}?embed=1#${await encodeLink({
      ...{ title: '', text: [], view: undefined, keyspace: undefined },
      script: '# @wait 30s\nPING',
    })}"></iframe><div id="place"></div>`,
  );
  const told = await page.evaluate(async (address) => {
    const { connect } = await import(`${address}embed.js`);
    const message = (promise: Promise<unknown>) =>
      promise.then(
        () => 'answered',
        (error: Error) => error.message,
      );
    const client = connect(document.getElementById('f'));
    await client.ready;
    const late = await message(client.request('run', undefined, 300));
    const frame = document.createElement('iframe');
    frame.src = 'newer.html';
    document.getElementById('place')?.append(frame);
    return [late, await message(connect(frame).ready)];
  }, playground);
  expect(told).toEqual([
    'The playground did not answer to run within 0.3 s.',
    'The playground speaks version 2 of the protocol, this page 1.',
  ]);
});

test('a lazy iframe is fetched when the reader comes near, and connects then', async ({
  page,
  playground,
}) => {
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(request.url()));
  await open(
    page,
    playground,
    'lazy',
    `<div style="height:9000px"></div>
     <iframe id="f" loading="lazy" height="300" src="${playground}?embed=1&scenario=counter"></iframe>`,
  );
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  const script = page.evaluate(async (address) => {
    const { connect } = await import(`${address}embed.js`);
    // It is waited for as long as it takes the reader to come here, whatever the timeout.
    return connect(document.getElementById('f'), { timeout: 100 }).getScript();
  }, playground);
  script.catch(() => undefined);
  await expect(page.locator('#f')).toBeAttached();
  await page.waitForFunction(() => document.readyState === 'complete');
  expect(fetched.filter((url) => url.includes('embed=1'))).toEqual([]);
  await page.locator('#f').scrollIntoViewIfNeeded();
  await expect(page.frameLocator('#f').getByRole('button', { name: 'Run', exact: true })).toBeVisible();
  expect(fetched.filter((url) => url.includes('embed=1'))).not.toEqual([]);
  // On its way to the page for iframes the frame passes the playground's, which must not begin an engine for it.
  expect(fetched.filter((url) => /\/entry-[^/]*\.js/.test(url))).toEqual([]);
  expect(complaints).toEqual([]);
});

test('messages of another shape, and a second handshake, are ignored and counted', async ({
  page,
  playground,
}) => {
  await open(page, playground, 'shapes', '<key-glass id="e">SET n 1</key-glass>');
  const embed = new Embed(page, 'e');
  await embed.call('run');
  await embed.element.evaluate((element) => {
    const frame = element.shadowRoot?.querySelector('iframe')?.contentWindow;
    const { port2 } = new MessageChannel();
    for (const message of [{ keyglass: 1, type: 'run' }, { keyglass: 'x' }, { keyglass: 9, type: 'ask' }])
      frame?.postMessage(message, '*');
    frame?.postMessage({ keyglass: 1, type: 'connect', script: 'FLUSHALL' }, '*', [port2]);
    frame?.postMessage('hello', '*');
  });
  await expect
    .poll(async () => (await embed.call('getState')) as object)
    .toMatchObject({ ignored: 4, keys: 1 });
  expect(await embed.call('getScript')).toBe('SET n 1');
});

test('a page that asks too much at once is told so, and is answered again afterwards', async ({
  page,
  playground,
}) => {
  await open(page, playground, 'flood', '<key-glass id="e">PING</key-glass>');
  const embed = new Embed(page, 'e');
  await embed.call('run');
  const refused = await embed.element.evaluate(async (element) => {
    const all = Array.from({ length: 400 }, () => Reflect.get(element, 'getState').call(element));
    const reasons = (await Promise.allSettled(all)).flatMap((one) =>
      one.status === 'rejected' ? [one.reason.message] : [],
    );
    return [...new Set(reasons)];
  });
  expect(refused).toEqual(['Too many requests at once.']);
  expect(await embed.call('getState')).toMatchObject({ ignored: 0 });
});

test('a frame listens to the window around it, and to no other', async ({ page, playground }) => {
  pages['stranger.html'] = '<!doctype html><title>Another</title>';
  await open(
    page,
    playground,
    'foreign',
    `<iframe id="f" src="${playground}embed.html?embed=1&scenario=counter"></iframe>
     <iframe id="stranger" src="${site.url}stranger.html"></iframe>`,
  );
  await page.frameLocator('#f').getByRole('button', { name: 'Run', exact: true }).waitFor();
  const stranger = page.frames().find((frame) => frame.url().endsWith('stranger.html'));
  await stranger?.evaluate(() => {
    const { port2 } = new MessageChannel();
    window.parent.frames[0]?.postMessage({ keyglass: 1, type: 'connect', script: 'FLUSHALL' }, '*', [port2]);
  });
  const { ignored, script } = await page.evaluate(async (address) => {
    const { connect } = await import(`${address}embed.js`);
    const client = connect(document.getElementById('f'));
    return { ignored: (await client.getState()).ignored, script: await client.getScript() };
  }, playground);
  expect(ignored).toBe(1);
  expect(script).not.toContain('FLUSHALL');
});

test('an iframe is connected to again after a close, and what cannot be connected to is told at once', async ({
  page,
  playground,
}) => {
  const src = `${playground}?embed=1&scenario=counter`;
  await open(
    page,
    playground,
    'again',
    `<iframe id="f" src="${src}"></iframe><iframe id="none"></iframe>
     <iframe id="unknown" src="${playground}?embed=1&scenario=nowhere"></iframe>`,
  );
  await page.frameLocator('#unknown').getByRole('alert').waitFor();
  const heard = await page.evaluate(async (embed) => {
    const { connect } = await import(embed);
    const of = (id: string) => connect(document.getElementById(id));
    const why = (work: () => unknown) =>
      Promise.resolve()
        .then(work)
        .then(
          () => 'nothing wrong',
          (error: Error) => error.message,
        );
    const first = of('f');
    await first.setScript('BLPOP nothing 0');
    const never = why(() => first.run());
    await first.getState();
    first.close();
    const second = of('f');
    await second.setScript('PING');
    const { replies } = await second.run();
    const late = of('unknown');
    const told = new Promise((resolve) => late.on('error', resolve));
    return [
      await never,
      replies[0].reply,
      await told,
      await why(() => of('none').ready),
      await why(() => of('nobody')),
      await why(() => second.on('results', () => undefined)),
    ];
  }, `${playground}embed.js`);
  expect(heard).toEqual([
    'The connection to the playground was closed.',
    'PONG',
    { message: 'There is no scenario “nowhere”.' },
    'The iframe has no src to connect to.',
    'connect() takes an iframe element.',
    'A playground has no event “results”.',
  ]);
});

test('a frame made for one origin lets no other in', async ({ page, playground }) => {
  const src = `${playground}?embed=1&scenario=counter&origin=https://course.example`;
  await open(page, playground, 'origin', `<iframe id="f" src="${src}"></iframe>`);
  const answer = await page.evaluate(async (embed) => {
    const { connect } = await import(embed);
    const client = connect(document.getElementById('f'), { timeout: 1000 });
    return client.ready.then(
      () => 'connected',
      (error: Error) => error.message,
    );
  }, `${playground}embed.js`);
  expect(answer).toMatch(/did not answer/);
});

test('a client ignores messages that are not its frame’s', async ({ page, playground }) => {
  await open(page, playground, 'client', '<p>No frame yet.</p>');
  const ignored = await page.evaluate(async (address) => {
    const { connect } = await import(`${address}embed.js`);
    const frame = document.createElement('iframe');
    frame.src = `${address}?embed=1&scenario=counter`;
    document.body.append(frame);
    const client = connect(frame, { origin: 'https://elsewhere.example', timeout: 60_000 });
    client.ready.catch(() => undefined);
    while (client.ignored === 0) await new Promise(requestAnimationFrame);
    return client.ignored;
  }, playground);
  expect(ignored).toBeGreaterThan(0);
});

test('a page can ask for the height alone, and hears of none before the script is there', async ({
  page,
  playground,
}) => {
  await open(page, playground, 'height', '<p>The frame comes with its listener.</p>');
  const height = await page.evaluate(
    (address) =>
      new Promise<number>((resolve) => {
        const frame = document.createElement('iframe');
        const { origin } = new URL(address);
        addEventListener('message', (event) => {
          if (event.source !== frame.contentWindow || event.origin !== origin) return;
          if (event.data.type === 'hello')
            frame.contentWindow?.postMessage({ keyglass: 1, type: 'height' }, origin);
          if (event.data.type === 'height') resolve(event.data.height);
        });
        frame.src = `${address}?embed=1&scenario=counter`;
        document.body.append(frame);
      }),
    playground,
  );
  expect(height).toBeGreaterThan(300);
});

test('text from outside is shown as text', async ({ page, playground }) => {
  const evil = '&lt;img src=x onerror=&quot;window.hit=1&quot;&gt;';
  await open(
    page,
    playground,
    'evil',
    `<key-glass id="e" title="${evil}">ECHO "${evil.replaceAll('&quot;', "'")}"</key-glass>`,
  );
  const embed = new Embed(page, 'e');
  await embed.start.click();
  await expect(embed.replies).toContainText("<img src=x onerror='window.hit=1'>");
  await embed.call('setScript', '# <script>window.hit=1</script>\nECHO "javascript:alert(1)"');
  await embed.call('run');
  await expect(embed.replies).toContainText('javascript:alert(1)');
  for (const frame of page.frames())
    expect(await frame.evaluate(() => Reflect.get(window, 'hit'))).toBeUndefined();
});

test('React-like moves, attribute changes and removals leave nothing behind', async ({
  page,
  playground,
}) => {
  await open(
    page,
    playground,
    'moves',
    '<div id="a"><key-glass id="e">PING one</key-glass></div><div id="b"></div>',
  );
  const embed = new Embed(page, 'e');
  await embed.element.evaluate((element) => {
    element.textContent = 'PING two';
  });
  await expect(embed.element.getByRole('group', { name: 'Script' })).toHaveText('PING two');
  await embed.start.click();
  await expect(embed.replies).toContainText('"two"');
  await embed.element.evaluate((element) => element.setAttribute('font-size', '20'));
  await expect(embed.start).toBeEnabled();
  const globals = await page.evaluate(() => Object.keys(window).filter((name) => /glass|kg/i.test(name)));
  expect(globals).toEqual([]);
  await embed.element.evaluate((element) => element.remove());
  await expect.poll(() => page.workers().length).toBe(0);
});
