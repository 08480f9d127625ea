/** Type check, layer by layer: each is compiled against only the libraries it may use. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';

const layers = readdirSync('src').filter((name) => existsSync(`src/${name}/tsconfig.json`));
let failed = false;
for (const project of ['tsconfig.json', ...layers.map((name) => `src/${name}/tsconfig.json`)]) {
  const result = spawnSync('npx', ['--no-install', 'tsc', '-p', project], { stdio: 'inherit' });
  if (result.status !== 0) {
    console.error(`type check failed: ${project}`);
    failed = true;
  }
}
process.exit(failed ? 1 : 0);
