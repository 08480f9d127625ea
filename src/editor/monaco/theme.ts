/** Monaco's theme, made from the page's own colours. */
import { editor } from 'monaco-editor/editor';
import { FORCED_COLOURS } from '../../ui/media.ts';
import type { TokenType } from '../language/tokens.ts';

/** The page's colour for each kind of token. */
const TOKENS: Readonly<Record<TokenType, readonly [colour: string, style?: string]>> = {
  command: ['--accent', 'bold'],
  unknown: ['--bad'],
  key: ['--hue-blue'],
  option: ['--hue-violet'],
  number: ['--hue-amber'],
  string: ['--hue-green'],
  value: ['--text'],
  comment: ['--text-3', 'italic'],
  directive: ['--hue-pink', 'bold'],
  'directive-value': ['--hue-pink'],
  'directive-unknown': ['--bad'],
};

const COLOURS: Readonly<Record<string, string>> = {
  'editor.background': '--surface',
  'editor.foreground': '--text',
  'editorLineNumber.foreground': '--text-3',
  'editorLineNumber.activeForeground': '--text',
  'editorCursor.foreground': '--accent',
  'editor.selectionBackground': '--accent-soft',
  'editor.inactiveSelectionBackground': '--surface-3',
  'editor.lineHighlightBackground': '--surface-2',
  'editor.findMatchBackground': '--warn-soft',
  'editor.findMatchHighlightBackground': '--warn-soft',
  'editorWidget.background': '--overlay',
  'editorWidget.foreground': '--text',
  'editorWidget.border': '--border',
  'editorHoverWidget.background': '--overlay',
  'editorHoverWidget.foreground': '--text',
  'editorHoverWidget.border': '--border',
  'editorSuggestWidget.background': '--overlay',
  'editorSuggestWidget.foreground': '--text',
  'editorSuggestWidget.border': '--border',
  'editorSuggestWidget.selectedBackground': '--selection',
  'editorSuggestWidget.selectedForeground': '--text',
  'editorSuggestWidget.highlightForeground': '--accent',
  'editorSuggestWidget.focusHighlightForeground': '--accent',
  'editorError.foreground': '--bad',
  'editorWarning.foreground': '--warn',
  'input.background': '--surface',
  'input.foreground': '--text',
  'input.border': '--border-strong',
  focusBorder: '--focus',
  'scrollbarSlider.background': '--border',
  'scrollbarSlider.hoverBackground': '--border-strong',
  'scrollbarSlider.activeBackground': '--border-strong',
  'widget.shadow': '--scrim',
};

const CONTRAST = 'keyglass-contrast';

/** Applies the theme that fits, with the colours as they are on `element`. Monaco knows one theme at a time. */
export function applyTheme(element: HTMLElement, dark: boolean): void {
  const probe = document.createElement('span');
  // Forced colours would make every colour here the one of text.
  probe.style.forcedColorAdjust = 'none';
  probe.style.colorScheme = dark ? 'dark' : 'light';
  element.append(probe);
  const read = (css: string) => {
    probe.style.color = css;
    return toHex(getComputedStyle(probe).color);
  };
  const colour = (name: string) => read(`var(${name})`);
  if (matchMedia(FORCED_COLOURS).matches) {
    defineContrast(read('Canvas'), read('CanvasText'));
    probe.remove();
    editor.setTheme(CONTRAST);
    return;
  }
  const name = dark ? 'keyglass-dark' : 'keyglass-light';
  editor.defineTheme(name, {
    base: dark ? 'vs-dark' : 'vs',
    inherit: true,
    rules: Object.entries(TOKENS).map(([token, [variable, fontStyle]]) => ({
      token,
      foreground: colour(variable).slice(1, 7),
      ...(fontStyle && { fontStyle }),
    })),
    colors: {
      ...Object.fromEntries(Object.entries(COLOURS).map(([key, variable]) => [key, colour(variable)])),
      'editor.lineHighlightBorder': '#00000000',
    },
  });
  probe.remove();
  editor.setTheme(name);
}

/** A theme of high contrast on the person's own two colours, which the page's theme has no say in. */
function defineContrast(background: string, foreground: string): void {
  const dark = brightness(background) < brightness(foreground);
  editor.defineTheme(CONTRAST, {
    base: dark ? 'hc-black' : 'hc-light',
    inherit: true,
    rules: Object.entries(TOKENS).map(([token, [, fontStyle]]) => ({
      token,
      foreground: foreground.slice(1, 7),
      ...(fontStyle && { fontStyle }),
    })),
    colors: { 'editor.background': background, 'editor.foreground': foreground },
  });
}

/** How bright `#rrggbb` is, only to tell which of two colours is the brighter one. */
const brightness = (hex: string): number =>
  [1, 3, 5].reduce((sum, at) => sum + Number.parseInt(hex.slice(at, at + 2), 16), 0);

/** `rgb(1, 2, 3)` or `rgba(1, 2, 3, 0.5)`, as computed styles say it, in hexadecimal. */
function toHex(computed: string): string {
  const [red = 0, green = 0, blue = 0, alpha = 1] = (computed.match(/[\d.]+/g) ?? []).map(Number);
  const byte = (value: number) => Math.round(value).toString(16).padStart(2, '0');
  return `#${byte(red)}${byte(green)}${byte(blue)}${alpha < 1 ? byte(alpha * 255) : ''}`;
}
