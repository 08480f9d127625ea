/** What Postgres costs where a lesson wants it, and that it costs nothing where none does. */
import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { type Context, median, type Section } from '../report.ts';
import { type Served, servePlayground } from './page.ts';

const ROUNDS = 3;
const KB = 1000;
/** A machine that is busy with other things still comes to an end. */
const PATIENCE_MS = 120_000;
/** Files that only Postgres needs. */
const POSTGRES = /\/(postgres-worker|connection)-[^/]*\.js$|\.packed$/;

/** Bytes after gzip of what a visit fetches: of Postgres, and of all the rest. */
async function weigh(
  served: Served,
  act: (page: Page) => Promise<void>,
): Promise<{ postgres: number; rest: number }> {
  const browserContext = await served.browser.newContext({ serviceWorkers: 'block' });
  const page = await browserContext.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const sizes = { postgres: 0, rest: 0 };
  const bodies: Promise<void>[] = [];
  browserContext.on('response', (response) => {
    bodies.push(
      response.body().then(
        (body) => {
          sizes[POSTGRES.test(response.url()) ? 'postgres' : 'rest'] +=
            gzipSync(body, { level: 9 }).length / KB;
        },
        // An answer without a body.
        () => undefined,
      ),
    );
  });
  await act(page);
  await Promise.all(bodies);
  await browserContext.close();
  return sizes;
}

async function openLesson(page: Page, served: Served, id: string): Promise<void> {
  await page.goto(`${served.url}?lesson=${id}`);
  await page.locator('.monaco-editor').first().waitFor();
  await page.getByRole('button', { name: 'Run script' }).waitFor();
}

/** Puts a script into the editor, runs it, and waits for what a line says then. Gives the ms from the click on. */
async function runScript(page: Page, script: string, line: string, says: string): Promise<number> {
  await page.getByRole('textbox', { name: /Script editor/ }).focus();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText(script);
  const started = performance.now();
  await page.getByRole('button', { name: 'Run script' }).click();
  await page.locator('.view-line').filter({ hasText: line }).filter({ hasText: says }).first().waitFor();
  return performance.now() - started;
}

async function run(context: Context): Promise<void> {
  context.heading('Lessons and Postgres, gzip kB over the network (Chromium)');
  const served = await servePlayground();
  if (!served) return;
  try {
    const plain = await weigh(served, async (page) => {
      await openLesson(page, served, 'strings');
      await runScript(page, 'SET a 1', 'SET a', 'OK');
    });
    context.row({ what: 'a lesson without SQL, the page included', ours: plain.rest, unit: 'kB' });
    context.row({ what: 'of it Postgres', ours: plain.postgres, unit: 'kB', target: { atMost: 0 } });
    const sql = await weigh(served, async (page) => {
      await openLesson(page, served, 'cache-aside');
      // Its setup makes a table, so Postgres is there when the panel is.
      await page.getByRole('region', { name: 'Postgres' }).waitFor();
    });
    context.row({
      what: 'the first lesson with SQL, the page included',
      ours: sql.rest + sql.postgres,
      unit: 'kB',
    });
    context.row({ what: 'of it Postgres', ours: sql.postgres, unit: 'kB', target: { atMost: 7500 } });

    context.heading('Postgres, ms (Chromium)');
    const first: number[] = [];
    const second: number[] = [];
    const stopped: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const browserContext = await served.browser.newContext({ serviceWorkers: 'block' });
      const page = await browserContext.newPage();
      page.setDefaultTimeout(PATIENCE_MS);
      await page.goto(served.url);
      await page.locator('.monaco-editor').first().waitFor();
      const script = '# @client db sql\nSELECT 6 * 7 AS answer;';
      first.push(await runScript(page, script, 'SELECT 6', '1 row'));
      second.push(await runScript(page, script.replace('6', '66'), 'SELECT 66', '1 row'));
      // Stopping takes the worker with it; the next statement waits for another one.
      await runScript(
        page,
        '# @client db sql\nSELECT count(*) FROM generate_series(1, 1e12);',
        'SELECT count',
        'running in Postgres',
      );
      const stop = performance.now();
      await page.getByRole('button', { name: 'Stop', exact: true }).click();
      await page.locator('.view-line').filter({ hasText: 'stopped' }).first().waitFor();
      await runScript(page, script.replace('6', '666'), 'SELECT 666', '1 row');
      stopped.push(performance.now() - stop);
      await browserContext.close();
    }
    context.row({
      what: 'from the first statement’s Run to its rows, cold',
      ours: median(first),
      unit: 'ms',
    });
    context.row({ what: 'a further statement, to its rows on the page', ours: median(second), unit: 'ms' });
    context.row({
      what: 'from Stop of an endless query to the next rows',
      ours: median(stopped),
      unit: 'ms',
    });
  } finally {
    await served.close();
  }
}

export const sql: Section = { name: 'sql', summary: 'what Postgres costs a lesson: bytes and time', run };
