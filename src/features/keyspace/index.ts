/** The keys of a database as a tree. */
export { KeyspacePanel } from './KeyspacePanel.tsx';
