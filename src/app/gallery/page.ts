/**
 * The gallery and the scenarios' own pages, as HTML text. They are written when the site is built and need no script to be
 * read; `gallery.ts` adds the search.
 */
import { type Colour, highlight, type Piece } from '../../embed/highlight.ts';
import type { Scenario } from '../../scenarios/index.ts';

export interface PageParts {
  /** Addresses as seen from `scenarios/`. */
  readonly script: string;
  readonly styles: readonly string[];
  /** Content-Security-Policy; undefined for none. */
  readonly policy: string | undefined;
  /** The site's own address with a slash at its end, where it is known. */
  readonly site: string | undefined;
}

const PREVIEW_LINES = 7;
/** The picture that pages without one of their own have. */
export const GENERAL_PICTURE = { path: 'card.png', alt: 'A script, its replies, and a ranking in Keyglass' };
const ABOUT =
  'Scenarios for Keyglass, a Redis-compatible playground in the browser: caches, sessions, rate limits, queues, rankings.';

/** All scenarios as cards, to search and to open. */
export function galleryPage(scenarios: readonly Scenario[], parts: PageParts): string {
  const body = `
    <h1>Scenarios</h1>
    <p class="lead">Each one is a short text and a script. It opens in the playground, where you run it, watch the keys move, and change it.</p>
    <search class="search" hidden>
      <input type="search" id="search" placeholder="Search: cache, ZADD, queue …" aria-label="Search the scenarios" autocomplete="off" spellcheck="false" />
      <p id="found" role="status"></p>
    </search>
    <ul class="cards">${scenarios.map(card).join('')}
    </ul>`;
  return page('Scenarios', ABOUT, 'scenarios/', GENERAL_PICTURE, body, parts);
}

/** One scenario: its text, its script, and the way into the playground. */
export function scenarioPage(scenario: Scenario, parts: PageParts): string {
  const { id, title, summary, text, script } = scenario;
  const body = `
    <h1>${html(title)}</h1>
    <p class="lead">${html(summary)}</p>
    <p><a class="button" href="../?scenario=${id}">Open in the playground</a></p>
    ${text.map((paragraph) => `<p>${html(paragraph)}</p>`).join('\n    ')}
    <pre class="script" tabindex="0" aria-label="Script">${coloured(script)}</pre>
    <p><a href="./">All scenarios</a></p>`;
  const picture = { path: `cards/${id}.png`, alt: `The first commands of “${title}” in Keyglass` };
  return page(title, summary, `scenarios/${id}.html`, picture, body, parts);
}

function card({ id, title, summary, text, script }: Scenario): string {
  const start = firstLines(script);
  return `
      <li class="card" data-search="${html(searchText(title, summary, text, script))}">
        <h2><a href="../?scenario=${id}">${html(title)}</a></h2>
        <p>${html(summary)}</p>
        <pre aria-hidden="true">${coloured(start)}</pre>
        <a class="more" href="./${id}.html" aria-label="Read “${html(title)}” as a page">Read as a page</a>
      </li>`;
}

/** What a scenario is found by: its words and its commands. */
function searchText(title: string, summary: string, text: readonly string[], script: string): string {
  const commands = script.match(/^[ \t]*[A-Za-z]+/gm) ?? [];
  return [title, summary, ...text, ...new Set(commands.map((word) => word.trim()))].join(' ').toLowerCase();
}

/** The lines that a preview shows: the first commands and remarks. */
function firstLines(script: string): string {
  const lines = script.split('\n').filter((line) => line.trim() !== '' && !/^\s*#\s*@/.test(line));
  return lines.slice(0, PREVIEW_LINES).join('\n');
}

const CLASS: Readonly<Record<Colour, string>> = {
  command: 'c',
  option: 'o',
  number: 'n',
  string: 's',
  comment: 'r',
  directive: 'd',
  plain: '',
};

const coloured = (script: string): string => colouredHtml(highlight(script));

/** Coloured pieces as HTML. */
export function colouredHtml(pieces: readonly Piece[]): string {
  return pieces
    .map(({ text, colour }) =>
      CLASS[colour] ? `<span class="${CLASS[colour]}">${html(text)}</span>` : html(text),
    )
    .join('');
}

/** A whole page of text, one folder below the site's root. `path` is its place there. */
export function page(
  title: string,
  description: string,
  path: string,
  picture: { readonly path: string; readonly alt: string },
  body: string,
  parts: PageParts,
): string {
  const { script, styles, policy, site } = parts;
  const image = `${site ?? '../'}${picture.path}`;
  const address = site && `${site}${path}`;
  const meta: [string, string, string | undefined][] = [
    ['name', 'description', description],
    ['property', 'og:site_name', 'Keyglass'],
    ['property', 'og:type', 'article'],
    ['property', 'og:title', title],
    ['property', 'og:description', description],
    ['property', 'og:url', address],
    ['property', 'og:image', image],
    ['property', 'og:image:width', '1200'],
    ['property', 'og:image:height', '630'],
    ['property', 'og:image:alt', picture.alt],
    ['name', 'twitter:card', 'summary_large_image'],
    ['name', 'twitter:title', title],
    ['name', 'twitter:description', description],
    ['name', 'twitter:image', image],
  ];
  const head = [
    policy && `<meta http-equiv="Content-Security-Policy" content="${html(policy)}" />`,
    '<meta charset="utf-8" />',
    '<meta name="viewport" content="width=device-width, initial-scale=1" />',
    '<meta name="color-scheme" content="light dark" />',
    `<title>${html(title)} · Keyglass</title>`,
    ...meta.map(
      ([kind, name, content]) => content && `<meta ${kind}="${name}" content="${html(content)}" />`,
    ),
    address && `<link rel="canonical" href="${html(address)}" />`,
    '<link rel="icon" type="image/svg+xml" href="../icon.svg" />',
    '<link rel="manifest" href="../manifest.webmanifest" />',
    '<script src="../theme.js"></script>',
    ...styles.map((href) => `<link rel="stylesheet" href="${html(href)}" />`),
    `<script type="module" src="${html(script)}"></script>`,
  ];
  return `<!doctype html>
<html lang="en">
  <head>
    ${head.filter((line) => line).join('\n    ')}
  </head>
  <body>
    <header class="top"><a href="../"><img src="../icon.svg" alt="" width="24" height="24" />Keyglass</a><a href="../scenarios/">Scenarios</a><a href="../lessons/">Lessons</a></header>
    <main>${body}
    </main>
  </body>
</html>
`;
}

/** Text as HTML text or as the value of a quoted attribute. */
export function html(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
}
