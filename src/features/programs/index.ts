export { ProgramsPanel } from './ProgramsPanel.tsx';
