/** Monaco's theme, made from the page's own colours. */
import { editor } from 'monaco-editor/editor';
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

/** Applies the theme that fits, with the colours as they are on `element`. Monaco knows one theme at a time. */
export function applyTheme(element: HTMLElement, dark: boolean): void {
  const probe = document.createElement('span');
  probe.style.colorScheme = dark ? 'dark' : 'light';
  element.append(probe);
  const colour = (name: string) => {
    probe.style.color = `var(${name})`;
    return toHex(getComputedStyle(probe).color);
  };
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

/** `rgb(1, 2, 3)` or `rgba(1, 2, 3, 0.5)`, as computed styles say it, in hexadecimal. */
function toHex(computed: string): string {
  const [red = 0, green = 0, blue = 0, alpha = 1] = (computed.match(/[\d.]+/g) ?? []).map(Number);
  const byte = (value: number) => Math.round(value).toString(16).padStart(2, '0');
  return `#${byte(red)}${byte(green)}${byte(blue)}${alpha < 1 ? byte(alpha * 255) : ''}`;
}
