/** The engine in a page of Chromium, for the comparisons inside one process. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import type { EngineSide } from '../engine-side.ts';
import type { Runtime } from '../sides.ts';
import { ARGS, findChromium } from './page.ts';

declare const engineSide: EngineSide;
/** Given by `--js-flags=--expose-gc` and `--enable-precise-memory-info`. */
declare const gc: () => void;

async function bundle(root: string): Promise<string> {
  const outDir = resolve(root, 'node_modules/.cache/keyglass/bench-page');
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: {
      outDir,
      target: 'es2023',
      lib: {
        entry: resolve(root, 'e2e/bench/browser/engine-in-page.ts'),
        formats: ['iife'],
        name: 'bench',
        fileName: () => 'engine.js',
      },
    },
  });
  return readFileSync(resolve(outDir, 'engine.js'), 'utf8');
}

/** Opens it; undefined, said on the console, where there is no Chromium. */
export async function openEnginePage(): Promise<Runtime | undefined> {
  const executablePath = findChromium();
  if (executablePath === undefined) return undefined;
  const content = await bundle(resolve(process.env.KEYGLASS_ROOT ?? '.'));
  const browser = await chromium.launch({ executablePath, args: [...ARGS] });
  const page = await browser.newPage();
  await page.addScriptTag({ content });
  return {
    name: 'Chromium',
    rate: (what, count, from, round) =>
      page.evaluate(([what, count, from, round]) => engineSide.rate(what, count, from, round), [
        what,
        count,
        from,
        round,
      ] as const),
    reset: () => page.evaluate(() => engineSide.reset()),
    used: () =>
      page.evaluate(() => {
        for (let i = 0; i < 2; i++) gc();
        const { memory } = performance as Performance & { memory?: { usedJSHeapSize: number } };
        return memory?.usedJSHeapSize ?? Number.NaN;
      }),
    close: () => browser.close(),
  };
}
