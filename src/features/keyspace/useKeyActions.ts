/** What can be done with keys, as commands that the console shows. */
import { useMemo } from 'react';
import { type Edit, useEdit } from '../../client/edits.ts';
import { useActions, usePlaygroundStore } from '../../client/provider.tsx';
import { toEditable } from '../../resp/editable.ts';
import { plural } from '../../ui/format.ts';
import type { Target } from './KeyDialogs.tsx';

export interface KeyActions {
  delete(target: Target): Promise<void>;
  rename(key: string, to: string): Promise<boolean>;
  expire(target: Target, ms: number): Promise<void>;
  persist(target: Target): Promise<void>;
  copy(target: Target): void;
}

/** Keys in one DEL. */
const BATCH = 500;
/** The most keys of a folder that are taken at once. */
const MOST = 1_000_000;

export function useKeyActions(): KeyActions {
  const edit = useEdit();
  const actions = useActions();
  const store = usePlaygroundStore();
  return useMemo(() => {
    const keysOf = async (target: Target): Promise<readonly string[]> => {
      if (target.kind === 'keys') return target.keys;
      const { db } = store.getState();
      return actions.call('keyNames', { db, prefix: target.path, limit: MOST });
    };
    return {
      async delete(target) {
        const keys = await keysOf(target);
        for (let i = 0; i < keys.length; i += BATCH) {
          const { ok } = await edit(['DEL', ...keys.slice(i, i + BATCH)]);
          if (!ok) return;
        }
      },
      async rename(key, to) {
        const { ok } = await edit(['RENAME', key, to]);
        if (ok && store.getState().selected === key) actions.selectKey(to);
        return ok;
      },
      async expire(target, ms) {
        const [name, value] = ms % 1000 === 0 ? ['EXPIRE', ms / 1000] : ['PEXPIRE', ms];
        await each(edit, await keysOf(target), (key) => [name, key, String(value)]);
      },
      async persist(target) {
        await each(edit, await keysOf(target), (key) => ['PERSIST', key]);
      },
      copy(target) {
        // What is not plain text is quoted, so that what is pasted is still the name.
        const names = target.kind === 'folder' ? [target.path] : target.keys;
        const text = names.map((name) => toEditable(name).text).join('\n');
        navigator.clipboard.writeText(text).then(
          () =>
            actions.notify({
              kind: 'info',
              text:
                target.kind === 'keys' && target.keys.length > 1
                  ? `Copied ${plural(target.keys.length, 'name')}.`
                  : 'Copied the name.',
            }),
          () => actions.notify({ kind: 'error', text: 'The browser did not allow copying.' }),
        );
      },
    };
  }, [edit, actions, store]);
}

async function each(edit: Edit, keys: readonly string[], command: (key: string) => readonly string[]) {
  for (const key of keys) {
    const { ok } = await edit(command(key));
    if (!ok) return;
  }
}
