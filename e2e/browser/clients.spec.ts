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

test('what a client answered stays in view while the next command is typed', async ({ playground, page }) => {
  await playground.open();
  const field = page.getByRole('combobox', { name: 'Command for main' });
  await field.fill('LRANGE none 0 -1');
  await field.press('Enter');
  await field.fill('EVAL "local t = {} for i = 1, 60 do t[i] = i end return t" 0');
  await field.press('Enter');
  const console = page.getByRole('region', { name: 'Console of main' });
  const last = console.locator('pre', { hasText: '60) (integer) 60' });
  await expect(last).toBeVisible();
  const atEnd = () =>
    console.evaluate((element) => element.scrollHeight - element.scrollTop - element.clientHeight);
  await expect.poll(atEnd).toBeLessThan(2);
  // The line of syntax comes between the replies and the field.
  await field.fill('XREADGROUP GROUP g c COUNT 1 STREAMS');
  const hint = page.locator('p', { hasText: /^XREADGROUP GROUP group/ });
  await expect(hint).toBeVisible();
  await expect.poll(atEnd).toBeLessThan(2);
  // And moves along with what is typed.
  await field.fill('XREADGROUP GROUP g c COUNT 1 BLOCK 5 NOACK STREAMS k');
  await expect(hint.locator('b')).toBeInViewport();
  await expect.poll(() => hint.evaluate((element) => element.scrollLeft)).toBeGreaterThan(0);
});

test('a value of megabytes is shown in part, and its whole length is told', async ({ playground, page }) => {
  await playground.open();
  const field = page.getByRole('combobox', { name: 'Command for main' });
  await field.fill(`EVAL "redis.call('SET', 'big', string.rep('x', 3000000)) return 1" 0`);
  await field.press('Enter');
  await field.fill('GET big');
  await field.press('Enter');
  const more = page.getByRole('button', { name: 'Show 180,000 of 2,980,002 more characters' });
  await expect(more).toBeVisible();
  await more.click();
  await expect(page.getByRole('button', { name: /of 2,800,002 more characters/ })).toBeVisible();
});

test('lines that are pasted take the place of what is selected', async ({ playground, page }) => {
  await playground.open();
  const field = page.getByRole('combobox', { name: 'Command for main' });
  const said = page.getByRole('region', { name: 'Console of main' });
  const paste = (text: string) =>
    field.evaluate((element, pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', pasted);
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, text);
  await field.fill('GET a');
  await field.press('ControlOrMeta+A');
  await paste('SET x one\nGET x\n');
  await expect(said).toContainText('"one"');
  await expect(said).not.toContainText('GET a');
  await expect(field).toHaveValue('');
  // In the middle of the line, what stands before goes with the first line and what stands after with the last.
  await field.fill('SET y  z');
  await field.evaluate((element: HTMLInputElement) => element.setSelectionRange(6, 6));
  await paste('two\nSET');
  await expect(field).toHaveValue('SET z');
  await field.fill('GET y');
  await field.press('Enter');
  await expect(said).toContainText('"two"');
});

test('adding and closing a client leaves the keyboard at a prompt', async ({ playground, page }) => {
  await playground.open();
  const prompt = (name: string) => page.getByRole('combobox', { name: `Command for ${name}` });
  const add = page.getByRole('button', { name: 'Add a client' });
  const name = page.getByRole('textbox', { name: 'Name of the client' });
  await add.press('Enter');
  await expect(name).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(add).toBeFocused();
  await page.keyboard.press('Enter');
  await name.fill('worker');
  await page.keyboard.press('Enter');
  await expect(prompt('worker')).toBeFocused();
  await page.getByRole('button', { name: 'Close client worker' }).press('Enter');
  await expect(prompt('worker')).toHaveCount(0);
  await expect(prompt('main')).toBeFocused();
});
