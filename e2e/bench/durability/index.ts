/**
 * Durability where the playground runs: Chromium, its IndexedDB, the built worker. Each ratio has both of its sides in the
 * same run; the real server saves and loads the same data beside it.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { build } from 'vite';
import { type Served, servePlayground } from '../browser/page.ts';
import { type Context, median, type Section } from '../report.ts';
import type { durability as inPage } from './in-page.ts';
import { type RealTimes, realTimes } from './real.ts';

declare const durability: typeof inPage;

const MILLION = 1_000_000;
const ROUNDS = 5;
const BURST = 200_000;

const log = (fsync: string) => ({ appendOnly: true, fsync, save: [] }) as const;
const NONE = { appendOnly: false, fsync: 'no', save: [] } as const;

async function bundle(root: string): Promise<string> {
  const outDir = resolve(root, 'node_modules/.cache/keyglass/bench-durability');
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: {
      outDir,
      target: 'es2023',
      lib: {
        entry: resolve(root, 'e2e/bench/durability/in-page.ts'),
        formats: ['iife'],
        name: 'bench',
        fileName: () => 'durability.js',
      },
    },
  });
  return readFileSync(resolve(outDir, 'durability.js'), 'utf8');
}

class Bench {
  private readonly context: Context;
  private readonly served: Served;
  private readonly entry: string;
  private readonly content: string;

  constructor(context: Context, served: Served, entry: string, content: string) {
    this.context = context;
    this.served = served;
    this.entry = entry;
    this.content = content;
  }

  async run(): Promise<void> {
    const { context } = this;
    context.heading('Durability over IndexedDB (Chromium): throughput');
    await this.onPage((page) => this.throughput(page));
    context.heading('always: a reply waits for its commit');
    await this.onPage((page) => this.always(page));
    const real = context.redis === undefined ? undefined : await realTimes(context.redis, MILLION);
    context.heading('A snapshot of 1M small keys, and recovery; theirs is the real server');
    await this.onPage((page) => this.snapshot(page, real));
    await this.onPage((page) => this.replay(page, real));
  }

  /** A page of the origin that is not the playground, in a profile of its own. */
  private async onPage(work: (page: Page) => Promise<void>): Promise<void> {
    const browserContext = await this.served.browser.newContext({ serviceWorkers: 'block' });
    const page = await browserContext.newPage();
    await page.goto(`${this.served.url}card.png`);
    await page.addScriptTag({ content: this.content });
    await work(page);
    await browserContext.close();
  }

  private async throughput(page: Page): Promise<void> {
    const modes = { none: NONE, no: log('no'), everysec: log('everysec') };
    for (const [name, mode] of Object.entries(modes)) {
      await page.evaluate(([entry, name, mode]) => durability.start(entry, name, mode), [
        this.entry,
        name,
        mode,
      ] as const);
    }
    const rates: Record<string, number[]> = {};
    // In turns; the first round warms up.
    for (let round = 0; round <= ROUNDS; round++) {
      for (const name of Object.keys(modes)) {
        const rate = await page.evaluate(([name, count, round]) => durability.rate(name, count, round), [
          name,
          BURST,
          round,
        ] as const);
        rates[name] ??= [];
        if (round > 0) rates[name].push(rate);
      }
    }
    const theirs = median(rates.none ?? []);
    const row = (what: string, name: string) =>
      this.context.row({
        what,
        ours: median(rates[name] ?? []),
        theirs,
        unit: 'cmd/s',
        target: { atLeast: 0.75 },
      });
    row('AOF everysec against none', 'everysec');
    row('AOF no against none', 'no');
  }

  private async always(page: Page): Promise<void> {
    const { context } = this;
    const mode = log('always');
    await page.evaluate(([entry, mode]) => durability.start(entry, 'always', mode), [
      this.entry,
      mode,
    ] as const);
    await page.evaluate(() => durability.oneByOne('always', 100));
    const alone = await page.evaluate(() => durability.oneByOne('always', 1000));
    context.row({ what: 'one client: a turn, p50', ours: alone.p50, unit: 'ms', target: { atMost: 3 } });
    context.row({ what: 'one client: a turn, p99', ours: alone.p99, unit: 'ms' });
    for (const pipeline of [1, 10, 100]) {
      const rates: number[] = [];
      for (let round = 0; round < 3; round++) {
        rates.push(await page.evaluate((deep) => durability.clients('always', 50, deep, 1000), pipeline));
      }
      context.row({
        what: `50 clients, ${pipeline} at once`,
        ours: median(rates),
        unit: 'cmd/s',
        ...(pipeline === 10 && { target: { atLeast: 50_000 } }),
      });
    }
  }

  private async snapshot(page: Page, real: RealTimes | undefined): Promise<void> {
    const { context, entry } = this;
    const { ms, most } = await page.evaluate((keys) => durability.slices(keys, 2), MILLION);
    const theirs = (seconds: number | undefined) => ({ theirs: seconds, judged: 'ours' }) as const;
    context.row({
      what: 'engine time in slices',
      ours: ms / 1000,
      ...theirs(real?.save),
      unit: 's',
      target: { atMost: 1 },
    });
    context.row({ what: 'the longest slice', ours: most, unit: 'ms' });
    await page.evaluate(([entry, mode]) => durability.start(entry, 'snapshot', mode), [
      entry,
      log('everysec'),
    ] as const);
    await page.evaluate(() =>
      durability.run('snapshot', 'CONFIG', 'SET', 'auto-aof-rewrite-percentage', '0'),
    );
    await page.evaluate((keys) => durability.fill('snapshot', keys), MILLION);
    await page.evaluate(() => durability.run('snapshot', 'SAVE'));
    const idle = await page.evaluate(() => durability.oneByOne('snapshot', 2000));
    const during = await page.evaluate((keys) => durability.duringSave('snapshot', keys, false), MILLION);
    context.row({ what: 'in all, commands between', ours: during.ms / 1000, unit: 's' });
    context.row({
      what: 'a command meanwhile, p99',
      ours: during.latencies.p99,
      theirs: idle.p99,
      unit: 'ms',
      judged: 'ours',
      target: { atMost: 5 },
    });
    context.row({
      what: 'a command meanwhile, longest',
      ours: during.latencies.most,
      theirs: idle.most,
      unit: 'ms',
    });

    const opened: Awaited<ReturnType<typeof durability.reopen>>[] = [];
    for (let round = 0; round < 3; round++) {
      opened.push(await page.evaluate((entry) => durability.reopen(entry, 'snapshot'), entry));
    }
    if (opened.some(({ keys }) => keys < MILLION)) throw new Error('keys are missing');
    context.row({
      what: 'recovery: a new worker answers',
      ours: median(opened.map(({ ms }) => ms)) / 1000,
      ...theirs(real?.load),
      unit: 's',
      target: { atMost: 1.5 },
    });
    context.row({
      what: 'recovery alone',
      ours: median(opened.map(({ recovery }) => recovery)) / 1000,
      ...theirs(real?.load),
      unit: 's',
    });
    await page.evaluate(() => durability.stop('snapshot'));
    const usable: number[] = [];
    for (let round = 0; round < 3; round++) {
      const playground = await page.context().newPage();
      await playground.addInitScript(markFirstKey);
      await playground.goto(this.served.url, { waitUntil: 'commit' });
      await playground.getByRole('treeitem').first().waitFor();
      // A locator is asked for at intervals of up to half a second; the page itself knows the frame.
      usable.push(
        await playground.evaluate(() => performance.getEntriesByName('first key')[0]?.startTime ?? NaN),
      );
      await playground.close();
    }
    context.row({
      what: 'from the address to the first key',
      ours: median(usable) / 1000,
      unit: 's',
      target: { atMost: 1.5 },
    });

    await page.evaluate(([entry, mode]) => durability.start(entry, 'large', mode), [
      entry,
      log('everysec'),
    ] as const);
    await page.evaluate((members) => durability.fillSortedSet('large', members), MILLION);
    const large = await page.evaluate(() => durability.duringSave('large', 1000, true));
    context.row({
      what: 'one value of 1M that changes, p99',
      ours: large.latencies.p99,
      unit: 'ms',
      target: { atMost: 5 },
    });
    context.row({ what: 'one value of 1M that changes, most', ours: large.latencies.most, unit: 'ms' });
  }

  private async replay(page: Page, real: RealTimes | undefined): Promise<void> {
    const { context, entry } = this;
    await page.evaluate(([entry, mode]) => durability.start(entry, 'replay', mode), [
      entry,
      log('everysec'),
    ] as const);
    await page.evaluate(() => durability.run('replay', 'CONFIG', 'SET', 'auto-aof-rewrite-percentage', '0'));
    await page.evaluate((count) => durability.fill('replay', count), MILLION);
    const opened: Awaited<ReturnType<typeof durability.reopen>>[] = [];
    for (let round = 0; round < 3; round++) {
      opened.push(await page.evaluate((entry) => durability.reopen(entry, 'replay'), entry));
    }
    if (opened.some(({ commands }) => commands < MILLION)) throw new Error('commands are missing');
    context.row({
      what: 'replay of a log of 1M commands',
      ours: median(opened.map(({ recovery }) => recovery)) / 1000,
      theirs: real?.replay,
      judged: 'ours',
      unit: 's',
      target: { atMost: 2 },
    });
  }
}

/** In a page: marks the frame that shows the first key, in ms since the address was asked for. */
function markFirstKey(): void {
  new MutationObserver((_, observer) => {
    if (!document.querySelector('[role=treeitem]')) return;
    observer.disconnect();
    requestAnimationFrame(() => performance.mark('first key'));
  }).observe(document, { childList: true, subtree: true });
}

async function run(context: Context): Promise<void> {
  const served = await servePlayground();
  if (!served) return;
  try {
    const root = resolve(process.env.KEYGLASS_ROOT ?? '.');
    const entry = readdirSync(resolve(root, 'dist/assets')).find((name) => /^entry-.*\.js$/.test(name));
    await new Bench(context, served, `./assets/${entry}`, await bundle(root)).run();
  } finally {
    await served.close();
  }
}

export const durabilitySection: Section = {
  name: 'durability',
  summary: 'throughput by mode, group commit, snapshots without a stall, recovery and replay',
  run,
};
