/**
 * `npm run webkit`: the built site in WebKit, the engine of Safari, as Debian packages it. Not a part of `npm test`, since
 * few machines have it; run it after work on workers, frames or what the pages may load.
 */
import { existsSync } from 'node:fs';
import process from 'node:process';
import { aptInstall, installPackages, run } from './setup.mjs';

installPackages();
for (const [program, name] of [
  ['/usr/bin/WebKitWebDriver', 'webkit2gtk-driver'],
  ['/usr/bin/Xvfb', 'xvfb'],
]) {
  if (existsSync(program) || aptInstall(name)) continue;
  console.error(`${program} is missing. Install Debian's package ${name}.`);
  process.exit(1);
}
const ok =
  run('npx', ['--no-install', 'vite', 'build', '--logLevel', 'warn']) &&
  run('npx', ['--no-install', 'vitest', 'run', '-c', 'e2e/webkit/vitest.config.ts']);
process.exit(ok ? 0 : 1);
