export { EditorPanel } from './EditorPanel.tsx';
export { parseScript } from './script/parse.ts';
