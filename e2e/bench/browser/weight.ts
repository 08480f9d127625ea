/** What a first visit fetches and how long it takes until the page can be used: cold cache, this machine. */
import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { type Context, median, type Section } from '../report.ts';
import { type Served, servePlayground } from './page.ts';

const ROUNDS = 5;
const KB = 1000;

interface Fetched {
  readonly url: string;
  /** Bytes after gzip. */
  readonly bytes: number;
}

/** Every response of a visit, weighed with gzip as a web server would send it. */
async function visit(served: Served, act: (page: Page) => Promise<void>): Promise<Fetched[]> {
  // The service worker fetches all of the build ahead for use without a network; a first view does not wait for that.
  const context = await served.browser.newContext({ serviceWorkers: 'block' });
  const page = await context.newPage();
  const bodies: Promise<Fetched | undefined>[] = [];
  page.context().on('response', (response) => {
    bodies.push(
      response.body().then(
        (body) => ({ url: response.url(), bytes: gzipSync(body, { level: 9 }).length }),
        () => undefined,
      ),
    );
  });
  await page.goto(served.url);
  await act(page);
  const fetched = (await Promise.all(bodies)).filter((one) => one !== undefined);
  await context.close();
  return fetched;
}

/** Names of the files that the page itself asks for: what stands in it before anything is fetched later. */
async function shellOf(url: string): Promise<Set<string>> {
  const html = await (await fetch(url)).text();
  const names = [...html.matchAll(/(?:src|href)="\.?\/?([^"#?]+)"/g)].map(
    (match) => match[1]?.split('/').at(-1) ?? '',
  );
  return new Set(['', ...names]);
}

const MONACO = /\/(view|monaco)[^/]*\.(js|css)$/;
/** The worker’s entry, the engine, and how it is kept. */
const WORKER = /\/(entry|server|persistence)-[^/]*\.js$/;

async function run(context: Context): Promise<void> {
  context.heading('Over the network, gzip kB (Chromium)');
  const served = await servePlayground();
  if (!served) return;
  try {
    const fetched = await visit(served, async (page) => {
      await page.locator('.monaco-editor').first().waitFor();
      await page.waitForTimeout(500);
    });
    const weigh = (matches: (url: string) => boolean) =>
      fetched.filter(({ url }) => matches(url)).reduce((sum, { bytes }) => sum + bytes, 0) / KB;
    const shell = await shellOf(served.url);
    const isShell = (url: string) => shell.has(url.split('/').at(-1) ?? '');
    context.row({
      what: 'shell (frame and stores)',
      ours: weigh(isShell),
      unit: 'kB',
      target: { atMost: 150 },
    });
    context.row({
      what: 'panels in view, after it',
      ours: weigh((url) => !MONACO.test(url) && !WORKER.test(url) && !isShell(url)),
      unit: 'kB',
    });
    context.row({
      what: 'engine worker',
      ours: weigh((url) => WORKER.test(url)),
      unit: 'kB',
      target: { atMost: 90 },
    });
    context.row({
      what: 'Monaco',
      ours: weigh((url) => MONACO.test(url)),
      unit: 'kB',
      target: { atMost: 900 },
    });
    const foreign = fetched.filter(({ url }) => !url.startsWith(served.url) && !url.startsWith('blob:'));
    context.row({ what: 'requests to other hosts', ours: foreign.length, unit: '', target: { atMost: 0 } });

    context.heading('Cold start, ms (Chromium)');
    const usable: number[] = [];
    const replied: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const browserContext = await served.browser.newContext();
      const page = await browserContext.newPage();
      const started = performance.now();
      await page.goto(served.url, { waitUntil: 'commit' });
      await page.getByRole('textbox', { name: 'Script editor' }).first().waitFor({ state: 'attached' });
      usable.push(performance.now() - started);
      const prompt = page.getByRole('combobox', { name: 'Command for main' });
      await prompt.fill('PING');
      await prompt.press('Enter');
      await page.getByText('PONG').first().waitFor();
      replied.push(performance.now() - started);
      await browserContext.close();
    }
    context.row({ what: 'until text can be edited', ours: median(usable), unit: 'ms' });
    context.row({ what: 'until the first reply', ours: median(replied), unit: 'ms' });
  } finally {
    await served.close();
  }
}

export const weight: Section = { name: 'weight', summary: 'bytes of a first visit, and its time', run };
