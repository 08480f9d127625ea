/** What an author pastes into a page: the element, a plain iframe, or Markdown. */
import {
  DEFAULT_FONT_SIZE,
  DEFAULT_MAX_HEIGHT,
  type EmbedOptions,
  frameQuery,
  type PanelName,
} from '../../embed/attributes.ts';
import type { ThemeName } from '../../embed/protocol.ts';

export interface EmbedChoice {
  readonly theme: ThemeName;
  /** CSS pixels; undefined fits the content. */
  readonly height: number | undefined;
  readonly panels: readonly PanelName[];
  readonly readOnly: boolean;
  readonly runOnLoad: boolean;
  /** CSS pixels. */
  readonly fontSize: number;
  /** Name under which the reader's browser keeps keys and script; empty keeps nothing. */
  readonly playground: string;
}

/** What is embedded: one of our scenarios by its id, or a script of one's own with the fragment that carries it. */
export interface EmbedSource {
  readonly title: string;
  readonly scenario: string | undefined;
  readonly script: string;
  /** `v1.…` */
  readonly fragment: string;
}

export const DEFAULT_CHOICE: EmbedChoice = {
  theme: 'auto',
  height: undefined,
  panels: ['replies'],
  readOnly: false,
  runOnLoad: false,
  fontSize: DEFAULT_FONT_SIZE,
  playground: '',
};

/** A plain iframe has no script beside it that could fit its height. */
export const IFRAME_HEIGHT = 420;

/** The script tag and the element. `site` is the playground's folder, with a slash at its end. */
export function elementCode(choice: EmbedChoice, source: EmbedSource, site: string): string {
  const { theme, height, panels, readOnly, runOnLoad, fontSize, playground } = choice;
  const attributes: (readonly [string, string] | false)[] = [
    source.scenario !== undefined && ['scenario', source.scenario],
    source.title !== '' && ['title', source.title],
    theme !== 'auto' && ['theme', theme],
    height !== undefined && ['height', `${height}px`],
    panels.join() !== 'replies' && ['panels', panels.join(' ') || 'none'],
    readOnly && ['readonly', ''],
    runOnLoad && ['run-on-load', ''],
    fontSize !== DEFAULT_FONT_SIZE && ['font-size', String(fontSize)],
    playground !== '' && ['playground', playground],
  ];
  const written = attributes
    .filter((attribute) => attribute !== false)
    .map(([name, value]) => (value === '' ? ` ${name}` : ` ${name}="${html(value)}"`));
  // Where scripts are off a script of one's own is there as text, and a scenario has a page of its own.
  const body =
    source.scenario === undefined
      ? `\n${inMarkdown(html(source.script.trimEnd()))}\n`
      : `<noscript><a href="${html(pageAddress(source, site))}">${html(source.title || source.scenario)}</a></noscript>`;
  return `<script type="module" src="${html(site)}embed.js"></script>
<key-glass${written.join('')}>${body}</key-glass>
`;
}

export function iframeCode(choice: EmbedChoice, source: EmbedSource, site: string): string {
  const height = choice.height ?? IFRAME_HEIGHT;
  const title = source.title || 'Keyglass';
  return `<iframe src="${html(frameAddress({ ...choice, height }, source, site))}" title="${html(title)}" width="100%" height="${height}" loading="lazy" allow="clipboard-write" style="border: 0"></iframe>
`;
}

export function markdownCode(source: EmbedSource, site: string): string {
  return `[${markdown(linkTitle(source))}](${pageAddress(source, site)})\n`;
}

export function imageCode(source: EmbedSource, site: string): string {
  return `[![${markdown(linkTitle(source))}](${pictureAddress(source, site)})](${pageAddress(source, site)})\n`;
}

export const linkTitle = ({ title }: EmbedSource): string => title || 'Open in Keyglass';

export function pictureAddress({ scenario }: EmbedSource, site: string): string {
  return `${site}${scenario === undefined ? 'card.png' : `cards/${scenario}.png`}`;
}

/** The framed page's address. */
export function frameAddress(choice: EmbedChoice, source: EmbedSource, site: string): string {
  const options: EmbedOptions = {
    scenario: source.scenario,
    theme: choice.theme,
    height: choice.height === undefined ? undefined : `${choice.height}px`,
    maxHeight: DEFAULT_MAX_HEIGHT,
    panels: choice.panels,
    readOnly: choice.readOnly,
    runOnLoad: choice.runOnLoad,
    fontSize: choice.fontSize,
    dependsOn: undefined,
    playground: choice.playground || undefined,
    // What the address names has a title of its own.
    title: '',
  };
  const query = frameQuery(options, undefined);
  if (choice.runOnLoad) query.set('run-on-load', '');
  const fragment = source.scenario === undefined ? `#${source.fragment}` : '';
  return `${site}embed.html?${query}${fragment}`;
}

/** Where a link leads: a scenario's own page, which chat tools can read, or the playground. */
export function pageAddress({ scenario, fragment }: EmbedSource, site: string): string {
  return scenario === undefined ? `${site}#${fragment}` : `${site}scenarios/${scenario}.html`;
}

function html(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

/** A blank line would end the element where the page is written in Markdown. */
const inMarkdown = (text: string) =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/(\n[ \t]*)+\n/g, (blank) => `${'&#10;'.repeat(blank.split('\n').length - 2)}\n`);

const markdown = (text: string) => text.replace(/\s+/g, ' ').replace(/[\\[\]`*_<>]/g, '\\$&');
