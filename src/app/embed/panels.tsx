/** The panels of the whole playground that an author asked for. They and React come only for them. */
import '../../ui/base.css';
import { lazy, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import type { StoreApi } from 'zustand';
import { PlaygroundProvider } from '../../client/provider.tsx';
import type { PlaygroundStore } from '../../client/state.ts';
import type { PanelName } from '../../embed/attributes.ts';
import { CommandsProvider } from '../../ui/commands.tsx';
import { ErrorBoundary } from '../../ui/ErrorBoundary.tsx';
import { Loading } from '../../ui/Panel.tsx';
import { useFollowMain } from '../useFollowMain.ts';

const PANELS = {
  console: lazy(() => import('../../features/console/index.ts').then((m) => ({ default: m.ConsolePanel }))),
  keyspace: lazy(() =>
    import('../../features/keyspace/index.ts').then((m) => ({ default: m.KeyspacePanel })),
  ),
  ranking: lazy(() => import('../../features/ranking/index.ts').then((m) => ({ default: m.RankingPanel }))),
};

/** Shows panels in an element, for as long as the frame lives. */
export function showPanels(
  place: HTMLElement,
  store: StoreApi<PlaygroundStore>,
  names: readonly PanelName[],
): void {
  createRoot(place).render(
    <PlaygroundProvider store={store}>
      <CommandsProvider>
        <Panels names={names} />
      </CommandsProvider>
    </PlaygroundProvider>,
  );
}

function Panels({ names }: { names: readonly PanelName[] }) {
  useFollowMain();
  return names.map((name) => {
    if (name === 'replies') return null;
    const Panel = PANELS[name];
    return (
      <div key={name} className="kg-panel">
        <ErrorBoundary name={`The ${name}`}>
          <Suspense fallback={<Loading />}>
            <Panel />
          </Suspense>
        </ErrorBoundary>
      </div>
    );
  });
}
