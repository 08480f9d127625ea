/** Programs in Chromium: how soon one runs, what a load of users takes, and what a pause for each command costs. */
import type { Page } from '@playwright/test';
import { type Context, median, type Section } from '../report.ts';
import { type Served, servePlayground } from './page.ts';

const ROUNDS = 5;
const USERS = 20;
/** How long commands are sent for one after the other, ms. */
const SPELL = 2000;

/** A program's own clock and the page's are both the machine's, so a moment of one can be taken from one of the other. */
const FIRST = `
log('began', Date.now())
await redis.incr('n')
log('answered', Date.now())`;
const SPELLS = `
const until = Date.now() + ${SPELL}
let count = 0
while (Date.now() < until) { await redis.incr('n'); count++ }
log('count', count)`;

const app = (code: string, load = '') => `# @app bench\n${code.trim()}\n# @end\n${load}`;

async function openPage(served: Served): Promise<Page> {
  const page = await (await served.browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  await page.goto(served.url);
  await page.locator('.monaco-editor').first().waitFor();
  await page.getByRole('tab', { name: 'Programs' }).click();
  return page;
}

/** Runs a script to its end; gives the moment of the click. */
async function run(page: Page, script: string): Promise<number> {
  await page.getByRole('textbox', { name: /Script editor/ }).focus();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('Delete');
  await page.keyboard.insertText(script);
  const start = page.getByRole('button', { name: 'Run script' });
  const from = await start.evaluate((button) => {
    const at = Date.now();
    if (button instanceof HTMLElement) button.click();
    return at;
  });
  await page.getByRole('button', { name: 'Stop', exact: true }).and(page.locator(':disabled')).waitFor();
  return from;
}

/** Numbers behind a word in the program's log. */
async function logged(page: Page, word: string): Promise<number[]> {
  const text = (await page.getByRole('log', { name: 'Log of bench' }).textContent()) ?? '';
  return [...text.matchAll(new RegExp(`${word} (\\d+)`, 'g'))].map(([, digits]) => Number(digits));
}

async function starts(page: Page): Promise<{ began: number; answered: number }> {
  const from = await run(page, app(FIRST));
  const [began = Number.NaN] = await logged(page, 'began');
  const [answered = Number.NaN] = await logged(page, 'answered');
  return { began: began - from, answered: answered - from };
}

/** From the click to the reply of the last of many users. */
async function load(page: Page): Promise<number> {
  const from = await run(
    page,
    app("await redis.incr('n'); log('answered', Date.now())", `# @load bench users ${USERS}\n`),
  );
  return Math.max(...(await logged(page, 'answered'))) - from;
}

async function section(context: Context): Promise<void> {
  context.heading('Programs (Chromium)');
  const served = await servePlayground();
  if (!served) return;
  try {
    const cold = [];
    for (let i = 0; i < ROUNDS; i++) {
      const page = await openPage(served);
      cold.push((await starts(page)).answered);
      await page.context().close();
    }
    const page = await openPage(served);
    const warm = [];
    for (let i = 0; i <= ROUNDS; i++) warm.push(await starts(page));
    // The first start of a page loads what programs need.
    warm.shift();
    const loads = [];
    for (let i = 0; i < ROUNDS; i++) loads.push(await load(page));
    await run(page, app(SPELLS));
    const [alone = Number.NaN] = await logged(page, 'count');
    await run(page, app(SPELLS, `# @load bench users ${USERS}\n`));
    const together = (await logged(page, 'count')).reduce((sum, n) => sum + n, 0);
    const ms = { unit: 'ms' } as const;
    context.row({ what: 'first program of a page, to a reply', ours: median(cold), ...ms });
    context.row({ what: 'program starts', ours: median(warm.map(({ began }) => began)), ...ms });
    context.row({
      what: 'program has its first reply',
      ours: median(warm.map((one) => one.answered)),
      ...ms,
    });
    context.row({ what: `load: ${USERS} users have a reply`, ours: median(loads), ...ms });
    const rate = { unit: 'cmd/s' } as const;
    context.row({ what: 'one program, each command awaited', ours: (alone / SPELL) * 1000, ...rate });
    context.row({ what: `${USERS} users, each command awaited`, ours: (together / SPELL) * 1000, ...rate });
  } finally {
    await served.close();
  }
}

export const programs: Section = {
  name: 'programs',
  summary: 'programs in Chromium: start, load of users, commands a second',
  run: section,
};
