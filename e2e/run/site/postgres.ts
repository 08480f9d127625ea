/**
 * Packs what the database's worker fetches: Postgres' code, the files it brings, and the files of a fresh database. They are
 * compressed here, so that the download is small whatever the host does (6 MB in place of 30), and the fresh database saves
 * every page the seconds that making one takes. The packed files are made once for each version of the package.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';
import { Database } from '../../../src/sql/database.ts';
import { startPostgres } from '../../../src/sql/start.ts';

/** Where `src/sql/load.ts` looks for them. */
const FOLDER = 'node_modules/.keyglass/postgres';
const PARTS = ['code.packed', 'files.packed', 'fresh.packed'];
/** Goes up when what is packed changes though the package does not. */
const REVISION = 1;

export function postgresFiles(): Plugin {
  return {
    name: 'keyglass:postgres',
    async config() {
      // The unit tests run the package as it is.
      if (process.env.VITEST) return {};
      await pack();
      const bytes = PARTS.reduce((sum, name) => sum + statSync(join(FOLDER, name)).size, 0);
      return {
        define: { __POSTGRES_BYTES__: String(bytes) },
        // Made ready for a browser by its authors; bundled again, it would not find its files.
        optimizeDeps: { exclude: ['@electric-sql/pglite'] },
      };
    },
    generateBundle() {
      this.emitFile({
        type: 'asset',
        fileName: 'licenses/pglite.txt',
        source: readFileSync(join(packageFolder(), 'LICENSE')),
      });
    },
  };
}

function packageFolder(): string {
  return join(dirname(createRequire(import.meta.url).resolve('@electric-sql/pglite')), '..');
}

/** The package names its own files, which are handed to it instead; else a build would hold 15 MB that nobody fetches. */
export function withoutPackageFiles(): Plugin {
  return {
    name: 'keyglass:postgres-files',
    apply: 'build',
    transform(code, id) {
      if (!id.includes('@electric-sql/pglite')) return undefined;
      const changed = code.replace(
        /new URL\((["'])[^"']+\.(?:wasm|data)\1,\s*import\.meta\.url\)/g,
        'new URL("about:blank")',
      );
      return changed === code ? undefined : { code: changed, map: null };
    },
  };
}

async function pack(): Promise<void> {
  const dist = join(packageFolder(), 'dist');
  const { version } = JSON.parse(readFileSync(join(packageFolder(), 'package.json'), 'utf8'));
  const mark = `${version} ${REVISION}`;
  const markFile = join(FOLDER, 'version');
  if (existsSync(markFile) && readFileSync(markFile, 'utf8') === mark) return;
  mkdirSync(FOLDER, { recursive: true });
  write('code.packed', gzipSync(readFileSync(join(dist, 'pglite.wasm')), { level: 9 }));
  write('files.packed', gzipSync(readFileSync(join(dist, 'pglite.data')), { level: 9 }));
  write('fresh.packed', gzipSync(await freshDatabase(), { level: 9 }));
  write('version', mark);
}

/** By way of another name: another build may be reading or writing the file. */
function write(name: string, content: Uint8Array | string): void {
  const file = join(FOLDER, name);
  writeFileSync(`${file}.${process.pid}`, content);
  renameSync(`${file}.${process.pid}`, file);
}

/** A tar of a database without the templates of further ones, which are two more copies of its 7 MB. */
async function freshDatabase(): Promise<Uint8Array> {
  const postgres = await startPostgres({});
  const database = new Database(postgres);
  const run = async (text: string) => {
    const { error } = await database.query(text);
    if (error) throw new Error(`${text}: ${error.message}`);
  };
  await run('UPDATE pg_database SET datistemplate = false');
  for (const name of ['template0', 'template1']) await run(`DROP DATABASE ${name}`);
  await run('VACUUM FULL');
  // The log of all this goes with the next checkpoints.
  for (let i = 0; i < 3; i++) {
    await run('SELECT pg_switch_wal()');
    await run('CHECKPOINT');
  }
  const copy = await database.dump();
  await postgres.close();
  if (!copy) throw new Error('The fresh database could not be copied.');
  return new Uint8Array(await copy.arrayBuffer());
}
