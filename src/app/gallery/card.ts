/**
 * The picture of a scenario for chat tools: a page of 1200 × 630 pixels that `npm run cards` photographs into
 * `public/cards`. Chat tools show neither SVG nor what a script draws.
 */
import { type Colour, highlight } from '../../embed/highlight.ts';
import type { Scenario } from '../../scenarios/index.ts';

/** CSS pixels. */
export const CARD_WIDTH = 1200;
export const CARD_HEIGHT = 630;

const LINES = 6;
/** Longer lines end in “…”. */
const COLUMNS = 64;

const COLOURS: Readonly<Record<Colour, string>> = {
  command: '#45c8bc',
  option: '#c3a6ff',
  number: '#f0bd6b',
  string: '#85d39c',
  comment: '#929ca9',
  directive: '#ff9bc8',
  plain: '#e5e9ee',
};

const ICON = `<svg viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#0b6e69"/>
<g fill="none" stroke="#fff" stroke-width="2.6" stroke-linecap="round"><circle cx="12" cy="12.5" r="6"/><path d="m16.6 17 8.4 8.4M21.6 22l3-3"/></g>
<path d="M9 11.2a3.4 3.4 0 0 1 2.4-2.3" fill="none" stroke="#9fe3dc" stroke-width="1.8" stroke-linecap="round"/></svg>`;

/** The page that is photographed. */
export function cardPage({ title, summary, script }: Scenario): string {
  return `<!doctype html><meta charset="utf-8"><style>
    body { display: flex; flex-direction: column; box-sizing: border-box; width: ${CARD_WIDTH}px; height: ${CARD_HEIGHT}px; margin: 0;
      padding: 60px 72px 56px; overflow: hidden; background: #0f1216; color: #e5e9ee; font: 28px/1.4 "DejaVu Sans", sans-serif; }
    header { display: flex; gap: 16px; align-items: center; color: #929ca9; font-weight: 600; font-size: 26px; }
    svg { width: 46px; }
    h1 { margin: 26px 0 8px; font-size: 54px; line-height: 1.15; letter-spacing: -0.01em; }
    p { margin: 0; color: #b3bbc6; }
    pre { flex: 1; min-height: 0; margin: 30px 0 0; padding: 22px 30px; overflow: hidden; border: 1px solid #29303a; border-radius: 14px;
      background: #15191f; font: 25px/1.52 "DejaVu Sans Mono", monospace; }
    b { font-weight: 400; }
  </style><header>${ICON}Keyglass</header><h1>${html(title)}</h1><p>${html(summary)}</p><pre>${coloured(firstLines(script))}</pre>`;
}

/** The first commands and remarks; directives tell a picture nothing. */
function firstLines(script: string): string {
  const lines = script
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^\s*#\s*@/.test(line))
    .slice(0, LINES);
  // A remark without its command is half a thought.
  while (lines.length > 1 && lines.at(-1)?.trimStart().startsWith('#')) lines.pop();
  return lines.map((line) => (line.length > COLUMNS ? `${line.slice(0, COLUMNS - 1)}…` : line)).join('\n');
}

const coloured = (script: string) =>
  highlight(script)
    .map(({ text, colour }) => `<b style="color:${COLOURS[colour]}">${html(text)}</b>`)
    .join('');

const html = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
