/**
 * Static pages: one for each scenario, with what chat tools and search engines read, and the gallery of them all. They are
 * written at build time from the scenarios' data; the development server writes them at each request.
 */
import type { Plugin } from 'vite';
import { galleryPage, type PageParts, scenarioPage } from '../../../src/app/gallery/page.ts';
import { findScenario, scenarios } from '../../../src/scenarios/index.ts';
import { TEXT_PAGE_POLICY } from './policy.ts';

const ENTRY = 'src/app/gallery/gallery.ts';

/** Where the site will stand, for what must be a full address (preview images): `KEYGLASS_SITE=https://example.org/kg/`. */
const SITE = process.env.KEYGLASS_SITE?.replace(/\/*$/, '/');

export function staticPages(): Plugin {
  let building = false;
  return {
    name: 'keyglass:pages',
    configResolved(config) {
      building = config.command === 'build' && !config.build.ssr;
    },
    buildStart() {
      if (building) this.emitFile({ type: 'chunk', id: ENTRY, name: 'gallery' });
    },
    generateBundle(_options, bundle) {
      const chunk = Object.values(bundle).find(
        (file) => file.type === 'chunk' && file.facadeModuleId?.endsWith(ENTRY),
      );
      if (chunk?.type !== 'chunk') return;
      const parts: PageParts = {
        script: `../${chunk.fileName}`,
        styles: [...(chunk.viteMetadata?.importedCss ?? [])].map((file) => `../${file}`),
        policy: TEXT_PAGE_POLICY,
        site: SITE,
      };
      const emit = (fileName: string, source: string) => this.emitFile({ type: 'asset', fileName, source });
      emit('scenarios/index.html', galleryPage(scenarios, parts));
      for (const scenario of scenarios) emit(`scenarios/${scenario.id}.html`, scenarioPage(scenario, parts));
    },
    transformIndexHtml: (_html, { filename }) => {
      if (!filename.endsWith('/index.html')) return [];
      const image = SITE ? `${SITE}card.png` : './card.png';
      return [
        { tag: 'meta', attrs: { property: 'og:image', content: image }, injectTo: 'head' },
        { tag: 'meta', attrs: { name: 'twitter:card', content: 'summary_large_image' }, injectTo: 'head' },
      ];
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const match = /^\/scenarios\/(?:([a-z0-9-]+)\.html)?(?:\?|$)/.exec(request.url ?? '');
        const scenario = match?.[1] === undefined ? undefined : findScenario(match[1]);
        if (!match || (match[1] !== undefined && !scenario)) return next();
        const parts: PageParts = { script: `/${ENTRY}`, styles: [], policy: undefined, site: undefined };
        response.setHeader('Content-Type', 'text/html; charset=utf-8');
        response.end(scenario ? scenarioPage(scenario, parts) : galleryPage(scenarios, parts));
      });
    },
  };
}
