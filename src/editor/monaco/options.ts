/** How Monaco looks and behaves here. */
import { editor } from 'monaco-editor/editor';

export const OPTIONS: editor.IStandaloneEditorConstructionOptions = {
  ariaLabel: 'Script editor',
  automaticLayout: true,
  glyphMargin: true,
  lineNumbersMinChars: 3,
  lineDecorationsWidth: 10,
  folding: false,
  minimap: { enabled: false },
  fontFamily:
    'ui-monospace, "SF Mono", "Cascadia Mono", "JetBrains Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace',
  fontSize: 13,
  lineHeight: 22,
  padding: { top: 8, bottom: 8 },
  renderLineHighlight: 'line',
  scrollBeyondLastLine: false,
  overviewRulerLanes: 2,
  overviewRulerBorder: false,
  fixedOverflowWidgets: true,
  // Enter is a new line, always: a script is lines. Tab takes a suggestion.
  acceptSuggestionOnEnter: 'off',
  acceptSuggestionOnCommitCharacter: false,
  wordBasedSuggestions: 'off',
  quickSuggestions: { other: true, strings: true, comments: true },
  suggest: { showWords: false, showIcons: false },
  links: false,
  lightbulb: { enabled: editor.ShowLightbulbIconMode.Off },
  occurrencesHighlight: 'off',
  selectionHighlight: false,
  unicodeHighlight: { ambiguousCharacters: false, invisibleCharacters: false, nonBasicASCII: false },
  bracketPairColorization: { enabled: false },
  matchBrackets: 'never',
  contextmenu: false,
  smoothScrolling: false,
  scrollbar: { useShadows: false, verticalScrollbarSize: 10, horizontalScrollbarSize: 10 },
};
