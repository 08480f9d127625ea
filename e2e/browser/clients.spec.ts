import { expect, test } from './fixtures.ts';

test('two clients, one of them blocked until the other pushes', async ({ playground, page }) => {
  await playground.open();
  await playground.write(
    '# @client worker\nBLPOP jobs 0\n# @client producer\n# @wait 1500ms\nRPUSH jobs "first job"',
  );
  await playground.runScript();
  await expect(playground.line('BLPOP jobs 0')).toContainText(/wait|block/i);
  await expect(page.getByRole('region', { name: /worker/ }).first()).toContainText(/BLPOP/);
  await expect(playground.line('BLPOP jobs 0')).toContainText('first job');
});

test('a blocked client can be cancelled', async ({ playground, page }) => {
  await playground.open();
  await playground.write('# @client worker\nBLPOP jobs 0');
  await playground.runScript();
  await page
    .getByRole('button', { name: /Cancel/ })
    .first()
    .click();
  await expect(playground.line('BLPOP jobs 0')).toContainText('(nil)');
});

test('the console is a prompt with history and reverse search', async ({ playground, page }) => {
  await playground.open();
  const prompt = page
    .getByRole('combobox', { name: /main/ })
    .or(page.getByRole('textbox', { name: /main/ }))
    .first();
  for (const line of ['SET city "São Paulo"', 'GET city', 'LPUSH l a b']) {
    await prompt.fill(line);
    await prompt.press('Enter');
  }
  const transcript = page.getByRole('region', { name: 'Client main' });
  await expect(transcript).toContainText('São Paulo');
  await expect(transcript).toContainText('(integer) 2');
  await prompt.press('ArrowUp');
  await expect(prompt).toHaveValue('LPUSH l a b');
  await prompt.press('ArrowUp');
  await expect(prompt).toHaveValue('GET city');
});

test('messages arrive at subscribers as they come', async ({ playground, page }) => {
  await playground.open();
  await playground.write(
    '# @client ears\nSUBSCRIBE news\n# @client mouth\n# @wait 300ms\nPUBLISH news hello',
  );
  await playground.runScript();
  await expect(playground.line('PUBLISH news hello')).toContainText('(integer) 1');
  await expect(page.getByRole('region', { name: /ears/ }).first()).toContainText('hello');
});
