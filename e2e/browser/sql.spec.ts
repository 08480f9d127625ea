import { seriousViolations } from './axe.ts';
import { test as base, expect } from './fixtures.ts';
import { authorPage, Embed, servePages } from './pages/embed.ts';
import { Postgres } from './pages/postgres.ts';
import { serveSite } from './site.ts';

const test = base.extend<{ postgres: Postgres }>({
  postgres: async ({ page }, use) => use(new Postgres(page)),
});

const USERS = `# @client db sql
CREATE TABLE users (id serial PRIMARY KEY, name text NOT NULL);
INSERT INTO users (name) VALUES ('Ada'), ('Lin');`;

test('a page without SQL loads nothing of Postgres', async ({ playground, postgres, page }) => {
  await playground.open();
  await playground.write('SET a 1\nGET a');
  await playground.runScript();
  await expect(playground.line('GET a')).toContainText('"1"');
  expect(postgres.fetched).toEqual([]);
  await expect(playground.tab('Postgres')).toHaveCount(0);
  // Not by looking at its panel either.
  await playground.command('Go to Postgres');
  await expect(page.getByRole('button', { name: 'Load Postgres' })).toBeVisible();
  expect(postgres.fetched).toEqual([]);
});

test('SQL lines run, are expected, and say what is wrong in the words of Postgres', async ({
  playground,
  postgres,
  page,
}) => {
  await playground.open();
  await playground.write(`${USERS}
SELECT id, name FROM users
ORDER BY id;
# @expect 1 | Ada
# @expect 2 | Lin
SELECT count(*) FROM users;
# @expect 3
SELECT * FROM nowhere;
# @client main
SET after 1`);
  await playground.runScript();
  await expect(playground.line('SET after')).toContainText('OK');
  await expect(playground.line('CREATE TABLE')).toContainText('→ CREATE TABLE');
  await expect(playground.line('ORDER BY id;')).toContainText('✓ 2 rows');
  await expect(playground.line('SELECT count')).toContainText('✗ 1 row, not as expected');
  await expect(playground.line('FROM nowhere')).toContainText('ERROR:  relation "nowhere" does not exist');
  await expect(page.getByText('6 commands, 1 error, 1 not as expected').first()).toBeVisible();
  // Its files came once.
  expect(postgres.fetched).toHaveLength(new Set(postgres.fetched).size);
  expect(postgres.fetched.length).toBeGreaterThan(0);

  // A line by itself, and its rows in full.
  await playground.line('ORDER BY id;').click();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByText('1 command', { exact: true }).first()).toBeVisible();
  await page.keyboard.press('Alt+Enter');
  await expect(page.getByRole('region', { name: /Reply of line/ })).toContainText('----+------');
});

test('the panel shows tables and rows as they are, and each query', async ({
  playground,
  postgres,
  page,
}) => {
  await playground.open();
  await playground.write(USERS);
  await playground.runScript();
  await expect(playground.tab('Postgres')).toHaveAttribute('aria-selected', 'true');
  await expect(postgres.rows('users')).toHaveCount(2);
  await expect(postgres.table('users')).toContainText('2');
  await expect(postgres.panel.getByRole('columnheader', { name: /primary key.*id.*integer/ })).toBeVisible();
  await playground.write(
    "# @client db sql\nUPDATE users SET name = 'Ada L.' WHERE id = 1;\nDELETE FROM users WHERE id = 2;",
  );
  await playground.runScript();
  await expect(postgres.rows('users')).toHaveCount(1);
  await expect(postgres.rows('users')).toContainText('Ada L.');
  await postgres.counts(4);
  await postgres.show('Queries');
  await expect(postgres.queries).toHaveCount(4);
  await expect(postgres.queries.first()).toContainText('DELETE FROM users');
  await expect(postgres.queries.first()).toContainText(/\d (ms|µs)/);

  await page.getByRole('button', { name: 'Reset the database' }).click();
  await expect(postgres.queries).toHaveCount(0);
  await postgres.show('Tables');
  await expect(postgres.panel).toContainText('No tables yet');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`no serious axe violations in the panel in ${colorScheme}`, async ({ playground, postgres, page }) => {
    await page.emulateMedia({ colorScheme });
    await playground.open();
    await playground.write(`${USERS}\nSELECT * FROM nowhere;\n# @client main\nSET a 1\nGET a`);
    await playground.runScript();
    await expect(postgres.rows('users')).toHaveCount(2);
    for (const part of ['Tables', 'Queries', 'Both stores'] as const) {
      await postgres.show(part);
      expect(await seriousViolations(page)).toEqual([]);
    }
  });
}

test('dropping the cache loses nothing, and the counts of both stores stand side by side', async ({
  playground,
  postgres,
  page,
}) => {
  await playground.open();
  await playground.write(`${USERS}
# @client main
GET user:1
SET user:1 Ada
GET user:1`);
  await playground.runScript();
  await expect(playground.key('user:1')).toBeVisible();
  await postgres.show('Both stores');
  await expect(postgres.panel.getByRole('row', { name: /Hit rate/ })).toContainText('50%');
  await expect(postgres.panel.getByRole('row', { name: /Answered/ })).toContainText('2 queries');
  await playground.runScript();
  await expect(postgres.panel.getByRole('img', { name: /[1-9]\d* hits, .*[1-9]\d* queries/ })).toBeVisible();
  await page.getByRole('button', { name: 'Drop the cache' }).click();
  await expect(playground.key('user:1')).toHaveCount(0);
  await postgres.show('Tables');
  await expect(postgres.rows('users')).toHaveCount(4);
});

test('a program asks Postgres once, and the cache spares it the rest', async ({ playground, postgres }) => {
  await playground.open();
  await playground.write(`${USERS}
# @app shop
for (let i = 0; i < 5; i++) {
  let user = await redis.get('user:1')
  if (user === null) {
    const [row] = await sql('SELECT * FROM users WHERE id = $1', [1])
    user = JSON.stringify(row)
    await redis.set('user:1', user, { EX: 60 })
  }
  log(JSON.parse(user).name)
}
# @end`);
  await playground.runScript();
  await postgres.counts(3);
  await postgres.show('Both stores');
  await expect(postgres.panel.getByRole('row', { name: /^Hits/ })).toContainText('4');
  await expect(postgres.panel.getByRole('row', { name: /^Misses/ })).toContainText('1');
  await postgres.show('Queries');
  await expect(postgres.queries.first()).toContainText('shop');
  await expect(postgres.queries.first()).toContainText('1 row');
});

for (const endless of [
  'SELECT count(*) FROM generate_series(1, 1000000000000);',
  'WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n;',
]) {
  test(`stop ends an endless query, and the data is there: ${endless.slice(0, 14)}`, async ({
    playground,
    postgres,
    page,
  }) => {
    await playground.open();
    await playground.write(USERS);
    await playground.runScript();
    await expect(postgres.rows('users')).toHaveCount(2);
    const stamped = `# @client db sql
ALTER TABLE users ADD COLUMN tag text;
UPDATE users SET tag = gen_random_uuid();`;
    await playground.write(stamped);
    await playground.runScript();
    await expect(postgres.rows('users').first()).toContainText(/\w{8}-\w{4}/);
    const before = await postgres.rows('users').allInnerTexts();
    // A copy is made in a moment of quiet.
    await page.waitForTimeout(2000);
    await playground.write(`# @client db sql\n${endless}\nSELECT 'never';`);
    await playground.runScript();
    await expect(playground.line('never')).toBeVisible();
    await expect(page.getByText('running in Postgres').first()).toBeVisible();
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await expect(playground.line(endless.slice(0, 20))).toContainText('stopped');
    await playground.write('# @client db sql\nSELECT count(*) FROM users;\n# @expect 2');
    await playground.runScript();
    await expect(playground.line('SELECT count(*) FROM users')).toContainText('✓ 1 row');
    await expect.poll(() => postgres.rows('users').allInnerTexts()).toEqual(before);
  });
}

test('an open transaction holds others up no longer than they are told why', async ({ playground }) => {
  await playground.open();
  await playground.write(`# @client one sql
BEGIN;
# @client two sql
SELECT 1;
# @client one
ROLLBACK;
# @client two
SELECT 2;
# @expect 2`);
  await playground.runScript();
  await expect(playground.line('SELECT 1;')).toContainText('one has a transaction open');
  await expect(playground.line('SELECT 2;')).toContainText('✓ 1 row');
});

test('SQL works in an embed, which fetches Postgres with its first run', async ({
  page,
  baseURL,
  postgres,
}) => {
  const playground = baseURL ?? '';
  const script =
    '# @client db sql\nCREATE TABLE t (n int, m int);\nINSERT INTO t VALUES (7, 8);\nSELECT n, m FROM t;\n# @expect 7 | 8';
  const site = await servePages({
    'sql.html': authorPage(playground, `<key-glass id="it">${script}</key-glass>`),
  });
  try {
    await page.goto(`${site.url}sql.html`);
    const embed = new Embed(page, 'it');
    await expect(embed.element).toContainText('SELECT n, m FROM t');
    expect(postgres.fetched).toEqual([]);
    await embed.start.click();
    await expect(embed.replies).toContainText('n | m');
    await expect(embed.frame.getByRole('status')).toHaveText('3 commands');
    expect(postgres.fetched.length).toBeGreaterThan(0);
  } finally {
    await site.close();
  }
});

test.describe('offline', () => {
  test.use({ serviceWorkers: 'allow' });

  test('Postgres is kept when it is first used, and then needs no network', async ({ playground, page }) => {
    const site = await serveSite();
    await playground.open(site.url);
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
      while (!navigator.serviceWorker.controller) await new Promise((resolve) => setTimeout(resolve, 50));
    });
    expect(site.requests.filter((path) => path.endsWith('.packed'))).toEqual([]);
    await playground.write(USERS);
    await playground.runScript();
    await expect(playground.line('INSERT INTO')).toContainText('INSERT 0 2');
    await expect
      .poll(() => page.evaluate(async () => (await (await caches.open('keyglass-postgres')).keys()).length))
      .toBe(4);
    await playground.saved();
    await site.close();
    await page.reload();
    await playground.ready();
    await playground.write('# @client db sql\nSELECT 6 * 7;\n# @expect 42');
    await playground.runScript();
    await expect(playground.line('SELECT 6')).toContainText('✓ 1 row');
  });
});
