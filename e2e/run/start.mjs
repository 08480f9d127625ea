/** `npm start`: installs what is missing, builds, and serves the playground. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { installPackages, must } from './setup.mjs';

installPackages();

/** The newest change below a path, ms. */
function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

const sources = ['src', 'public', 'e2e/run/site', 'index.html', 'vite.config.ts', 'package-lock.json'].filter(
  existsSync,
);
const built = existsSync('dist/index.html') ? statSync('dist/index.html').mtimeMs : 0;
if (Math.max(...sources.map(newest)) > built)
  must('npx', ['--no-install', 'vite', 'build', '--logLevel', 'warn']);

const { preview } = await import('vite');
const port = Number(process.env.PORT ?? 4173);
const server = await preview({ preview: { port, strictPort: true, host: 'localhost' } });
const address = server.resolvedUrls?.local[0] ?? `http://localhost:${port}/`;
console.log(`Keyglass is at ${address.replace(/\/$/, '')}`);
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => server.close().finally(() => process.exit(0)));
}
