export { FilesDialog, type FilesTab } from './FilesDialog.tsx';
