/** Programs: JavaScript beside the script, in a sandbox that it does not leave. */
import { createServer } from 'node:http';
import { encodeLink } from '../../src/share/link.ts';
import { seriousViolations } from './axe.ts';
import { test as base, expect } from './fixtures.ts';
import { authorPage, Embed, servePages } from './pages/embed.ts';
import { ProgramsPage } from './pages/programs.ts';
import { serveSite } from './site.ts';

const test = base.extend<{ programs: ProgramsPage }>({
  programs: async ({ page }, use) => use(new ProgramsPage(page)),
});

const app = (name: string, code: string) => `# @app ${name}\n${code.trim()}\n# @end\n`;

test('cache-aside runs as people write it', async ({ playground, programs, page }) => {
  await playground.open();
  await programs.show();
  await playground.write(
    app(
      'shop',
      `
const find = async (id) => {
  const cached = await redis.get('product:' + id)
  if (cached) { report('hit'); return JSON.parse(cached) }
  report('miss')
  await sleep(20)
  const product = { id, name: 'Lamp', price: 40 }
  await redis.set('product:' + id, JSON.stringify(product), { EX: 60 })
  return product
}
log(await find(7)); log(await find(7)); log(await find(7))
log('ttl', await redis.ttl('product:7'))`,
    ),
  );
  await playground.runScript();
  await expect(programs.row('shop')).toContainText('Ended');
  await expect(programs.log('shop')).toContainText("{ id: 7, name: 'Lamp', price: 40 }");
  await expect(programs.log('shop')).toContainText(/ttl (60|5\d)/); // a busy machine may take its time
  await expect(programs.outcomes).toContainText('miss 1');
  await expect(programs.outcomes).toContainText('hit 2');
  await playground.editor.focus();
  await page.keyboard.press('ControlOrMeta+Home');
  await expect(playground.line('@app shop')).toContainText('miss: 1, hit: 2');
  await expect(playground.key(/product:7/)).toBeVisible();
});

test('several programs at once are clients of their own: one wakes the other, one listens', async ({
  playground,
  programs,
}) => {
  await playground.open();
  await programs.show();
  await playground.write(
    app(
      'worker',
      `log('waiting'); log('got', (await redis.blPop('jobs', 0)).element); await redis.publish('done', 'first')`,
    ) +
      app(
        'listener',
        `
await redis.subscribe('done', async (message, channel) => {
  log(channel, message)
  await redis.unsubscribe('done')
})
log('listening')`,
      ) +
      app(
        'boss',
        `
while ((await redis.pubSubNumSub(['done'])).done < 1) await sleep(10)
while (!(await redis.sendCommand(['CLIENT', 'LIST'])).includes('cmd=blpop')) await sleep(10)
const names = (await redis.sendCommand(['CLIENT', 'LIST'])).match(/(?<= name=)\\w+/g)
log(names.sort())
await redis.rPush('jobs', 'parcel')`,
      ),
  );
  await playground.runScript();
  await expect(programs.row('listener')).toContainText('Ended');
  await programs.choose('boss');
  await expect(programs.log('boss')).toContainText("['boss', 'listener', 'worker']");
  await programs.choose('worker');
  await expect(programs.log('worker')).toContainText('got parcel');
  await programs.choose('listener');
  await expect(programs.log('listener')).toContainText('done first');
});

for (const loop of ['for (;;) {}', 'while (true) await 0', "while (true) await redis.incr('n')"]) {
  test(`stop ends an endless loop: ${loop}`, async ({ playground, programs, page }) => {
    await playground.open();
    await programs.show();
    await playground.write(`${app('endless', `await redis.set('begun', '1')\n${loop}`)}\n`);
    await playground.runScript();
    await expect(playground.key('begun')).toBeVisible();
    await expect(programs.row('endless')).toContainText('Running');
    await programs.button('Stop endless').click();
    await expect(programs.row('endless')).toContainText('Stopped');
    await expect(page.locator('iframe[title="Program endless"]')).toHaveCount(0);
    await expect(playground.line('@app endless')).toContainText('stopped');
    // It can be started again, and then the run's own Stop ends it.
    await playground.runScript();
    await expect(programs.row('endless')).toContainText('Running');
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await expect(programs.row('endless')).toContainText('Stopped');
  });
}

test('pause holds the next call, and the clock holds sleep', async ({ playground, programs, page }) => {
  await playground.open();
  await programs.show();
  await playground.write(app('ticker', `for (;;) { log('n', await redis.incr('n')); await sleep(5) }`));
  await playground.runScript();
  await expect(programs.log('ticker')).toContainText('n 3');
  await programs.button('Pause ticker').click();
  await expect(programs.row('ticker')).toContainText('Paused');
  const last = async () => {
    const text = await programs.log('ticker').locator('div').last().textContent();
    return Number((text ?? '').replace(/\D/g, ''));
  };
  const still = async () => {
    let before = 0;
    // What was under way may still be written.
    await expect(async () => {
      before = await last();
      await page.waitForTimeout(400);
      expect(await last()).toBe(before);
    }).toPass();
    return before;
  };
  const held = await still();
  await programs.button('Resume ticker').click();
  await expect.poll(last).toBeGreaterThan(held);
  await page.getByRole('button', { name: 'Pause time' }).click();
  const stopped = await still();
  await page.getByRole('button', { name: 'Let time run' }).click();
  await expect.poll(last).toBeGreaterThan(stopped);
  await programs.button('Stop ticker').click();
});

test('an error leads to its line, and so does a wrong word', async ({ playground, programs, page }) => {
  await playground.open();
  await programs.show();
  await playground.write(`SET a x\n${app('wrong', `log('first')\n\nawait redis.incr('a')`)}`);
  await playground.runScript();
  await expect(programs.row('wrong')).toContainText('Failed');
  await expect(programs.log('wrong')).toContainText('line 3: ERR value is not an integer or out of range');
  await page.getByRole('button', { name: 'line 3', exact: true }).click();
  await expect(page.getByText(/^5:\d+$/)).toBeVisible();
  await playground.write(app('wrong', `log('first')\nconst = 5`));
  await playground.runScript();
  await expect(programs.log('wrong')).toContainText("line 2: SyntaxError: Unexpected token '='");
  await playground.write(app('wrong', `log('first')\nnothing.here()`));
  await programs.button('Start wrong').click();
  await expect(programs.log('wrong')).toContainText('line 2: ReferenceError: nothing is not defined');
  await playground.write(
    app('wrong', `setTimeout(() => {\n  throw new Error('late')\n})\nawait sleep(1000)`),
  );
  await programs.button('Start wrong').click();
  await expect(programs.log('wrong')).toContainText('line 2: Error: late');
  await playground.write(app('wrong', `redis.hgetall('h')\nawait sleep(1000)`));
  await programs.button('Start wrong').click();
  await expect(programs.log('wrong')).toContainText('it is written redis.hGetAll');
});

const LIMITER = `
const n = await redis.incr('window')
if (n === 1) await redis.expire('window', 10)
report(n > 5 ? '429' : '200')`;

test('a load of 20 users meets the limiter, and the chart shows who got what', async ({
  playground,
  programs,
  page,
}) => {
  await playground.open();
  await programs.show();
  await playground.write(`${app('shop', LIMITER)}# @load shop users 20\n`);
  await playground.runScript();
  await expect(playground.line('@load shop')).toContainText('200: 5, 429: 15');
  await expect(programs.row('shop')).toContainText('20 users');
  await expect(programs.outcomes).toContainText('200 5');
  await expect(programs.outcomes).toContainText('429 15');
  await expect(page.getByRole('img', { name: 'Outcomes of shop over time: 200 5, 429 15' })).toBeVisible();
  await programs.button('Table').click();
  const table = page.getByRole('region', { name: 'Outcomes of shop as a table' });
  await expect(table.getByRole('columnheader', { name: '429' })).toBeVisible();
  await playground.tab('Log').click();
  await expect(page.getByText('shop-20').first()).toBeVisible();
});

test('floods end or thin out, and the page goes on', async ({ playground, programs, page }) => {
  await playground.open();
  await programs.show();
  await playground.write(
    app('talker', "for (let i = 0; ; i++) { log('line', i, 'x'.repeat(200)); if (i % 100 === 0) await 0 }") +
      app('asker', "for (;;) redis.get('x')") +
      app('poster', 'postMessage(1); for (;;) postMessage(1)') +
      // The port is not given to a program, but it can be caught.
      app(
        'cheat',
        `
const send = MessagePort.prototype.postMessage
let port
MessagePort.prototype.postMessage = function (...args) { port = this; return send.apply(this, args) }
await redis.ping()
for (;;) send.call(port, [['open', -1, 'x', null]])`,
      ) +
      app(
        'swamp',
        `
const send = MessagePort.prototype.postMessage
let port
MessagePort.prototype.postMessage = function (...args) { port = this; return send.apply(this, args) }
await redis.ping()
for (;;) send.call(port, [])`,
      ),
  );
  await playground.runScript();
  await expect(programs.row('asker')).toContainText('Failed');
  await expect(programs.row('poster')).toContainText('Failed');
  await expect(programs.row('cheat')).toContainText('Failed');
  await expect(programs.row('swamp')).toContainText('Failed');
  await expect(programs.row('talker')).toContainText('Running');
  await programs.choose('talker');
  await expect(programs.log('talker')).toContainText('earlier lines are not shown');
  // The page still does what it is asked while the lines rush by.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
  await programs.button('Stop talker').click();
  await expect(programs.row('talker')).toContainText('Stopped');
  await programs.choose('asker');
  await expect(programs.log('asker')).toContainText('calls without an answer');
  await programs.choose('poster');
  await expect(programs.log('poster')).toContainText('postMessage leads nowhere here');
  await programs.choose('cheat');
  await expect(programs.log('cheat')).toContainText('It sent more than a program may');
});

/** What a program may try to get out, each giving what it found. */
const TRIES: Readonly<Record<string, string>> = {
  window: 'window.document',
  parent: 'parent.document',
  document: 'document.title',
  localStorage: "localStorage.getItem('x')",
  sessionStorage: "sessionStorage.getItem('x')",
  indexedDB: `await new Promise((found, no) => { const r = indexedDB.open('keyglass'); r.onsuccess = found; r.onerror = () => no(r.error) })`,
  caches: "await caches.open('x')",
  storage: 'await navigator.storage.getDirectory()',
  locks: "await navigator.locks.request('x', () => 1)",
  fetch: "await fetch('https://example.com/')",
  'fetch home': 'await fetch(HOME)',
  'fetch no-cors': "await fetch(HOME, { mode: 'no-cors' })",
  'fetch data': "await fetch('data:text/plain,x')",
  XMLHttpRequest: `await new Promise((found, no) => { const x = new XMLHttpRequest(); x.open('GET', HOME); x.onload = found; x.onerror = no; x.send() })`,
  WebSocket: `await new Promise((found, no) => { const x = new WebSocket(HOME.replace('http', 'ws')); x.onopen = found; x.onerror = no })`,
  EventSource: `await new Promise((found, no) => { const x = new EventSource(HOME); x.onopen = found; x.onerror = no })`,
  WebTransport: `await new WebTransport('https://example.com/').ready`,
  importScripts: 'importScripts(HOME)',
  'import of a page': 'await import(HOME)',
  'import of data': "await import('data:text/javascript,export default 1')",
  'import of a blob':
    "await import(URL.createObjectURL(new Blob(['export default 1'], { type: 'text/javascript' })))",
  eval: "eval('1')",
  Function: "new Function('return 1')()",
  sendBeacon: "navigator.sendBeacon(HOME, 'x')",
  Worker: "new Worker(URL.createObjectURL(new Blob([''])))",
  SharedWorker: 'new SharedWorker(HOME)',
  serviceWorker: 'await navigator.serviceWorker.getRegistrations()',
  BroadcastChannel: `await new Promise((found, no) => { const c = new BroadcastChannel('room'); c.onmessage = found; c.postMessage('hello'); setTimeout(no, 500) })`,
  Notification:
    "await Notification.requestPermission() === 'granted' ? 1 : Promise.reject(new Error('denied'))",
  cookieStore: 'await cookieStore.getAll()',
};

/** A server that would let anybody in, and tells who came. */
async function openServer(): Promise<{ address: string; came: string[]; close(): void }> {
  const came: string[] = [];
  const server = createServer((request, response) => {
    came.push(request.url ?? '');
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Content-Type', 'text/javascript');
    response.end('1');
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const at = server.address();
  const port = typeof at === 'object' && at ? at.port : 0;
  return { address: `http://localhost:${port}/`, came, close: () => server.close() };
}

function tries(home: string): string {
  const lines = Object.entries(TRIES).map(
    ([name, code]) =>
      `try { const found = await Promise.race([(async () => ${code})(), late(${JSON.stringify(name)})]); log('REACHED', ${JSON.stringify(name)}, typeof found) } catch (error) { log('kept from', ${JSON.stringify(name)}) }`,
  );
  return app(
    'prisoner',
    `const HOME = ${JSON.stringify(home)}\nconst late = (what) => new Promise((_, no) => setTimeout(() => no(new Error(what)), 1500))\n${lines.join('\n')}\nlog('origin', origin, 'tried', ${lines.length})`,
  );
}

test('a program reaches neither the page, storage, the network nor other programs', async ({
  playground,
  programs,
  page,
}) => {
  await playground.open();
  await programs.show();
  // Somebody who would hear a channel, on the page and in another program.
  await page.evaluate(() => {
    const channel = new BroadcastChannel('room');
    channel.onmessage = () => document.body.setAttribute('data-heard', 'yes');
    channel.postMessage('from the page');
  });
  const server = await openServer();
  // The page itself may ask such a server, so what keeps a program from it is its own policy.
  expect(await page.evaluate(async (home) => (await fetch(`${home}page`)).status, server.address)).toBe(200);
  const other = app(
    'other',
    `const c = new BroadcastChannel('room'); c.onmessage = () => log('HEARD'); for (let i = 0; i < 20; i++) { c.postMessage('hi'); await sleep(50) }`,
  );
  await playground.write(other + tries(server.address));
  await playground.runScript();
  await programs.choose('prisoner');
  const log = programs.log('prisoner');
  await expect(log).toContainText(`origin null tried ${Object.keys(TRIES).length}`);
  await expect(log).not.toContainText('REACHED');
  await expect(log.getByText('kept from')).toHaveCount(Object.keys(TRIES).length);
  await expect(programs.row('other')).toContainText('Ended');
  await programs.choose('other');
  await expect(programs.log('other')).not.toContainText('HEARD');
  expect(await page.locator('body').getAttribute('data-heard')).toBeNull();
  expect(server.came).toEqual(['/page']);
  server.close();
  // What the browser says of attempts that the policy stopped is no complaint about the page.
  playground.complaints.splice(0);
});

test('the frame of a program is sandboxed and its policy lets nothing through', async ({
  playground,
  programs,
  page,
}) => {
  await playground.open();
  await programs.show();
  await playground.write(app('still', 'await sleep(60000)'));
  await playground.runScript();
  const frame = page.locator('iframe[title="Program still"]');
  await expect(frame).toHaveAttribute('sandbox', 'allow-scripts');
  const text = (await frame.getAttribute('srcdoc')) ?? '';
  expect(text).toMatch(/default-src 'none'; script-src 'sha256-[\w+/=]+'; worker-src blob:"/);
  expect(await page.evaluate(() => document.querySelector('iframe')?.contentDocument ?? null)).toBeNull();
  await programs.button('Stop still').click();
  await expect(frame).toHaveCount(0);
});

test('the editor knows the methods of a client, and their arguments', async ({ playground, page }) => {
  await playground.open();
  await playground.write('# @app shop\n\n# @end\nSET a.b 1');
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.type('await redis.zAd');
  await expect(page.locator('.suggest-widget')).toContainText('zAddIncr');
  await page.keyboard.press('Tab');
  await expect(page.locator('.parameter-hints-widget')).toContainText(
    'members: { score: number, value: string }',
  );
  await expect(playground.line('await redis.zAdd()')).toBeVisible();
  await page.keyboard.type("'board', { score: 50, value: 'ada' }");
  // The help lies over what is around it, until it is sent away; suggestions that are open go first.
  await expect(async () => {
    await page.keyboard.press('Escape');
    await expect(page.locator('.parameter-hints-widget.visible')).toHaveCount(0, { timeout: 1000 });
  }).toPass();
  await playground.runScript();
  await expect(playground.key('board')).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`no serious axe violations in ${colorScheme}`, async ({ playground, programs, page }) => {
    await page.emulateMedia({ colorScheme });
    await playground.open();
    await programs.show();
    await playground.write(
      `${app('shop', `log('a line')\n${LIMITER}\nif (user === 20) throw new Error('no')`)}# @load shop users 20\n${app('still', 'await sleep(60000)')}${app('never', '')}`,
    );
    await playground.runScript();
    await programs.choose('shop');
    await expect(programs.outcomes).toContainText('error 1');
    await expect(programs.row('still')).toContainText('Running');
    await programs.button('Pause still').click();
    const look = () => seriousViolations(page);
    expect(await look()).toEqual([]);
    await programs.button('Table').click();
    expect(await look()).toEqual([]);
  });
}

test.describe('without a server', () => {
  test.use({ serviceWorkers: 'allow' });

  test('programs run from what is kept', async ({ playground, programs, page }) => {
    const site = await serveSite();
    await playground.open(site.url);
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
      while (!navigator.serviceWorker.controller) await new Promise((resolve) => setTimeout(resolve, 50));
    });
    await site.close();
    await page.reload();
    await playground.ready();
    await programs.show();
    await playground.write(app('shop', "report(await redis.set('a', '1'))"));
    await playground.runScript();
    await expect(playground.line('@app shop')).toContainText('OK: 1');
  });
});

test('programs run in an embed, and in a frame that its page has sandboxed', async ({ page, baseURL }) => {
  const playground = baseURL ?? '';
  const script = app('shop', "report('n is ' + (await redis.incr('n')))");
  const link = await encodeLink({ title: '', text: [], view: undefined, keyspace: undefined, script });
  const site = await servePages({
    'course.html': authorPage(
      playground,
      `<key-glass id="it">${script}</key-glass>
       <iframe id="own" sandbox="allow-scripts" height="400" width="700" src="${playground}?embed=1#${link}"></iframe>`,
    ),
  });
  await page.goto(`${site.url}course.html`);
  const embed = new Embed(page, 'it');
  await embed.start.click();
  await expect(embed.replies).toContainText('n is 1: 1');
  const own = page.frameLocator('#own');
  await own.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(own.getByText('n is 1: 1').first()).toBeVisible();
  await site.close();
});
