/** `npm run cards`: photographs the picture of every scenario that has none, or another one than its text now asks for. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { chromium } from '@playwright/test';
import { CARD_HEIGHT, CARD_WIDTH, cardPage } from '../../src/app/gallery/card.ts';
import { scenarios } from '../../src/scenarios/index.ts';
import { ARGS, findChromium } from '../bench/browser/page.ts';
import { encodePng } from './png.ts';

const folder = resolve(process.env.KEYGLASS_ROOT ?? '.', 'public/cards');
mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder))
  if (!scenarios.some(({ id }) => name === `${id}.png`)) rmSync(resolve(folder, name));

const outdated = scenarios
  .map((scenario) => ({ file: resolve(folder, `${scenario.id}.png`), page: cardPage(scenario) }))
  .map((each) => ({ ...each, source: createHash('sha256').update(each.page).digest('hex') }))
  .filter(({ file, source }) => !existsSync(file) || !readFileSync(file).includes(source));

const executablePath = outdated.length > 0 ? findChromium() : undefined;
if (executablePath !== undefined) {
  const browser = await chromium.launch({ executablePath, args: ARGS });
  const viewport = { width: CARD_WIDTH, height: CARD_HEIGHT };
  const page = await browser.newPage({ viewport });
  for (const { file, page: source, source: hash } of outdated) {
    await page.setContent(source);
    const shot = (await page.screenshot()).toString('base64');
    // The browser has a reader of PNG at hand.
    const pixels = await page.evaluate(
      async ([data, { width, height }]) => {
        const image = new Image();
        image.src = `data:image/png;base64,${data}`;
        await image.decode();
        const canvas = new OffscreenCanvas(width, height).getContext('2d');
        canvas?.drawImage(image, 0, 0);
        return [...new Uint32Array(canvas?.getImageData(0, 0, width, height).data.buffer ?? [])];
      },
      [shot, viewport] as const,
    );
    const png = encodePng(new Uint8Array(Uint32Array.from(pixels).buffer), CARD_WIDTH, CARD_HEIGHT, hash);
    writeFileSync(file, png);
    console.log(`${file} (${(png.length / 1000).toFixed(1)} kB)`);
  }
  await browser.close();
}
console.log(`${scenarios.length} scenarios, ${outdated.length} pictures made`);
if (outdated.length > 0 && executablePath === undefined) process.exit(1);
