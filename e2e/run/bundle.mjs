/** Bundles a TypeScript entry of e2e/ for Node and gives back the path of plain JavaScript that can be run. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(fileURLToPath(import.meta.url), '../../..');

/** Installs the packages of the lock file where there are none yet. */
export function ensurePackages() {
  if (existsSync(resolve(root, 'node_modules/vite'))) return;
  const result = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: root, stdio: 'inherit' });
  if (result.status !== 0) process.exit(result.status ?? 1);
}

/**
 * @param {string} entry path below the project's root
 * @returns {Promise<string>} path of the bundle, below node_modules/.cache
 */
export async function bundle(entry) {
  ensurePackages();
  const { build } = await import('vite');
  const name = basename(entry).replace(/\.ts$/, '');
  const outDir = resolve(root, 'node_modules/.cache/keyglass', entry.replace(/[^a-z0-9]+/gi, '-'));
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    build: {
      ssr: resolve(root, entry),
      outDir,
      emptyOutDir: true,
      target: 'node20',
      minify: false,
      rollupOptions: { output: { entryFileNames: `${name}.mjs` } },
    },
  });
  return resolve(outDir, `${name}.mjs`);
}
