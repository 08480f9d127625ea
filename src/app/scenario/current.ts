/** The scenario that a playground holds: its text and its view, kept with the playground's settings. */
import { useCallback, useMemo } from 'react';
import { useActions, usePlayground, usePlaygroundStore } from '../../client/provider.tsx';
import { encodeText } from '../../resp/text.ts';
import type { Scenario } from '../../scenarios/index.ts';
import type { SharedScenario, SharedView } from '../../share/scenario.ts';
import { readLayout } from '../layout.ts';
import { rebuild } from './rebuild.ts';

const NAME = 'scenario';

export interface CurrentScenario {
  readonly title: string;
  readonly text: readonly string[];
  readonly view: SharedView | undefined;
}

/** A scenario of the house in the form that links carry. */
export function asShared({ title, text, script, view }: Scenario): SharedScenario {
  return {
    title,
    text,
    script,
    view: {
      panel: view.panel,
      key: view.key === undefined ? undefined : encodeText(view.key),
      clients: view.clients ?? [],
    },
    keyspace: undefined,
  };
}

/** Settings come out of storage, so nothing about them is certain. */
function read(value: unknown): CurrentScenario | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { title, text, view } = value as Partial<Record<keyof CurrentScenario, unknown>>;
  if (typeof title !== 'string' || !Array.isArray(text)) return undefined;
  return {
    title,
    text: text.filter((paragraph) => typeof paragraph === 'string'),
    view: typeof view === 'object' && view !== null ? (view as SharedView) : undefined,
  };
}

export function useCurrentScenario(): CurrentScenario | undefined {
  const value = usePlayground((state) => state.settings[NAME]);
  return useMemo(() => read(value), [value]);
}

/** Where a scenario goes: in place of the script in the editor, or into a playground of its own. */
export type Place = 'here' | 'new';

/** Opens a scenario; nothing of it runs but, in a playground of its own, the commands that rebuild its keyspace. */
export function useOpenScenario(): (scenario: SharedScenario, place: Place) => Promise<void> {
  const actions = useActions();
  const store = usePlaygroundStore();
  return useCallback(
    async (scenario, place) => {
      const { title, text, script, view, keyspace, clock } = scenario;
      const before = store.getState();
      if (place === 'new') await actions.createPlayground(title.slice(0, 80) || 'Shared scenario', script);
      else {
        actions.setDraft(script);
        if (before.draft.trim() !== '' && before.draft !== script) {
          const notice = actions.notify({
            kind: 'info',
            text: `“${title || 'The scenario'}” replaced the script in the editor.`,
            action: {
              label: 'Undo',
              run() {
                actions.dismiss(notice);
                actions.setDraft(before.draft);
                actions.setSetting(NAME, before.settings[NAME] ?? null);
              },
            },
          });
        }
      }
      actions.setSetting(NAME, { title, text, view });
      if (view) {
        const layout = readLayout(store.getState().settings.layout);
        actions.setSetting('layout', {
          ...layout,
          ...(view.panel === 'inspector' || view.panel === 'ranking'
            ? { side: view.panel }
            : { dock: view.panel }),
          ...view.layout,
          phone: 'script',
        });
        for (const lane of view.clients) actions.openLane(lane);
        if (view.key !== undefined) actions.selectKey(view.key);
      }
      await rebuild(store, { keyspace, ...(clock && { clock }) });
    },
    [actions, store],
  );
}

/** Takes the scenario's text away; the script stays. */
export function useCloseScenario(): () => void {
  const actions = useActions();
  return useCallback(() => actions.setSetting(NAME, null), [actions]);
}
