/** The Content-Security-Policy: it is there, nothing of ours goes against it, and what it forbids does not work. */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

declare global {
  interface Window {
    violations: string[];
  }
}

async function collect(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.violations = [];
    document.addEventListener('securitypolicyviolation', (event) => {
      window.violations.push(`${event.effectiveDirective} ${event.blockedURI}`);
    });
  });
}
const violations = (page: Page) => page.evaluate(() => window.violations);

test('editor, worker, dialogs and embeds work within the policy', async ({ playground, page }) => {
  await collect(page);
  await playground.open('./?scenario=leaderboard');
  await playground.runScript();
  await expect(page.getByText(/^\d+ commands?/).first()).toBeVisible();
  await playground.editor.focus();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type('\nZRAN');
  await expect(page.getByRole('listbox').or(page.locator('.suggest-widget.visible')).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await playground.write('SET answer "six times seven"\nGET answer');
  await playground.runScript();
  await expect(playground.line('GET answer')).toContainText('six times seven');
  // The Lua engine is WebAssembly, which the policy must let compile. Eight bytes are the smallest module.
  const compiled = page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        setTimeout(() => {
          WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])).then(
            () => resolve('compiled'),
            (error: unknown) => resolve(String(error)),
          );
        }, 50);
      }),
  );
  expect(await compiled).toBe('compiled');
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('button', { name: 'Embed in a page' }).click();
  const frame = page.frameLocator('iframe[title="The embed as a page shows it"]');
  await frame.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(frame.getByText('six times seven').nth(1)).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

for (const path of ['./', './embed.html', './scenarios/', './scenarios/cache.html']) {
  test(`${path} allows no script in the page, no eval and no form`, async ({ page }) => {
    await collect(page);
    await page.goto(path);
    const policy = page.locator('meta[http-equiv="Content-Security-Policy"]');
    await expect(policy).toHaveAttribute('content', /default-src 'self'.*object-src 'none'/);
    expect(await policy.getAttribute('content')).not.toMatch(/script-src[^;]*'unsafe-(inline|eval)'/);
    await page.waitForTimeout(500);
    expect(await violations(page)).toEqual([]);
    const ran = await page.evaluate(() => {
      const holder = document.createElement('div');
      holder.innerHTML = '<img src="data:," onerror="window.name = \'ran\'">';
      document.body.append(holder);
      const script = document.createElement('script');
      script.textContent = "window.name = 'ran'";
      document.body.append(script);
      // Later, because what the test itself evaluates may do what a page may not.
      setTimeout(() => new Function("window.name = 'ran'")(), 50);
      return new Promise<string>((resolve) => setTimeout(() => resolve(window.name), 300));
    });
    expect(ran).toBe('');
    expect((await violations(page)).length).toBeGreaterThan(1);
  });
}
