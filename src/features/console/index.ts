export { ConsolePanel } from './ConsolePanel.tsx';
