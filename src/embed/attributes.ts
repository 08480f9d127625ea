/** What an author writes on the element, read with care, and the address of the frame that follows from it. */
import { MAX_TITLE, THEMES, type ThemeName } from './protocol.ts';

export const PANELS = ['replies', 'console', 'keyspace', 'ranking'] as const;
export type PanelName = (typeof PANELS)[number];

export const ATTRIBUTES = [
  'scenario',
  'theme',
  'height',
  'max-height',
  'panels',
  'readonly',
  'run-on-load',
  'font-size',
  'depends-on',
  'playground',
  'title',
] as const;

export interface EmbedOptions {
  readonly scenario: string | undefined;
  readonly theme: ThemeName;
  /** CSS length; undefined grows and shrinks with the content, up to `maxHeight`. */
  readonly height: string | undefined;
  /** CSS pixels. */
  readonly maxHeight: number;
  readonly panels: readonly PanelName[];
  readonly readOnly: boolean;
  readonly runOnLoad: boolean;
  /** CSS pixels. */
  readonly fontSize: number;
  /** Id of another element whose engine this one shares. */
  readonly dependsOn: string | undefined;
  /** Name under which the browser keeps keys and script; undefined keeps nothing. */
  readonly playground: string | undefined;
  readonly title: string;
}

export const DEFAULT_MAX_HEIGHT = 720;
export const DEFAULT_FONT_SIZE = 13;
const LENGTH = /^(\d{1,5}(\.\d+)?)(px|em|rem|vh|svh|dvh|lvh|ch|ex|pt|cm|mm|in)?$/;

/** Reads the attributes; what makes no sense is as if it were not there. */
export function readAttributes(read: (name: string) => string | null): EmbedOptions {
  const theme = read('theme')?.trim().toLowerCase();
  const height = LENGTH.exec(read('height')?.trim() ?? '');
  const scenario = read('scenario')?.trim();
  return {
    // What is no id at all goes on as well: the author is told, and does not wonder at an empty script.
    scenario: scenario?.slice(0, 60) || undefined,
    theme: THEMES.find((each) => each === theme) ?? 'auto',
    height: height ? `${height[1] ?? ''}${height[3] ?? 'px'}` : undefined,
    maxHeight: readNumber(read('max-height'), 120, 20_000, DEFAULT_MAX_HEIGHT),
    panels: readPanels(read('panels')),
    readOnly: isSet(read('readonly')),
    runOnLoad: isSet(read('run-on-load')),
    fontSize: readNumber(read('font-size'), 8, 40, DEFAULT_FONT_SIZE),
    dependsOn: read('depends-on')?.trim() || undefined,
    playground: read('playground')?.trim().slice(0, 80) || undefined,
    title: read('title')?.trim().slice(0, MAX_TITLE) ?? '',
  };
}

/** The panels below the script; the replies alone where the author names none. */
export function readPanels(value: string | null): readonly PanelName[] {
  const words = value?.toLowerCase().split(/[\s,]+/) ?? [];
  const panels = PANELS.filter((name) => words.includes(name));
  return panels.length > 0 || words.includes('none') ? panels : ['replies'];
}

/** The frame's query. `origin` is the page that may speak to it. */
export function frameQuery(options: EmbedOptions, origin: string | undefined): URLSearchParams {
  const { scenario, theme, height, maxHeight, panels, readOnly, fontSize, dependsOn, playground, title } =
    options;
  const query = new URLSearchParams({ embed: '1' });
  if (scenario !== undefined) query.set('scenario', scenario);
  if (theme !== 'auto') query.set('theme', theme);
  if (height !== undefined) query.set('height', 'fixed');
  else if (maxHeight !== DEFAULT_MAX_HEIGHT) query.set('max-height', String(maxHeight));
  if (panels.join() !== 'replies') query.set('panels', panels.join(' ') || 'none');
  if (readOnly) query.set('readonly', '');
  if (fontSize !== DEFAULT_FONT_SIZE) query.set('font-size', String(fontSize));
  if (dependsOn !== undefined) query.set('borrow', '');
  if (playground !== undefined) query.set('playground', playground);
  if (title !== '') query.set('title', title);
  if (origin !== undefined) query.set('origin', origin);
  return query;
}

export function readNumber(value: string | null, min: number, max: number, otherwise: number): number {
  const number = Number.parseFloat(value ?? '');
  return number >= min && number <= max ? number : otherwise;
}

export const isSet = (value: string | null): boolean => value !== null && value !== 'false';
