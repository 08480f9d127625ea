export { DurabilityPanel } from './DurabilityPanel.tsx';
export type { ReadScript } from './lab/CrashLab.tsx';
