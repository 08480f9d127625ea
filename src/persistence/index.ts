/** What survives: the storage interface and its stores, recovery, recorder and snapshots, files, the catalogue, the lock. */
export { type Catalogue, openCatalogue, type Playground } from './catalogue.ts';
export { CommandWriter } from './command-writer.ts';
export { type ExportOptions, exportRdb } from './export.ts';
export { appendOnlyDir, type ExportedFile, zip } from './files.ts';
export {
  type DatabasePreview,
  type FilePreview,
  type FileReport,
  importFile,
  previewFile,
} from './import.ts';
export { copyStore, deleteStore, openStore } from './indexeddb-store.ts';
export { Keeper } from './keeper.ts';
export { acquireWriter, type LockMode, type WriterLock, whileAwake } from './lock.ts';
export { type Manifest, parseManifest } from './manifest.ts';
export { MemoryStore, memoryStore } from './memory-store.ts';
export { type Opened, openFiles } from './opened.ts';
export { nextRound } from './pause.ts';
export type { FsyncPolicy, KeeperOptions, KeeperStatus } from './policy.ts';
export { type RecoveryOptions, type RecoveryReport, recover } from './recovery.ts';
export {
  type Aside,
  type Damage,
  type Durability,
  type Part,
  type Store,
  StoreDamage,
  type Stored,
} from './store.ts';
