/**
 * What course pages load: `embed.js` under a name that stays, the framed page `embed.html`, and each scenario as a file, so
 * that an element can show one before there is a frame.
 */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Plugin } from 'vite';
import { encodeText } from '../../../src/resp/text.ts';
import { findScenario, type Scenario, scenarios } from '../../../src/scenarios/index.ts';
import { encodeFile } from '../../../src/share/link.ts';

const ENTRY = 'src/embed/index.ts';
/** The framed page's address, and where it is written: Vite gives a page the address of its file, so the two are told apart. */
const PAGE = 'embed.html';
/** The style sheet that embeds carry as text. */
const LOOK = 'src/embed/look.css?raw';
const PAGE_SOURCE = 'src/app/embed/embed.html';

export function embeds(): Plugin {
  let building = false;
  let root = '';
  const pageSource = () => readFile(resolve(root, PAGE_SOURCE), 'utf8');
  return {
    name: 'keyglass:embed',
    enforce: 'pre',
    config: (_config, { command }) => {
      if (command !== 'build') return {};
      return {
        build: {
          // Browsers that know no preloads of modules do without; an embed should not bring them a stand-in.
          modulePreload: { polyfill: false },
          rollupOptions: {
            input: { index: 'index.html', frame: PAGE, embed: ENTRY },
            // An entry that others import by name must keep what it exports.
            preserveEntrySignatures: 'exports-only',
            output: {
              entryFileNames: ({ name }) => (name === 'embed' ? 'embed.js' : 'assets/[name]-[hash].js'),
            },
          },
        },
      };
    },
    configResolved(config) {
      building = config.command === 'build' && !config.build.ssr;
      root = config.root;
    },
    resolveId: (source) => (source === PAGE ? resolve(root, PAGE) : undefined),
    async load(id) {
      if (id === resolve(root, PAGE)) return pageSource();
      if (!building || id !== resolve(root, LOOK)) return undefined;
      return `export default ${JSON.stringify(packed(await readFile(id.replace(/\?.*/, ''), 'utf8')))}`;
    },
    generateBundle() {
      if (!building) return;
      for (const scenario of scenarios) {
        this.emitFile({
          type: 'asset',
          fileName: `scenarios/${scenario.id}.json`,
          source: scenarioFile(scenario),
        });
      }
    },
    configureServer(server) {
      server.middlewares.use(async (request, response, next) => {
        const { pathname } = new URL(request.url ?? '/', 'http://localhost');
        if (pathname === `/${PAGE}`) {
          response.setHeader('Content-Type', 'text/html; charset=utf-8');
          response.end(await server.transformIndexHtml(`/${PAGE}`, await pageSource()));
          return;
        }
        if (request.url === '/embed.js') request.url = `/${ENTRY}`;
        const [, id] = /^\/scenarios\/([a-z0-9-]+)\.json$/.exec(request.url ?? '') ?? [];
        const scenario = id === undefined ? undefined : findScenario(id);
        if (!scenario) return next();
        response.setHeader('Content-Type', 'application/json');
        response.end(scenarioFile(scenario));
      });
    },
  };
}

/** A style sheet without remarks and indentation. */
const packed = (css: string) =>
  css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};]) ?/g, '$1')
    .trim();

function scenarioFile({ title, text, script, view }: Scenario): string {
  return encodeFile({
    title,
    text,
    script,
    view: {
      panel: view.panel,
      key: view.key === undefined ? undefined : encodeText(view.key),
      clients: view.clients ?? [],
    },
    keyspace: undefined,
  });
}
