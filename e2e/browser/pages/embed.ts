/** Pages of authors on an origin of their own, and the embeds in them. */
import { readFile } from 'node:fs/promises';
import { test as base, expect, type FrameLocator, type Locator, type Page } from '@playwright/test';
import { type Site, serveSite } from '../site.ts';

export { expect };

/** `playground` is the address of the built playground, which the pages are not on. */
export const test = base.extend<{ playground: string }>({
  playground: async ({ baseURL }, use) => use(baseURL ?? ''),
});

/** Serves pages at another origin than the playground's, and with a `host` in numbers on another site too. */
export function servePages(
  pages: Readonly<Record<string, string>>,
  host: 'localhost' | '127.0.0.1' = 'localhost',
): Promise<Site> {
  return serveSite('/', pages, host);
}

/** A page of `public/`, written beside the playground, as it stands on another origin. */
export async function pageFrom(name: string, playground: string): Promise<string> {
  const source = await readFile(`public/${name}`, 'utf8');
  return source.replaceAll('"./', `"${playground}`).replaceAll("'./", `'${playground}`);
}

/** A page with nothing but `body` and what an author adds for embeds. */
export function authorPage(playground: string, body: string): string {
  return `<!doctype html><meta charset="utf-8"><title>A course</title><link rel="icon" href="data:,">
    <script type="module" src="${playground}embed.js"></script><body>${body}`;
}

/** One embed, by its id. */
export class Embed {
  readonly element: Locator;
  readonly frame: FrameLocator;

  constructor(page: Page, id: string) {
    this.element = page.locator(`#${id}`);
    this.frame = page.frameLocator(`#${id} iframe`);
  }

  /** The Run button of the element at rest. */
  get start(): Locator {
    return this.element.getByRole('button', { name: 'Run' });
  }

  get replies(): Locator {
    return this.frame.getByRole('list', { name: 'Replies' });
  }

  get editor(): Locator {
    return this.frame.getByRole('textbox', { name: 'Script editor' });
  }

  /** Calls a method of the element. */
  call(method: string, params?: unknown): Promise<unknown> {
    return this.element.evaluate(
      (element, [name, argument]) => Reflect.get(element, String(name)).call(element, argument),
      [method, params] as const,
    );
  }

  height(): Promise<number> {
    return this.element.evaluate((element) => element.getBoundingClientRect().height);
  }
}
