export { parseScript } from '../script/parse.ts';
export { EditorPanel } from './EditorPanel.tsx';
