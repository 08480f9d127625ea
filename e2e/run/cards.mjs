/** `npm run cards`: makes the pictures of the scenarios that chat tools show. */
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { bundle, root } from './bundle.mjs';
import { findChromium } from './setup.mjs';

const script = await bundle('e2e/cards/main.ts');
const result = spawnSync(process.execPath, [script], {
  stdio: 'inherit',
  env: { ...process.env, KEYGLASS_ROOT: root, CHROMIUM_PATH: findChromium() },
});
process.exit(result.status ?? 1);
