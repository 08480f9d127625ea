/** What the lessons are there to show, with the numbers that people see. */
import { test as base, expect } from './fixtures.ts';
import { LessonPage } from './pages/lessons.ts';
import { Postgres } from './pages/postgres.ts';
import { ProgramsPage } from './pages/programs.ts';

const test = base.extend<{ lesson: LessonPage; programs: ProgramsPage; postgres: Postgres }>({
  lesson: async ({ page }, use) => use(new LessonPage(page)),
  programs: async ({ page }, use) => use(new ProgramsPage(page)),
  postgres: async ({ page }, use) => use(new Postgres(page)),
});

test.beforeEach(() => {
  // Postgres and earlier steps come first; nothing here is about how long that takes.
  test.setTimeout(240_000);
});

test('hits and misses of a cache equal what Postgres was asked', async ({ playground, lesson, programs }) => {
  await playground.open('./?lesson=cache-aside&step=2');
  await lesson.shows('Miss, query, fill, hit');
  await programs.show();
  await playground.runScript();
  await expect(programs.outcomes).toContainText('miss 3', { timeout: 60_000 });
  await lesson.button('Show solution').click();
  await playground.runScript();
  await expect(programs.outcomes).toContainText('hit 2');
  await expect(programs.outcomes).toContainText('miss 1');
  await expect(lesson.panel.getByText('1 statement with “FROM products” ran.')).toBeVisible();
  await expect(lesson.done).toBeVisible();
});

test('a stampede asks Postgres twenty times, and once with the lock', async ({
  playground,
  lesson,
  programs,
}) => {
  await playground.open('./?lesson=cache-aside&step=4');
  await lesson.shows('Twenty readers, one expired key');
  await programs.show();
  await playground.runScript();
  await expect(programs.outcomes).toContainText('query 20', { timeout: 60_000 });
  await lesson.button('Show solution').click();
  await playground.runScript();
  await expect(programs.outcomes).toContainText('hit 19', { timeout: 60_000 });
  await expect(programs.outcomes).toContainText('query 1');
  await expect(lesson.done).toBeVisible();
});

test('when the key ends all readers miss, and none where one refreshes early', async ({
  playground,
  lesson,
  programs,
}) => {
  await playground.open('./?lesson=cache-aside&step=5');
  await lesson.shows('Refresh early');
  await programs.show();
  await playground.runScript();
  await expect(programs.outcomes).toContainText(/miss [1-9]/, { timeout: 90_000 });
  await expect(lesson.checks(false).first()).toContainText('No reader may find the key gone');
  await lesson.button('Show solution').click();
  await playground.runScript();
  await expect(lesson.done).toBeVisible({ timeout: 90_000 });
  await expect(programs.outcomes).not.toContainText('miss');
});

test('a dropped cache fills itself again, and nothing is lost', async ({
  playground,
  lesson,
  postgres,
  page,
}) => {
  await playground.open('./?lesson=cache-aside&step=6');
  await lesson.shows('Drop the cache');
  await playground.runScript();
  await expect(lesson.panel.getByText(/runs of reader reported “hit”/)).toBeVisible({ timeout: 60_000 });
  await expect(lesson.done).toHaveCount(0);
  await postgres.show('Both stores');
  await page.getByRole('button', { name: 'Run script' }).click();
  await expect(playground.line('@wait')).toContainText('waited', { timeout: 60_000 });
  await postgres.panel.getByRole('button', { name: 'Drop the cache' }).click();
  await expect(lesson.done).toBeVisible({ timeout: 60_000 });
  await expect(postgres.panel.getByRole('row', { name: /^Hit rate/ })).toContainText(/[89]\d%/);
});

test('a burst at the edge passes a fixed window, and meets 429 in a sliding one', async ({
  playground,
  lesson,
  programs,
}) => {
  await playground.open('./?lesson=rate-limiting&step=2');
  await lesson.shows('A burst at the edge');
  await programs.show();
  await playground.runScript();
  await expect(programs.outcomes).toContainText('200 20', { timeout: 60_000 });
  await expect(programs.outcomes).not.toContainText('429');
  await lesson.button('Next').click();
  await lesson.shows('A sliding window');
  await lesson.button('Show solution').click();
  await programs.show();
  await playground.runScript();
  await expect(programs.outcomes).toContainText('200 11', { timeout: 60_000 });
  await expect(programs.outcomes).toContainText('429 10');
  await expect(lesson.done).toBeVisible();
});

test('the job of a crashed worker is done once, by the other', async ({ playground, lesson, page }) => {
  await playground.open('./?lesson=queues&step=4');
  await lesson.shows('A worker crashes, another takes over');
  await lesson.button('Show solution').click();
  await playground.runScript();
  await expect(lesson.done).toBeVisible({ timeout: 60_000 });
  // Claimed with its content, and both confirmed: the second XACK finds nothing to confirm.
  await playground.write('XACK orders shop 1-1 2-1\nXPENDING orders shop');
  await page.getByRole('button', { name: 'Run script' }).click();
  await expect(playground.line('XACK orders')).toContainText('(integer) 0');
});

test('the bars of a leaderboard end in the order of the scores', async ({ playground, lesson, page }) => {
  await playground.open('./?lesson=leaderboards');
  await lesson.shows('Points come in');
  await playground.runScript();
  const rows = page.getByRole('list', { name: 'Ranking' }).getByRole('listitem');
  await expect(rows).toHaveCount(5);
  const shown = () =>
    rows.evaluateAll((items) =>
      items
        .map((item) => ({
          top: item.getBoundingClientRect().top,
          score: Number(item.children[3]?.textContent),
        }))
        .sort((a, b) => a.top - b.top)
        .map(({ score }) => score),
    );
  // Each player scores twelve times, so that is what they have in all when the last one has ended.
  const total = [1, 2, 3, 4, 5]
    .flatMap((user) => Array.from({ length: 12 }, (_, i) => (user * 7 + (i + 1) * 3) % 10))
    .reduce((sum, points) => sum + points, 0);
  await expect.poll(async () => (await shown()).reduce((sum, score) => sum + score, 0)).toBe(total);
  const scores = await shown();
  expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  expect(new Set(scores).size).toBeGreaterThan(2);
});
