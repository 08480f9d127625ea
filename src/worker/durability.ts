/** The page's calls about durability, and the mode that a playground was left in. */
import type { KeeperOptions } from '../persistence/index.ts';
import type { Methods } from '../protocol/methods.ts';
import type { Host } from './host.ts';

const FSYNC = ['no', 'everysec', 'always'] as const;

/** Reads what the page keeps as the setting `durability`; what is missing or odd stays at its default. */
export function readMode(settings: Readonly<Record<string, unknown>> | undefined): KeeperOptions {
  const value = settings?.durability;
  if (typeof value !== 'object' || value === null) return {};
  const { appendOnly, fsync, save } = value as Partial<Record<'appendOnly' | 'fsync' | 'save', unknown>>;
  const policy = FSYNC.find((name) => name === fsync);
  return {
    ...(typeof appendOnly === 'boolean' && { appendOnly }),
    ...(policy && { fsync: policy }),
    ...(Array.isArray(save) && save.every(isSavePoint) && { save }),
  };
}

function isSavePoint(value: unknown): value is [number, number] {
  return (
    Array.isArray(value) && value.length === 2 && value.every((part) => Number.isInteger(part) && part >= 0)
  );
}

type DurabilityMethod = 'asides' | 'readAside' | 'deleteAside' | 'crashLab';

export const durabilityCalls: {
  readonly [M in DurabilityMethod]: (
    host: Host,
    params: Methods[M]['params'],
  ) => Methods[M]['result'] | Promise<Methods[M]['result']>;
} = {
  asides: async ({ keeping }) => (await keeping.store?.asides()) ?? [],
  readAside: async ({ keeping }, { id }) => {
    const { blobOf } = await import('./files/download.ts');
    const chunks = (await keeping.store?.readAside(id)) ?? [];
    const aside = (await keeping.store?.asides())?.find((candidate) => candidate.id === id);
    const name = `set-aside-${id}.${aside?.part === 'snapshot' ? 'rdb' : 'aof'}`;
    return { name, file: await blobOf(chunks) };
  },
  deleteAside: async ({ keeping }, { id }) => {
    if (keeping.readOnly) throw new Error('Another tab writes this playground.');
    await keeping.store?.deleteAside(id);
    return undefined;
  },
  crashLab: async ({ platform }, request) => {
    const { crashLab } = await import('./crash-lab/index.ts');
    return crashLab(request, platform.loadLua);
  },
};
