import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from './fixtures.ts';
import { Files } from './pages/durability.ts';

const SCRIPT =
  'SET text hello\nSET brief x EX 900\nHSET user:1 name Ada\nZADD board 1 a 2 b\nSELECT 3\nSET other 1\nSELECT 0';

for (const name of ['dump.rdb', 'appendonlydir.zip', 'keyspace.redis']) {
  test(`${name}: away, a look inside, and back`, async ({ playground, page }) => {
    const files = new Files(page);
    await playground.open();
    await playground.write(SCRIPT);
    await playground.runScript();
    await expect(playground.key('board')).toBeVisible();
    await files.menu('Download…');
    const download = await files.download(name);
    expect(download.suggestedFilename()).toBe(name);
    const buffer = readFileSync(await download.path());
    await page.keyboard.press('Escape');

    await playground.command('Empty the keyspace');
    await expect(playground.key('board')).toHaveCount(0);
    await playground.write('SET stays 1');
    await playground.runScript();
    await expect(playground.key('stays')).toBeVisible();

    await files.menu('Open a file…');
    await files.choose({ name, mimeType: 'application/octet-stream', buffer });
    await expect(files.inside).toContainText('5 keys');
    const row = files.inside
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader', { name: '0', exact: true }) });
    await expect(row).toContainText(/string.*2/);
    await expect(row).toContainText(/zset.*1/);
    await expect(row.getByRole('cell').last()).toHaveText('1');
    await expect(playground.key('board')).toHaveCount(0);
    await files.dialog.getByRole('button', { name: 'Merge' }).click();
    await expect(files.dialog).toHaveCount(0);
    await expect(playground.key('board')).toBeVisible();
    await expect(playground.key('stays')).toBeVisible();
    await expect(playground.key('brief')).toContainText(/1[45]m/);

    await files.menu('Open a file…');
    await files.choose({ name, mimeType: 'application/octet-stream', buffer });
    await files.dialog.getByRole('button', { name: 'Replace' }).click();
    await expect(playground.key('stays')).toHaveCount(0);
    await expect(playground.key('board')).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await expect(playground.key('stays')).toBeVisible();

    // What was loaded is kept.
    await playground.saved();
    await page.reload();
    await playground.ready();
    await expect(playground.key('board')).toBeVisible();
  });
}

test('a dropped file is looked into; damage and strangers are told', async ({ playground, page }) => {
  const files = new Files(page);
  await playground.open();
  await playground.write('SET mine 1');
  await playground.runScript();
  await expect(playground.key('mine')).toBeVisible();
  const drop = (name: string, text: string) =>
    page.evaluate(
      ([file, content]) => {
        const data = new DataTransfer();
        data.items.add(new File([content ?? ''], file ?? ''));
        window.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
      },
      [name, text],
    );
  await drop('appendonly.aof', '*3\r\n$3\r\nSET\r\n$1\r\na\r\n$1\r\n1\r\n*3\r\n$3\r\nSET\r\n$1\r\nb');
  await expect(files.inside).toContainText('Command log with 1 command');
  await expect(files.inside).toContainText('no whole command');
  await page.keyboard.press('Escape');
  await drop('damaged.aof', '*3\r\n$3\r\nSET\r\n$1\r\na\r\n$1\r\n1\r\n*x\r\n');
  await expect(files.inside.getByRole('alert')).toContainText('Damage at byte 27');
  await page.keyboard.press('Escape');
  // To replace all keys by nothing is not offered.
  await drop('dump.rdb', 'REDIS0011\u0000\u0001a');
  await expect(files.inside.getByRole('alert')).toContainText('Nothing of it can be loaded');
  // The place of the damage is told once.
  await expect(files.inside.getByRole('alert')).toHaveText(/^Damage at byte \d+: (?!.*at byte)/);
  await expect(files.dialog.getByRole('button', { name: 'Replace' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await drop('picture.bin', '\u0001\u0002\u0003\u0000');
  await expect(files.inside).toContainText('Not a file that can be read');
  await expect(files.dialog.getByRole('button', { name: 'Replace' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(playground.key('mine')).toBeVisible();
});

test('the folder of a server is dropped as it is', async ({ playground, page }) => {
  const files = new Files(page);
  const folder = mkdtempSync(join(tmpdir(), 'keyglass-drop-'));
  try {
    const logs = join(folder, 'data/appendonlydir');
    mkdirSync(logs, { recursive: true });
    writeFileSync(join(folder, 'data/redis.log'), 'Ready to accept connections\n');
    const manifest = [1, 2].map((seq) => `file appendonly.aof.${seq}.incr.aof seq ${seq} type i\n`);
    writeFileSync(join(logs, 'appendonly.aof.manifest'), manifest.join(''));
    writeFileSync(join(logs, 'appendonly.aof.1.incr.aof'), '*3\r\n$3\r\nSET\r\n$1\r\na\r\n$1\r\n1\r\n');
    writeFileSync(join(logs, 'appendonly.aof.2.incr.aof'), '*3\r\n$3\r\nSET\r\n$1\r\nb\r\n$1\r\n2\r\n');
    await playground.open();
    const session = await page.context().newCDPSession(page);
    const data = { items: [], files: [join(folder, 'data')], dragOperationsMask: 1 };
    const drag = (type: 'dragEnter' | 'dragOver' | 'drop') =>
      session.send('Input.dispatchDragEvent', { type, x: 700, y: 500, data });
    // As with a hand, which is slower: a drop counts where the page's answer to the move before it is known.
    // One that did not count has ended the drag.
    await expect(async () => {
      await drag('dragEnter');
      await drag('dragOver');
      await page.evaluate(() => new Promise(requestAnimationFrame));
      await drag('dragOver');
      await drag('drop');
      await expect(files.dialog).toBeVisible({ timeout: 5000 });
    }).toPass();
    await expect(files.inside).toContainText('appendonly.aof.1.incr.aof, appendonly.aof.2.incr.aof');
    await expect(files.inside).toContainText('Command log with 2 commands');
    await files.dialog.getByRole('button', { name: 'Merge' }).click();
    await expect(playground.key('b')).toBeVisible();
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a load of a large file can be given up, and nothing has changed', async ({ playground, page }) => {
  const files = new Files(page);
  await playground.open();
  await playground.write('SET mine 1');
  await playground.runScript();
  await expect(playground.key('mine')).toBeVisible();
  // Made in the page: so much would take long on its way there.
  await page.evaluate(() => {
    const parts: string[] = [];
    for (let i = 0; i < 600_000; i++) {
      parts.push(`*3\r\n$3\r\nSET\r\n$9\r\nkey${100_000 + i}\r\n$20\r\n${'x'.repeat(20)}\r\n`);
    }
    const data = new DataTransfer();
    data.items.add(new File(parts, 'big.aof'));
    window.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
  });
  await expect(files.inside).toContainText('600,000 keys', { timeout: 30_000 });
  await files.dialog.getByRole('button', { name: 'Replace' }).click();
  // The page answers while the worker reads.
  await files.dialog.getByRole('button', { name: 'Cancel' }).click();
  await page.keyboard.press('Escape');
  await expect(playground.key('mine')).toBeVisible();
  await expect(playground.keys.getByRole('treeitem')).toHaveCount(1);
  await playground.saved();
  await page.reload();
  await playground.ready();
  await expect(playground.key('mine')).toBeVisible();
  await expect(playground.keys.getByRole('treeitem')).toHaveCount(1);
});

test('the commands for a real server name the files', async ({ playground, page }) => {
  const files = new Files(page);
  await playground.open();
  await files.menu('Move to a real server…');
  await expect(files.dialog).toContainText('redis-server --dir "$PWD" --dbfilename dump.rdb --appendonly no');
  await files.dialog.getByLabel('valkey-server').check();
  await expect(files.dialog).toContainText('valkey-server --dir "$PWD" --appendonly yes');
  await files.dialog.getByLabel('Docker: Redis').check();
  await expect(files.dialog).toContainText('-v "$PWD":/data redis:8');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await files.dialog.getByRole('button', { name: 'Copy the command: Start a server with dump.rdb' }).click();
  await expect(files.dialog.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('docker run');
});
