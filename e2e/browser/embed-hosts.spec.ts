/** Pages as authors have them: made by React, and under a strict policy of their own. */
import { build } from 'vite';
import { authorPage, Embed, expect, servePages, test } from './pages/embed.ts';

const APP = `
import { createElement as h, StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';

function App() {
  const [turn, setTurn] = useState(0);
  const [heard, setHeard] = useState([]);
  const [order, setOrder] = useState(['a', 'b']);
  const embed = (id) => h('key-glass', {
    key: id, id, readonly: id === 'b', panels: 'replies', 'font-size': 14,
    onresult: ({ detail }) => setHeard((before) => [...before, id + ': ' + detail.reply]),
  }, id === 'a' ? 'SET n ' + (turn > 2 ? 9 : 1) + '\\nGET n' : 'PING b');
  return h('main', null,
    h('button', { onClick: () => setTurn(turn + 1) }, 'Turn ' + turn),
    h('button', { onClick: () => setOrder([...order].reverse()) }, 'Turn round'),
    h('output', null, heard.join(' | ')),
    order.map(embed));
}
createRoot(document.getElementById('root')).render(h(StrictMode, null, h(App)));
`;

/** The app as one script. */
async function bundle(): Promise<string> {
  const ID = 'virtual:app.js';
  const result = await build({
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"development"' },
    plugins: [
      {
        name: 'app',
        resolveId: (id) => (id === ID ? `${process.cwd()}/e2e/${ID}` : undefined),
        load: (id) => (id.endsWith(ID) ? APP : undefined),
      },
    ],
    build: { write: false, minify: false, rollupOptions: { input: ID, output: { format: 'iife' } } },
  });
  const [output] = Array.isArray(result) ? result : [result];
  const file = output && 'output' in output ? output.output[0] : undefined;
  if (!file) throw new Error('The app was not built.');
  return file.code;
}

test('in React: elements keep what the reader typed over renders, and events are heard', async ({
  page,
  playground,
}) => {
  const code = (await bundle()).replaceAll('</script', '<\\/script');
  const site = await servePages({
    'p.html': authorPage(playground, `<div id="root"></div><script>${code}</script>`),
  });
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(`${site.url}p.html`);
  const [a, b] = [new Embed(page, 'a'), new Embed(page, 'b')];
  await a.start.click();
  await expect(page.locator('output')).toHaveText('a: OK | a: "1"');
  await a.editor.focus();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type('\nSET mine 1');
  const turn = page.getByRole('button', { name: /^Turn \d/ });
  await turn.click();
  await turn.click();
  await expect.poll(() => a.call('getScript')).toBe('SET n 1\nGET n\nSET mine 1');
  expect(await a.call('getState')).toMatchObject({ started: true, keys: 1 });
  await b.call('run');
  await expect(b.frame.getByRole('textbox', { name: 'Script editor' })).toHaveAttribute('readonly', '');
  await page.getByRole('button', { name: 'Turn round' }).click();
  expect(await a.call('run')).toMatchObject({ commands: 3, errors: 0 });
  // It had its engine in the worker of the first, which was moved; its own was started again.
  await expect.poll(() => b.call('run')).toMatchObject({ replies: [{ reply: '"b"' }] });
  // The third turn changes the text that React wrote into the element.
  await turn.click();
  await expect.poll(() => a.call('getScript')).toBe('SET n 9\nGET n');
  expect(complaints).toEqual([]);
  await site.close();
});

test('under a page’s own strict policy an embed looks and works as elsewhere', async ({
  page,
  playground,
}) => {
  const { origin } = new URL(playground);
  const policy = `default-src 'none'; script-src ${origin}; frame-src ${origin}; connect-src ${origin}; img-src data:`;
  const site = await servePages({
    'p.html': `<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy}">
      ${authorPage(playground, '<key-glass id="e" scenario="counter" font-size="15" height="300px"></key-glass>')}`,
  });
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  await page.goto(`${site.url}p.html`);
  const embed = new Embed(page, 'e');
  await expect(embed.element.getByRole('group', { name: 'Script' })).toContainText('INCR');
  expect(await embed.height()).toBe(300);
  await embed.start.click();
  await expect(embed.frame.getByRole('status').first()).toHaveText('11 commands');
  expect(await embed.height()).toBe(300);
  expect(complaints).toEqual([]);
  await site.close();
});
