/**
 * The Content-Security-Policy of the built pages. It stands in the pages themselves, so that it holds on any host. The
 * development server goes without: it puts scripts of its own into the page. `frame-ancestors` works in a header only and
 * is left to the host; the README says how.
 */
import type { Plugin } from 'vite';
import { BOOTSTRAP_HASH } from './programs.ts';

const SHARED = ["default-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'none'"];

/** For pages of plain text and one script of ours. */
export const TEXT_PAGE_POLICY = [...SHARED, "img-src 'self' data:", "connect-src 'self'"].join('; ');

/** For pages with an editor and an engine. */
export const PLAYGROUND_POLICY = [
  ...SHARED,
  // No eval; compiling WebAssembly (Lua) is all that is allowed beyond our own files, and the one script in the frames of
  // programs, which inherit this policy.
  `script-src 'self' 'wasm-unsafe-eval' '${BOOTSTRAP_HASH}'`,
  "worker-src 'self' blob:",
  // Monaco makes `style` elements at run time for its colours, its layout and its decorations, and draws lines from HTML
  // with `style` attributes; without this the editor stands there unstyled. Styles run no code.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  // `?src=` reads a file from an address that the person has agreed to: https, or a server on their own machine.
  "connect-src 'self' https: http://localhost:* http://127.0.0.1:*",
  "frame-src 'self'",
  "manifest-src 'self'",
].join('; ');

/**
 * In a frame that its author has sandboxed the page has no origin, and for WebKit `'self'` is nothing then: it would load none
 * of its own files. So the framed page names the origin of its address. Where scripts are off there is nothing to hold back.
 */
const NAMED = `document.write('<meta http-equiv="Content-Security-Policy" content="' + ${JSON.stringify(
  PLAYGROUND_POLICY,
)}.replaceAll("'self'", "'self' " + location.origin) + '">')`;

/**
 * `?embed=1` means the small page for iframes, which has neither this page's panels nor its weight. It stands above the policy,
 * which in such a frame would not let a file of ours do it.
 */
const TO_FRAMED_PAGE =
  'if (/[?&]embed=1(&|$)/.test(location.search)) location.replace(new URL("embed.html" + location.search + location.hash, location.href))';

/** Puts the policy into every page that Vite builds, before anything that it could stop, and above it what leads to the framed page. */
export function contentSecurityPolicy(): Plugin {
  const script = (children: string) => ({ tag: 'script', children, injectTo: 'head-prepend' as const });
  const meta = {
    tag: 'meta',
    attrs: { 'http-equiv': 'Content-Security-Policy', content: PLAYGROUND_POLICY },
    injectTo: 'head-prepend' as const,
  };
  return {
    name: 'keyglass:policy',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { filename, server }) => {
        const framed = filename.endsWith('/embed.html');
        const policy = server ? [] : [framed ? script(NAMED) : meta];
        return filename.endsWith('/index.html') ? [script(TO_FRAMED_PAGE), ...policy] : policy;
      },
    },
  };
}
