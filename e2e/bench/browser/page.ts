/** A built playground served on a loopback port, and a browser to open it in. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import { build, preview } from 'vite';

/** Chromium reaches for the network at every start unless told not to; the sandbox is of no use to root in a container. */
export const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--js-flags=--expose-gc',
  '--enable-precise-memory-info',
];

const PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export interface Served {
  readonly url: string;
  readonly browser: Browser;
  close(): Promise<void>;
}

/** Where Chromium is; undefined, with a word on the console, where there is none. */
export function findChromium(): string | undefined {
  const path = process.env.CHROMIUM_PATH ?? PATHS.find((one) => existsSync(one));
  if (path === undefined) console.log('no Chromium found: set CHROMIUM_PATH to one');
  return path;
}

/** Builds the playground, serves it and starts a browser; undefined with a reason on the console where there is none. */
export async function servePlayground(): Promise<Served | undefined> {
  const executablePath = findChromium();
  if (executablePath === undefined) return undefined;
  const root = resolve(process.env.KEYGLASS_ROOT ?? '.');
  await build({ root, logLevel: 'error' });
  const server = await preview({
    root,
    logLevel: 'error',
    // An isolated page has a stopwatch of 5 µs; any other one counts in steps of 100 µs.
    preview: {
      port: 0,
      host: 'localhost',
      headers: {
        'Cross-Origin-Opener-Policy': 'same-origin',
        'Cross-Origin-Embedder-Policy': 'require-corp',
      },
    },
  });
  const browser = await chromium.launch({ executablePath, args: ARGS });
  return {
    url: server.resolvedUrls?.local[0] ?? '',
    browser,
    async close() {
      await browser.close();
      await server.close();
    },
  };
}
