/**
 * What course pages load: `embed.js` under a name that stays, the framed page `embed.html`, and each scenario as a file, so
 * that an element can show one before there is a frame.
 */
import type { Plugin } from 'vite';
import { encodeText } from '../../../src/resp/text.ts';
import { findScenario, type Scenario, scenarios } from '../../../src/scenarios/index.ts';
import { encodeFile } from '../../../src/share/link.ts';

const ENTRY = 'src/embed/index.ts';

export function embeds(): Plugin {
  let building = false;
  return {
    name: 'keyglass:embed',
    config: (_config, { command }) => {
      if (command !== 'build') return {};
      return {
        build: {
          rollupOptions: {
            input: { index: 'index.html', frame: 'embed.html', embed: ENTRY },
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
      server.middlewares.use((request, response, next) => {
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
