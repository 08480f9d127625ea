/** Serves the built site as a plain host would: below a path of its own, and with a newer build when the test says so. */
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { extname, join, normalize } from 'node:path';

const DIST = process.env.KEYGLASS_DIST ?? 'dist';
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

export interface Site {
  /** The playground's address, with a slash at its end. */
  readonly url: string;
  /** Files that were asked for since the start. */
  readonly requests: string[];
  /** From now on the worker's file is another, as after a new build. */
  renew(): void;
  close(): Promise<void>;
}

/** `pages` are HTML pages beside the build, by their names. A `host` in numbers is another site than the playground's. */
export async function serveSite(
  path = '/tools/keyglass/',
  pages: Readonly<Record<string, string>> = {},
  host: 'localhost' | '127.0.0.1' = 'localhost',
): Promise<Site> {
  let build = 1;
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    requests.push(pathname);
    if (!pathname.startsWith(path)) {
      response.writeHead(404).end();
      return;
    }
    const file = normalize(pathname.slice(path.length).replace(/(^|\/)$/, '$1index.html'));
    const page = pages[file];
    if (page !== undefined) {
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(page);
      return;
    }
    readFile(join(DIST, file)).then(
      (content) => {
        response.writeHead(200, {
          'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
          'Access-Control-Allow-Origin': '*',
        });
        response.end(file === 'sw.js' ? `${content}\n// build ${build}` : content);
      },
      () => response.writeHead(404).end(),
    );
  });
  const port = await listen(server, host);
  return {
    url: `http://${host}:${port}${path}`,
    requests,
    renew: () => {
      build++;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function listen(server: Server, host: string): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
}
