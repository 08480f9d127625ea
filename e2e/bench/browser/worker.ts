/** Page → worker → page in Chromium, by the protocol of the playground and its built worker. */
import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Context, median, type Section } from '../report.ts';
import { servePlayground } from './page.ts';

const ROUNDS = 5;
const SINGLES = 3000;
const BATCHES = 200;
const BATCH = 1000;

interface Measured {
  readonly p50: number;
  readonly p99: number;
  readonly rate: number;
}

/** Runs in the page: opens a worker without keeping, then sends single commands and batches. */
async function measure(options: {
  worker: string;
  singles: number;
  batches: number;
  batch: number;
}): Promise<Measured> {
  const worker = new Worker(options.worker, { type: 'module' });
  const send = (message: object, done: (data: { replies?: unknown[]; results?: unknown[] }) => boolean) =>
    new Promise<void>((resolve) => {
      worker.onmessage = ({ data }) => {
        if (done(data)) resolve();
      };
      worker.postMessage(message);
    });
  await send(
    { calls: [{ id: 1, method: 'open', params: { keep: false, seed: 1 } }] },
    (data) => data.results !== undefined,
  );
  const times: number[] = [];
  for (let i = 0; i < options.singles; i++) {
    const started = performance.now();
    await send(
      { run: [i, 'main', ['SET', `key:${i % 100}`, 'value']] },
      (data) => data.replies !== undefined,
    );
    times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  const messages: { run: unknown[] }[] = [];
  for (let b = 0; b < options.batches; b++) {
    const run: unknown[] = [];
    for (let i = 0; i < options.batch; i++) run.push(i, 'main', ['SET', `key:${b}:${i}`, 'value']);
    messages.push({ run });
  }
  const started = performance.now();
  let answered = 0;
  const all = options.batches * options.batch * 3;
  const finished = new Promise<void>((resolve) => {
    worker.onmessage = ({ data }) => {
      answered += data.replies?.length ?? 0;
      if (answered === all) resolve();
    };
  });
  for (const message of messages) worker.postMessage(message);
  await finished;
  const seconds = (performance.now() - started) / 1000;
  worker.terminate();
  return {
    p50: times[Math.floor(times.length / 2)] ?? Number.NaN,
    p99: times[Math.floor(times.length * 0.99)] ?? Number.NaN,
    rate: (options.batches * options.batch) / seconds,
  };
}

async function run(context: Context): Promise<void> {
  context.heading('Page → worker → page (Chromium)');
  const served = await servePlayground();
  if (!served) return;
  try {
    const assets = readdirSync(resolve(process.env.KEYGLASS_ROOT ?? '.', 'dist/assets'));
    const entry = assets.find((name) => /^entry-.*\.js$/.test(name));
    const page = await served.browser.newPage();
    await page.goto(`${served.url}about-blank-for-the-benchmark.html`);
    const measured: Measured[] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      const result = await page.evaluate(measure, {
        worker: `./assets/${entry}`,
        singles: SINGLES,
        batches: BATCHES,
        batch: BATCH,
      });
      if (round > 0) measured.push(result);
    }
    const middle = (pick: (one: Measured) => number) => median(measured.map(pick));
    context.row({
      what: 'one command, p50',
      ours: middle(({ p50 }) => p50),
      unit: 'ms',
      target: { atMost: 0.1 },
    });
    context.row({
      what: 'one command, p99',
      ours: middle(({ p99 }) => p99),
      unit: 'ms',
      target: { atMost: 1 },
    });
    context.row({
      what: `batches of ${BATCH}`,
      ours: middle(({ rate }) => rate),
      unit: 'cmd/s',
      target: { atLeast: 300_000 },
    });
  } finally {
    await served.close();
  }
}

export const worker: Section = {
  name: 'worker',
  summary: 'a command from the page to the engine and back, one by one and in batches',
  run,
};
