/** Where the files of a store lie, for CONFIG GET: tools ask a server for it to find them. */
import { resolve } from 'node:path';
import { BadValue, type Config } from '../../src/engine/config.ts';
import type { FileStore } from './file-store.ts';

/** Adds `dir`, `dbfilename`, `appenddirname` and `appendfilename`; none of them can be changed while the server runs. */
export function tellPlaces(config: Config, { folder, names }: FileStore): void {
  const refuse = (): never => {
    throw new BadValue("can't set protected config");
  };
  config.register({ name: 'dir', get: () => resolve(folder), set: refuse });
  config.register({ name: 'dbfilename', get: () => names.dump, set: refuse });
  config.register({ name: 'appenddirname', immutable: true, get: () => names.folder, set: refuse });
  config.register({ name: 'appendfilename', immutable: true, get: () => names.log, set: refuse });
}
