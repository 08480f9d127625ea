/** Links that mean ill: what they hold is shown as text or told as an error; nothing runs and nothing is lost. */
import { deflateRawSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

const linkOf = (json: string) => `./#v1.${deflateRawSync(Buffer.from(json)).toString('base64url')}`;
const link = (value: unknown) => linkOf(JSON.stringify(value));
const TAGS = '<img src=x onerror="window.name=\'ran\'"><script>window.name="ran"</script>';
const ADDRESS = 'javascript:window.name="ran"';
const untouched = async (page: Page) => {
  expect(await page.evaluate(() => window.name)).toBe('');
  expect(await page.locator('img[src="x"], a[href^="javascript:"]').count()).toBe(0);
};

test('tags and addresses in every text field are text', async ({ playground, page }) => {
  const hostile = `${TAGS} ${ADDRESS}`;
  const commands = [
    ['SET', hostile, hostile],
    ['ZADD', `z${hostile}`, '1', hostile],
  ];
  await playground.open(
    link({
      v: 1,
      title: hostile.slice(0, 200),
      text: [hostile, `[a link](${ADDRESS})`],
      script: `SET k "${TAGS.replaceAll('"', '\\"')}"\n# ${ADDRESS}\n`,
      view: { panel: 'inspector', key: hostile, clients: ['<b>bob</b>', ADDRESS.slice(0, 60)] },
      keyspace: { commands, takenAt: Date.now(), ttl: 'absolute' },
    }),
  );
  const dialog = page.getByRole('dialog', { name: /^Open “<img/ });
  await expect(dialog).toContainText(TAGS);
  await untouched(page);
  await dialog.getByRole('button', { name: 'Open in a new playground' }).click();
  const card = page.getByRole('region', { name: 'Scenario', exact: true });
  await expect(card).toContainText(TAGS);
  await expect(card.getByRole('link')).toHaveCount(0);
  await expect(playground.key(/<img/).first()).toBeVisible();
  await playground.runScript();
  await expect(playground.line('SET k')).toContainText('OK');
  await playground.tab('Log').click();
  await page.getByRole('button', { name: 'Share' }).click();
  await expect(page.getByRole('dialog', { name: 'Share' })).toBeVisible();
  await untouched(page);
});

test('lines of half a megabyte open, and longer ones are refused, while the page stays usable', async ({
  playground,
  page,
}) => {
  await playground.open(link({ v: 1, title: 'Long', script: `SET long ${'x'.repeat(500_000)}\nPING` }));
  await expect(playground.line('PING')).toBeVisible();
  await playground.runScript();
  await expect(playground.line('PING')).toContainText('PONG');
  await page.goto(link({ v: 1, title: 'Longer', script: `SET long ${'x'.repeat(1_000_000)}` }));
  await expect(page.getByRole('alert').filter({ hasText: /more than Keyglass opens/ })).toBeVisible();
  await expect(playground.line('PING')).toBeVisible();
});

test('keys of the prototype and half surrogates do no harm', async ({ playground, page }) => {
  await playground.open(
    linkOf(
      '{"v":1,"title":"half \\ud800","script":"SET a \\udfff","text":["\\ud83d"],"__proto__":{"polluted":1},' +
        '"constructor":{"prototype":{"polluted":1}},' +
        '"view":{"panel":"log","layout":{"columns":{"__proto__":5,"keys":1e99}},"__proto__":{"panel":"x"}}}',
    ),
  );
  await expect(page.getByRole('region', { name: 'Scenario', exact: true })).toContainText('half \ufffd');
  expect(await page.evaluate(() => Reflect.get({}, 'polluted'))).toBeUndefined();
  await playground.runScript();
  await expect(playground.key('a')).toBeVisible();
});

test('a file that is no scenario is told, and the script stays', async ({ playground, page }) => {
  await playground.open();
  await playground.write('SET mine 1');
  const drop = (name: string, text: string) =>
    page.evaluate(
      ([name, text]) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([text ?? ''], name ?? ''));
        window.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
      },
      [name, text],
    );
  await drop('a.keyglass.json', '{"v":1,"script":{"toString":"x"}}');
  await expect(page.getByRole('alert').filter({ hasText: 'script is not text' })).toBeVisible();
  await drop('b.keyglass.json', '[[[[');
  await expect(page.getByRole('alert').filter({ hasText: 'cannot be opened' }).first()).toBeVisible();
  await expect(playground.line('SET mine 1')).toBeVisible();
});
