/** Path of the project. */
export const root: string;
/** Installs the packages of the lock file where there are none yet. */
export function ensurePackages(): void;
/** Bundles a TypeScript entry of e2e/ for Node; gives back the path of plain JavaScript below node_modules/.cache. */
export function bundle(entry: string): Promise<string>;
