/**
 * The worker is killed at random moments under load, in a real browser over its IndexedDB. `KEYGLASS_KILLS` says how often in
 * each mode (`npm run kills` has 200); a run of all tests takes fewer.
 */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { clearUnderLoad } from './kill/cleared.ts';
import { type KillPlan, killWorkers } from './kill/driver.ts';
import { handOver } from './kill/hand-over.ts';
import { providePageWorkers } from './kill/page-worker.ts';

const KILLS = Number(process.env.KEYGLASS_KILLS ?? 30);
const SEED = Number(process.env.KEYGLASS_SEED ?? 1);

type Mode = Pick<KillPlan, 'durability' | 'saves'>;
const log = (fsync: string, saves: boolean): Mode => ({
  durability: { appendOnly: true, fsync, save: [] },
  saves,
});
const snapshots = (saves: boolean): Mode => ({
  durability: { appendOnly: false, fsync: 'everysec', save: [] },
  saves,
});

const MODES: readonly (readonly [name: string, mode: Mode])[] = [
  ['none', snapshots(false)],
  ['RDB', snapshots(true)],
  ['AOF no', log('no', false)],
  ['AOF everysec', log('everysec', false)],
  ['AOF always', log('always', false)],
  ['RDB and AOF everysec', log('everysec', true)],
  ['RDB and AOF always', log('always', true)],
];

/** Opens a page of the same origin without the playground, whose own worker would hold the lock; the built worker's address. */
async function openBare(page: Page): Promise<string> {
  const entries: string[] = [];
  page.on('request', (request) => {
    if (/\/assets\/entry-[^/]*\.js/.test(request.url())) entries.push(request.url());
  });
  await page.goto('./');
  await expect.poll(() => entries.length).toBeGreaterThan(0);
  await page.goto('./card.png');
  await page.evaluate(providePageWorkers);
  return entries[0] ?? '';
}

for (const [name, mode] of MODES) {
  test(`killed ${KILLS} times: ${name}`, async ({ page }) => {
    test.setTimeout(60_000 + KILLS * 3000);
    const worker = await openBare(page);
    const started = Date.now();
    const report = await page.evaluate(killWorkers, {
      worker,
      seed: SEED,
      kills: KILLS,
      ...mode,
    });
    const seconds = (Date.now() - started) / 1000;
    const { early, steps, acknowledged, lost, losses, mostLost, oldestLost } = report;
    console.log(
      `${name}: ${KILLS} kills (${early} while recovering) in ${seconds.toFixed(0)} s, ${acknowledged} acknowledged, ` +
        `${lost} of them lost by ${losses} kills, at most ${mostLost} at once and ${oldestLost.toFixed(0)} ms old; step ${steps}`,
    );
    expect(report.wrong).toEqual([]);
    // That something was at stake: nearly three of four kills wait for an answer, nearly one of three until something is kept.
    expect(acknowledged).toBeGreaterThan(KILLS / 3);
    if (name !== 'none') expect(steps).toBeGreaterThan(KILLS / 10);
  });
}

for (const [name, durability] of [
  ['AOF everysec', { appendOnly: true, fsync: 'everysec', save: [] }],
  ['AOF always', { appendOnly: true, fsync: 'always', save: [] }],
  ['RDB', { appendOnly: false, fsync: 'no', save: [[3600, 1]] }],
] as const) {
  test(`two tabs take a playground from each other while both write: ${name}`, async ({ page }) => {
    const worker = await openBare(page);
    const report = await page.evaluate(handOver, { worker, rounds: 12, durability });
    expect(report.wrong).toEqual([]);
    expect(report.counted).toBeGreaterThan(100);
    expect(report.refused).toBeGreaterThan(0);
  });
}

test('what the browser takes away again and again while it is written is there again', async ({ page }) => {
  const worker = await openBare(page);
  const session = await page.context().newCDPSession(page);
  const { origin } = new URL(page.url());
  await page.exposeFunction('clearStorage', () =>
    session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' }),
  );
  const report = await page.evaluate(clearUnderLoad, { worker, rounds: 12 });
  expect(report.wrong).toEqual([]);
  expect(report.counted).toBeGreaterThanOrEqual(12);
});
