/** Every test gets a fresh browser profile and a playground, and fails where the page complained on its console. */
import { test as base, expect } from '@playwright/test';
import { Playground } from './pages/playground.ts';

export const test = base.extend<{ playground: Playground }>({
  playground: async ({ page }, use) => {
    const playground = new Playground(page);
    await use(playground);
    expect(playground.complaints).toEqual([]);
  },
});

export { expect };
