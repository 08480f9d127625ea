/**
 * The service worker, made by Workbox through vite-plugin-pwa. It keeps all files of a build together, so that a page never
 * gets parts of two builds. A newer one waits until the page asks it to start (src/app/offline).
 */
import type { Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

export function offline(): Plugin[] {
  return VitePWA({
    strategies: 'generateSW',
    filename: 'sw.js',
    // The page registers the worker itself, when its own loading is done, and the manifest is a file in public/.
    injectRegister: false,
    manifest: false,
    registerType: 'prompt',
    workbox: {
      globPatterns: ['**/*.{html,js,css,svg,png,ttf,woff2,wasm,json,webmanifest}'],
      // Pictures for chat tools and for the README, which no page shows; and Postgres.
      globIgnores: ['card.png', 'cards/*', 'keyglass.png', 'assets/postgres-worker-*.js'],
      // Postgres is larger than all the rest together, and most visits never want it: it is kept when it is first used,
      // and from then on works without a network too. Its files' names change with their content.
      runtimeCaching: [
        {
          urlPattern: /\/assets\/(?:postgres-worker-[^/]+\.js|[^/]+\.packed)$/,
          handler: 'CacheFirst',
          options: { cacheName: 'keyglass-postgres', expiration: { maxEntries: 8 } },
        },
      ],
      maximumFileSizeToCacheInBytes: 16 * 1024 * 1024,
      // What stands behind `?` is for the page's script; the file is the same.
      ignoreURLParametersMatching: [/./],
      // An address that is no page of ours is answered by the server, not by the playground.
      navigateFallback: null,
      cleanupOutdatedCaches: true,
      // The very first worker serves the page that brought it; later ones wait to be asked.
      clientsClaim: true,
      skipWaiting: false,
      inlineWorkboxRuntime: true,
      sourcemap: false,
    },
  });
}
