/** The embed dialog, and what the share dialog copies. */
import type { Page } from '@playwright/test';
import { decodeLink, encodeLink } from '../../src/share/link.ts';
import { expect, test } from './fixtures.ts';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Embed in a page' });

test('the embed dialog copies an element, an iframe and Markdown, and shows the embed', async ({
  playground,
  page,
  baseURL,
}) => {
  await playground.open('./?scenario=leaderboard');
  await playground.command('Embed this script in a page');
  const copy = async (kind: string) => {
    await dialog(page).getByRole('radio', { name: kind, exact: true }).check();
    await dialog(page).getByRole('button', { name: 'Copy' }).click();
    await expect(dialog(page).getByRole('status')).toHaveText('It is in the clipboard.');
    return clipboard(page);
  };
  expect(await copy('Element')).toBe(
    `<script type="module" src="${baseURL}embed.js"></script>\n<key-glass scenario="leaderboard" title="Leaderboard">` +
      `<noscript><a href="${baseURL}scenarios/leaderboard.html">Leaderboard</a></noscript></key-glass>\n`,
  );
  await dialog(page).getByRole('radio', { name: 'Dark' }).check();
  await dialog(page).getByRole('checkbox', { name: 'Ranking' }).check();
  await dialog(page).getByRole('checkbox', { name: 'Read-only' }).check();
  await dialog(page).getByRole('spinbutton', { name: 'Height' }).fill('350');
  await dialog(page).getByRole('textbox', { name: 'Keep in the reader’s browser as' }).fill('notes');
  expect(await copy('Element')).toContain(
    'theme="dark" height="350px" panels="replies ranking" readonly playground="notes"><noscript>',
  );
  expect(await copy('iframe')).toContain(
    `<iframe src="${baseURL}embed.html?embed=1&amp;scenario=leaderboard&amp;theme=dark&amp;height=fixed&amp;panels=replies+ranking&amp;readonly=&amp;playground=notes"`,
  );
  expect(await copy('Markdown link')).toBe(`[Leaderboard](${baseURL}scenarios/leaderboard.html)\n`);
  expect(await copy('Image with link')).toBe(
    `[![Leaderboard](${baseURL}cards/leaderboard.png)](${baseURL}scenarios/leaderboard.html)\n`,
  );
  await copy('Element');
  const frame = page.frameLocator('iframe[title="The embed as a page shows it"]');
  await expect(frame.getByText('game:scores').first()).toBeVisible();
});

test('the preview is what the copied text shows', async ({ playground, page }) => {
  await playground.open('./?scenario=leaderboard');
  await playground.command('Embed this script in a page');
  const choose = (kind: string) => dialog(page).getByRole('radio', { name: kind, exact: true }).check();
  const preview = dialog(page).getByRole('region', { name: 'Preview' });
  const frame = preview.locator('iframe');
  const height = () => frame.evaluate((element) => element.getBoundingClientRect().height);
  await expect.poll(height).toBeGreaterThan(500);
  await choose('iframe');
  await expect.poll(height).toBe(420);
  await expect(frame).toHaveAttribute('src', /height=fixed/);
  await choose('Markdown link');
  await expect(preview.getByRole('link', { name: 'Leaderboard' })).toHaveText('Leaderboard');
  await expect(frame).toHaveCount(0);
  await choose('Image with link');
  await expect(preview.getByRole('link').getByRole('img', { name: 'Leaderboard' })).toBeVisible();
});

test('a script that no element takes is told before it is copied', async ({ playground, page }) => {
  const script = `# ${'x'.repeat(66_000)}`;
  const link = await encodeLink({ title: '', text: [], script, view: undefined, keyspace: undefined });
  await playground.open(`./#${link}`);
  await playground.command('Embed this script in a page');
  const preview = dialog(page).getByRole('region', { name: 'Preview' });
  await expect(preview).toContainText('The script is longer than 65,536 characters');
  await dialog(page).getByRole('radio', { name: 'iframe' }).check();
  await expect(preview).not.toContainText('The script is longer');
});

test('a copied element works where it is pasted', async ({ playground, page }) => {
  await playground.open();
  await playground.write('SET a "<b>bold</b>"\n\nGET a');
  await playground.command('Embed this script in a page');
  await dialog(page).getByRole('button', { name: 'Copy' }).click();
  await expect(dialog(page).getByRole('status')).toHaveText('It is in the clipboard.');
  const code = await clipboard(page);
  await page.goto('./course.html');
  await page.setContent(`<!doctype html>${code}`);
  const element = page.locator('key-glass');
  await element.getByRole('button', { name: 'Run' }).click();
  const frame = element.frameLocator('iframe');
  await expect(frame.getByText('<b>bold</b>').first()).toBeVisible();
});

test('the copied link is the newest one, and carries clients, layout and clock', async ({
  playground,
  page,
}) => {
  await playground.open();
  await playground.write('# @client alice\nSET a 1\n# @client bob\nGET a');
  await playground.runScript();
  await playground.command('Run time 60 times as fast');
  await playground.command('Pause time');
  await page.getByRole('button', { name: 'Share' }).click();
  const share = page.getByRole('dialog', { name: 'Share' });
  await expect(share.getByRole('checkbox', { name: /clock \(paused, 60 times/ })).toBeChecked();
  await share.getByRole('textbox', { name: 'Title' }).fill('Two clients');
  await share.getByRole('button', { name: 'Copy link' }).click();
  await expect(share.getByRole('status')).toHaveText('The link is in the clipboard.');
  const address = await clipboard(page);
  expect(await decodeLink(new URL(address).hash)).toMatchObject({
    title: 'Two clients',
    view: { clients: ['alice', 'bob'], layout: { side: 'inspector', dock: 'console' } },
    clock: { paused: true, speed: 60 },
  });
  await share.getByRole('button', { name: 'Copy as text' }).click();
  await expect(share.getByRole('status')).toHaveText('The text is in the clipboard.');
  expect(await clipboard(page)).toBe(
    `Two clients\n\n\`\`\`\n# @client alice\nSET a 1\n# @client bob\nGET a\n\`\`\`\n${address}\n`,
  );

  const other = await page.context().newPage();
  await other.goto('about:blank');
  await other.goto(address);
  const question = other.getByRole('dialog', { name: 'Open “Two clients”?' });
  await expect(question).toContainText('it stands still');
  await question
    .getByRole('button', { name: /Replace the script|Open in a new playground/ })
    .last()
    .click();
  await expect(other.getByRole('button', { name: 'Let time run' })).toBeVisible();
  await expect(
    other.getByRole('region', { name: /alice/ }).or(other.getByText('alice>')).first(),
  ).toBeVisible();
});
