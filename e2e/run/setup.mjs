/** What a fresh machine lacks: packages, a browser, a real server. Shared by the commands of this folder. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import process from 'node:process';

const require = createRequire(import.meta.url);

/** Runs a program with its output shown; returns true where it ended well. */
export function run(command, args, options = {}) {
  return spawnSync(command, args, { stdio: 'inherit', ...options }).status === 0;
}

/** Runs a program or ends this one. */
export function must(command, args, options) {
  if (run(command, args, options)) return;
  console.error(`failed: ${command} ${args.join(' ')}`);
  process.exit(1);
}

/** Installs the packages of package-lock.json where any is missing. */
export function installPackages() {
  const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  const names = Object.keys({ ...dependencies, ...devDependencies });
  const missing = names.filter((name) => !existsSync(`node_modules/${name}/package.json`));
  if (missing.length === 0) return;
  console.log(`Installing packages (${missing.length} missing) …`);
  // Not `npm ci`: it refuses a lock file in which a registry left out binaries for other platforms, which none here needs.
  must('npm', ['install', '--no-save', '--no-audit', '--no-fund']);
}

function which(name) {
  const found = spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' });
  return found.status === 0 ? found.stdout.trim() : undefined;
}

function debianRoot() {
  return process.getuid?.() === 0 && which('apt-get') !== undefined;
}

let aptUpdated = false;

/** Installs a Debian package where that can be done. */
export function aptInstall(name) {
  if (!debianRoot()) return false;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  if (!aptUpdated)
    aptUpdated = run('apt-get', ['update', '-q'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  return run('apt-get', ['install', '-y', '-q', name], { env, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** The path of a Chromium: one that is found, else Debian's package, else Playwright's own. */
export function findChromium() {
  const known = () =>
    process.env.CHROMIUM_PATH ??
    which('chromium') ??
    which('chromium-browser') ??
    which('google-chrome-stable') ??
    which('google-chrome');
  let path = known();
  if (path) return path;
  console.log('No Chromium found. Installing one …');
  if (aptInstall('chromium')) path = known();
  if (path) return path;
  must('npx', ['--no-install', 'playwright', 'install', 'chromium']);
  path = require('@playwright/test').chromium.executablePath();
  if (!existsSync(path)) {
    console.error('No browser could be installed. Install Chromium, or set CHROMIUM_PATH to one.');
    process.exit(1);
  }
  return path;
}
