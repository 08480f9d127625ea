/**
 * `npm test`: installs what is missing and runs every check: types, lint, unit tests, the build, the lessons, tests
 * against a real server, browser tests. All run even where one fails; the last line counts the tests.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import process from 'node:process';
import { findChromium, installPackages, run } from './setup.mjs';

const REPORTS = 'node_modules/.cache/keyglass/reports';

installPackages();
rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });
const chromium = findChromium();
const env = {
  ...process.env,
  CHROMIUM_PATH: chromium,
  // Whole, since a relative one is taken from the folder of its configuration.
  PLAYWRIGHT_JSON_OUTPUT_NAME: resolve(REPORTS, 'browser.json'),
};

const vitest = (name, extra = []) => [
  ...[
    '--no-install',
    'vitest',
    'run',
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${REPORTS}/${name}.json`,
  ],
  ...extra,
];
const steps = [
  ['types', 'node', ['e2e/run/typecheck.mjs']],
  ['lint', 'npx', ['--no-install', 'biome', 'check', '.']],
  ['unit tests', 'npx', vitest('unit')],
  ['build', 'npx', ['--no-install', 'vite', 'build', '--logLevel', 'warn']],
  ['lessons', 'node', ['e2e/run/lessons.mjs']],
  ['tests against a real server', 'npx', vitest('real-server', ['-c', 'e2e/vitest.config.ts'])],
  ['browser tests', 'npx', ['--no-install', 'playwright', 'test', '-c', 'e2e/playwright.config.ts']],
];

const failed = [];
for (const [name, command, args] of steps) {
  const started = Date.now();
  console.log(`\n== ${name}`);
  if (!run(command, args, { env })) failed.push(name);
  console.log(
    `== ${name}: ${failed.includes(name) ? 'FAILED' : 'ok'} (${((Date.now() - started) / 1000).toFixed(1)} s)`,
  );
}

const totals = { passed: 0, failed: 0, skipped: 0 };
for (const name of ['unit', 'real-server', 'browser']) {
  const file = `${REPORTS}/${name}.json`;
  if (!existsSync(file)) continue;
  const report = JSON.parse(readFileSync(file, 'utf8'));
  totals.passed += report.numPassedTests ?? report.stats.expected + report.stats.flaky;
  totals.failed += report.numFailedTests ?? report.stats.unexpected;
  totals.skipped += report.numPendingTests ?? report.stats.skipped;
}
if (failed.length > 0) console.log(`\nfailed: ${failed.join(', ')}`);
console.log(`\n${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exit(failed.length > 0 || totals.passed === 0 ? 1 : 0);
