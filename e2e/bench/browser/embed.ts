/** What embeds cost a course page on another origin: bytes, memory and time, at rest and after a run. */
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { type Context, median, type Section } from '../report.ts';
import { type Served, servePlayground } from './page.ts';

const ROUNDS = 3;
const TEN = 10;
const KB = 1000;
const MIB = 1024;
/** How long after the last reply memory is looked at: collections are over by then. */
const SETTLE_MS = 2000;

interface Author {
  readonly url: string;
  close(): void;
}

/** A course page with ten embeds and one with none, on an origin of their own. */
async function serveCourse(playground: string): Promise<Author> {
  const embeds = Array.from(
    { length: TEN },
    (_, i) => `<key-glass id="e${i}">SET n ${i}\nZADD board 1 ada 2 bob\nGET n</key-glass>`,
  );
  const server = createServer((request, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    const body = request.url === '/ten' ? embeds.join('') : request.url === '/one' ? embeds[0] : '';
    const script = body ? `<script type="module" src="${playground}embed.js"></script>` : '';
    response.end(`<!doctype html><title>A course</title><link rel="icon" href="data:,">${script}${body}`);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://localhost:${port}/`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Bytes after gzip of every response from the playground, at rest and up to the first reply. */
async function bytes(
  served: Served,
  course: Author,
): Promise<{ rest: number; run: number; monaco: number; engine: number }> {
  const context = await served.browser.newContext();
  const page = await context.newPage();
  const fetched: Promise<number>[] = [];
  let monaco = 0;
  let entries = 0;
  context.on('response', (response) => {
    if (!response.url().startsWith(served.url)) return;
    if (/\/view-[^/]*\.(js|css)$/.test(response.url())) monaco++;
    if (/\/(entry-[^/]*\.js|embed\.html)/.test(response.url())) entries++;
    fetched.push(
      response.body().then(
        (body) => gzipSync(body, { level: 9 }).length,
        () => 0,
      ),
    );
  });
  const sum = async () => (await Promise.all(fetched)).reduce((all, one) => all + one, 0) / KB;
  await page.goto(`${course.url}one`);
  await page.locator('#e0 pre').waitFor();
  await page.waitForTimeout(500);
  const rest = await sum();
  const engine = entries;
  await run(page, 1);
  await page.waitForTimeout(500);
  const all = await sum();
  await context.close();
  return { rest, run: all, monaco, engine };
}

/** Runs so many embeds at once; ms until the last has its replies. */
async function run(page: Page, count: number): Promise<number> {
  return page.evaluate(async (many) => {
    const started = performance.now();
    const runs: unknown[] = [];
    for (let i = 0; i < many; i++) {
      const element = document.getElementById(`e${i}`);
      if (element) runs.push(Reflect.get(element, 'run').call(element));
    }
    await Promise.all(runs);
    return performance.now() - started;
  }, count);
}

/** Whether a process is this one or below it. */
function isBelow(pid: number, parents: ReadonlyMap<number, number>): boolean {
  for (let at = pid; at > 1; at = parents.get(at) ?? 0) if (at === process.pid) return true;
  return false;
}

/**
 * Memory that the pages' processes below this one have to themselves, MiB; undefined where the system does not tell. What
 * the browser needs for itself goes up and down by more than an embed weighs, and is left out.
 */
function pagesMiB(): number | undefined {
  try {
    const parents = new Map<number, number>();
    for (const name of readdirSync('/proc')) {
      if (!/^\d+$/.test(name)) continue;
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
      } catch {
        // Ended meanwhile.
      }
    }
    let total = 0;
    for (const [pid, parent] of parents) {
      if (!isBelow(parent, parents)) continue;
      if (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=renderer')) continue;
      const found = /Private_Dirty:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'));
      total += Number(found?.[1] ?? 0);
    }
    return total / MIB;
  } catch {
    return undefined;
  }
}

/** The same, when the page is quiet and what it no longer needs is collected. */
async function settledMiB(page: Page): Promise<number | undefined> {
  await page.waitForTimeout(SETTLE_MS);
  const client = await page.context().newCDPSession(page);
  await client.send('HeapProfiler.collectGarbage');
  await client.detach();
  return pagesMiB();
}

interface Used {
  readonly ms: number;
  readonly workers: number;
  /** MiB more than the page without embeds. */
  readonly rest: number | undefined;
  readonly used: number | undefined;
}

async function memory(served: Served, course: Author): Promise<Used> {
  const context = await served.browser.newContext();
  const page = await context.newPage();
  await page.goto(`${course.url}none`);
  const empty = await settledMiB(page);
  await page.goto(`${course.url}ten`);
  await page.locator(`#e${TEN - 1} pre`).waitFor();
  const rest = await settledMiB(page);
  const ms = await run(page, TEN);
  const used = await settledMiB(page);
  const workers = page.workers().length;
  await context.close();
  return {
    ms,
    workers,
    rest: empty === undefined || rest === undefined ? undefined : rest - empty,
    used: empty === undefined || used === undefined ? undefined : used - empty,
  };
}

async function measure(context: Context): Promise<void> {
  context.heading('Embeds in a page of another origin (Chromium)');
  const served = await servePlayground();
  if (!served) return;
  const course = await serveCourse(served.url);
  try {
    const { rest, run: first, monaco, engine } = await bytes(served, course);
    context.row({ what: 'at rest, gzip', ours: rest, unit: 'kB', target: { atMost: 60 } });
    context.row({ what: 'engines and frames at rest', ours: engine, unit: '', target: { atMost: 0 } });
    context.row({ what: 'up to the first run, gzip', ours: first, unit: 'kB', target: { atMost: 200 } });
    context.row({ what: 'files of Monaco until then', ours: monaco, unit: '', target: { atMost: 0 } });
    const measured: Used[] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      const one = await memory(served, course);
      if (round > 0) measured.push(one);
    }
    const middle = (pick: (one: Used) => number | undefined) =>
      median(measured.map((one) => pick(one) ?? Number.NaN));
    context.row({ what: 'ten at rest', ours: middle(({ rest: mib }) => mib), unit: 'MiB' });
    context.row({ what: 'ten after one run each', ours: middle(({ used }) => used), unit: 'MiB' });
    context.row({ what: 'workers of the ten', ours: middle(({ workers }) => workers), unit: '' });
    context.row({ what: 'until the last of ten has replied', ours: middle(({ ms }) => ms), unit: 'ms' });
  } finally {
    course.close();
    await served.close();
  }
}

export const embed: Section = { name: 'embed', summary: 'embeds: bytes, memory and time', run: measure };
