/**
 * Puts a script of its own into the built page for the module that begins the engine's worker. It waits for no other module:
 * as part of the page's bundle it would run only when all of that had been fetched.
 */
import type { Plugin } from 'vite';

const ENTRY = 'src/app/engine-worker.ts';

export function earlyWorker(): Plugin {
  let building = false;
  return {
    name: 'keyglass:early-worker',
    configResolved(config) {
      building = config.command === 'build' && !config.build.ssr;
    },
    buildStart() {
      if (building) this.emitFile({ type: 'chunk', id: ENTRY, name: 'engine-worker' });
    },
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle, filename }) => {
        if (!bundle || !filename.endsWith('/index.html')) return [];
        const chunk = Object.values(bundle).find(
          (file) => file.type === 'chunk' && file.facadeModuleId?.endsWith(ENTRY),
        );
        if (chunk?.type !== 'chunk') throw new Error(`${ENTRY} is in no file of its own.`);
        // First of all scripts, with what it imports fetched beside it.
        const imports = chunk.imports.map((file) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: true, href: `./${file}` },
          injectTo: 'head-prepend' as const,
        }));
        const attrs = { type: 'module', async: true, crossorigin: true, src: `./${chunk.fileName}` };
        return [...imports, { tag: 'script', attrs, injectTo: 'head-prepend' as const }];
      },
    },
  };
}
