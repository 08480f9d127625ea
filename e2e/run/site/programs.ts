/**
 * What programs run in, as text for the page: the document of their frame, and the script of their worker, bundled into
 * one file without imports, since a frame with an origin of its own cannot load ours.
 */
import { createHash } from 'node:crypto';
import { build, type Plugin } from 'vite';
import { BOOTSTRAP, frameDocument } from '../../../src/apps/sandbox/frame.ts';

const ID = 'virtual:keyglass-programs';
const ENTRY = 'src/apps/sandbox/worker.ts';

/** The frame's script, as a policy names it. */
export const BOOTSTRAP_HASH = `sha256-${createHash('sha256').update(BOOTSTRAP).digest('base64')}`;

export function programs(): Plugin {
  let text: Promise<string> | undefined;
  return {
    name: 'keyglass:programs',
    resolveId: (id) => (id === ID ? `\0${ID}` : undefined),
    async load(id) {
      if (id !== `\0${ID}`) return undefined;
      text ??= bundle();
      const frame = JSON.stringify(frameDocument(BOOTSTRAP_HASH));
      return `export const FRAME = ${frame};\nexport const RUNTIME = ${JSON.stringify(await text)};\n`;
    },
    watchChange(id) {
      if (id.includes('/src/apps/')) text = undefined;
    },
  };
}

async function bundle(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: 'es2022',
      minify: true,
      modulePreload: false,
      rollupOptions: { input: ENTRY, output: { format: 'iife' } },
    },
  });
  const [output] = Array.isArray(result) ? result : [result];
  const file = output && 'output' in output ? output.output[0] : undefined;
  if (!file) throw new Error('The programs’ worker was not built.');
  return file.code;
}
