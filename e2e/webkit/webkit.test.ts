import { afterAll, afterEach, beforeAll, beforeEach, test } from 'vitest';
import { type Site, serveSite } from '../browser/site.ts';
import { WebKit, type Window } from './browser.ts';

/** A course on another site than the playground, with two embeds and a frame that its author has sandboxed. */
const COURSE = (url: string) => `<!doctype html><title>Course</title>
<script type="module" src="${url}embed.js"></script>
<key-glass id="first">SET greeting hello\nGET greeting</key-glass>
<key-glass id="board" scenario="leaderboard"></key-glass>
<iframe id="boxed" sandbox="allow-scripts" src="${url}?embed=1&scenario=counter" width="700" height="400"></iframe>`;

let webkit: WebKit;
let site: Site;
let window: Window;
beforeAll(async () => {
  webkit = await WebKit.start();
  site = await serveSite();
});
afterAll(async () => {
  await webkit?.stop();
  await site?.close();
});
beforeEach(async () => {
  window = await webkit.open();
});
afterEach(async () => {
  await window.end();
});

const KEYS = '[role=tree]';
const SCRIPT = '.monaco-editor';
const CONSOLE = '[aria-label="Console of main"]';

test('a script runs, and what it wrote is there after a reload', async () => {
  await window.goto(site.url);
  await window.runScript('SET greeting hello\nGET greeting\nZADD board 10 ada 20 lin');
  await window.sees(SCRIPT, /GET greeting\s+→ "hello"/);
  await window.sees(KEYS, /board[\s\S]*greeting/);
  await window.command('INCR n');
  await window.sees(CONSOLE, /\(integer\) 1/);
  await window.command('FLUSHSTATS');
  await window.sees(CONSOLE, /unknown command/);
  await window.click('Ranking');
  await window.sees('[role=tabpanel]', /lin\s+20\s+2\s+ada/);
  await window.sees('footer', /Saved/);
  await window.goto(site.url);
  await window.sees(KEYS, /board[\s\S]*greeting[\s\S]*n/);
  await window.sees(SCRIPT, /SET greeting hello/);
  await window.command('GET greeting');
  await window.sees(CONSOLE, /hello/);
});

test('what is fetched on first use runs: Lua, Postgres, programs', async () => {
  await window.goto(site.url);
  await window.command('EVAL "return 40 + 2" 0');
  await window.sees(CONSOLE, /\(integer\) 42/);
  await window.runScript(
    '# @client db sql\nCREATE TABLE t (a int);\nINSERT INTO t VALUES (40), (2);\nSELECT sum(a) FROM t;',
  );
  await window.sees(SCRIPT, /INSERT 0 2/);
  await window.sees(SCRIPT, /SELECT sum.*→ 1 row/);
  await window.runScript(
    "# @app shop\nawait redis.set('p', 41)\nlog('told ' + (await redis.incr('p')))\n# @end",
  );
  await window.sees(KEYS, /p/);
  await window.click('Programs');
  await window.sees('[role=tabpanel]', /told 42/);
});

test('after a crash of the engine what was on disk is there', async () => {
  await window.goto(site.url);
  await window.runScript('SET kept value');
  await window.sees(KEYS, /kept/);
  await window.click('Durability');
  await window.click('always');
  await window.click('Crash lab');
  await window.click('Crash the engine now');
  await window.sees('table', /AOF always/);
  await window.sees(KEYS, /kept/);
});

test('embeds on a page of another site run, in a sandbox too', async () => {
  const course = await serveSite('/', { 'course.html': COURSE(site.url) }, '127.0.0.1');
  try {
    const { driver } = window;
    await driver.get(`${course.url}course.html`);
    await window.clickIn('#first', 'Run');
    await window.inFrameOf('#first', async () => {
      await window.sees('body', /2 commands[\s\S]*"hello"/);
    });
    await window.clickIn('#board', 'Run');
    await window.inFrameOf('#board', async () => {
      await window.sees('body', /\d\d? commands/);
    });
    await window.inFrameOf('#boxed', async () => {
      // A pointer misses what is in a frame further down.
      await window.driver.executeScript('document.querySelector(".kg-run").click()');
      await window.sees('body', /11 commands/);
    });
  } finally {
    await course.close();
  }
});
