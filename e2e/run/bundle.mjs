/** Bundles a TypeScript entry of e2e/ for Node and gives back the path of plain JavaScript that can be run. */
import { basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installPackages } from './setup.mjs';

export const root = resolve(fileURLToPath(import.meta.url), '../../..');

/**
 * @param {string} entry path below the project's root
 * @returns {Promise<string>} path of the bundle, below node_modules/.cache
 */
export async function bundle(entry) {
  installPackages();
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
      // What the site makes for a page, nobody asks for here.
      rollupOptions: { external: [/^virtual:/], output: { entryFileNames: `${name}.mjs` } },
    },
  });
  return resolve(outDir, `${name}.mjs`);
}
