/** `npm run bench`: prints the benchmark; `npm run bench -- engine memory` only those sections. */
import { spawnSync } from 'node:child_process';
import { bundle, root } from './bundle.mjs';

const script = await bundle('e2e/bench/main.ts');
const result = spawnSync(process.execPath, ['--max-old-space-size=4096', script, ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, KEYGLASS_ROOT: root },
});
process.exit(result.status ?? 1);
