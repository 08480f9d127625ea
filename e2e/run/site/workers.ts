/**
 * Keeps the script that the engine's worker is started with apart from all that its parts share. What a worker fetches later
 * imports the shared modules, and must not import that script with them: see src/worker/entry.ts.
 */
import { relative } from 'node:path';
import type { Plugin } from 'vite';

const ENTRY = 'src/worker/entry.ts';
/** All that it imports, directly or not, goes into one file, which is fetched in one go. */
const APART = 'src/worker/serve.ts';

const isAt = (id: string, path: string) => relative(process.cwd(), id.split('?')[0] ?? '') === path;

export function workersApart(): Plugin {
  const shared = new Set<string>();
  return {
    name: 'keyglass:workers-apart',
    apply: 'build',
    buildEnd() {
      shared.clear();
      const todo = [...this.getModuleIds()].filter((id) => isAt(id, APART));
      for (let id = todo.pop(); id !== undefined; id = todo.pop()) {
        if (shared.has(id)) continue;
        shared.add(id);
        todo.push(...(this.getModuleInfo(id)?.importedIds ?? []));
      }
    },
    outputOptions: (options) => ({
      ...options,
      codeSplitting: { groups: [{ name: 'server', test: (id) => shared.has(id) }] },
    }),
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
      const entry = chunks.find(({ facadeModuleId }) => facadeModuleId && isAt(facadeModuleId, ENTRY));
      if (!entry) return;
      const again = chunks.find(({ imports }) => imports.includes(entry.fileName));
      if (again)
        this.error(`${again.fileName} imports ${entry.fileName}, which WebKit would run a second time.`);
    },
  };
}
