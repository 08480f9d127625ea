/** What can be done with keys, as commands that the console shows. */
import { useMemo } from 'react';
import { type Edit, useEdit } from '../../client/edits.ts';
import { useActions, usePlaygroundStore } from '../../client/provider.tsx';
import { toEditable } from '../../resp/editable.ts';
import { plural } from '../../ui/format.ts';

export interface KeyActions {
  delete(keys: readonly string[]): Promise<void>;
  rename(key: string, to: string): Promise<boolean>;
  expire(keys: readonly string[], ms: number): Promise<void>;
  persist(keys: readonly string[]): Promise<void>;
  copy(names: readonly string[]): void;
}

/** Keys in one DEL, and commands that are on their way together. */
const BATCH = 500;

export function useKeyActions(): KeyActions {
  const edit = useEdit();
  const actions = useActions();
  const store = usePlaygroundStore();
  return useMemo(() => {
    return {
      async delete(keys) {
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
      async expire(keys, ms) {
        const [name, value] = ms % 1000 === 0 ? ['EXPIRE', ms / 1000] : ['PEXPIRE', ms];
        await each(edit, keys, (key) => [name, key, String(value)]);
      },
      async persist(keys) {
        await each(edit, keys, (key) => ['PERSIST', key]);
      },
      copy(names) {
        // What is not plain text is quoted, so that what is pasted is still the name.
        const text = names.map((name) => toEditable(name).text).join('\n');
        navigator.clipboard.writeText(text).then(
          () =>
            actions.notify({
              kind: 'info',
              text: names.length > 1 ? `Copied ${plural(names.length, 'name')}.` : 'Copied the name.',
            }),
          () => actions.notify({ kind: 'error', text: 'The browser did not allow copying.' }),
        );
      },
    };
  }, [edit, actions, store]);
}

async function each(edit: Edit, keys: readonly string[], command: (key: string) => readonly string[]) {
  for (let i = 0; i < keys.length; i += BATCH) {
    const done = await Promise.all(keys.slice(i, i + BATCH).map((key) => edit(command(key))));
    if (done.some(({ ok }) => !ok)) return;
  }
}
