/**
 * `npm run kills`: builds, and kills the engine's worker at 200 random moments under load for each way to keep data, in a
 * real browser; then the bridge on its files as often. `npm run kills -- 1000 7` does it 1,000 times with the seed 7.
 */
import process from 'node:process';
import { findChromium, installPackages, run } from './setup.mjs';

const [kills = '200', seed = '1'] = process.argv.slice(2);
installPackages();
const env = { ...process.env, CHROMIUM_PATH: findChromium(), KEYGLASS_KILLS: kills, KEYGLASS_SEED: seed };
const ok =
  run('npx', ['--no-install', 'vite', 'build', '--logLevel', 'warn'], { env }) &&
  run('npx', ['--no-install', 'playwright', 'test', '-c', 'e2e/playwright.config.ts', 'kills'], { env }) &&
  run('npx', ['--no-install', 'vitest', 'run', '-c', 'e2e/vitest.config.ts', '-t', 'killed in the act'], {
    env,
  });
process.exit(ok ? 0 : 1);
