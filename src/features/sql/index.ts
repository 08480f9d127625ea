/** The Postgres database beside the store: its tables and queries, and both side by side. */
export { SqlPanel } from './SqlPanel.tsx';
