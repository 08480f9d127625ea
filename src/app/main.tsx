/** Where the page starts: one playground, its worker, and the app around it. */
import '../ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { PlaygroundProvider } from '../client/provider.tsx';
import { createPlayground } from '../client/store.ts';
import { CommandsProvider } from '../ui/commands.tsx';
import { SlotsProvider } from '../ui/slots.tsx';
import { App } from './App.tsx';
import { createEngineWorker } from './engine-worker.ts';

const store = createPlayground({
  createWorker: createEngineWorker,
  createSqlWorker: () =>
    new Worker(new URL('../sql/postgres-worker.ts', import.meta.url), {
      type: 'module',
      name: 'keyglass-postgres',
    }),
  keep: true,
});

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <PlaygroundProvider store={store}>
        <CommandsProvider>
          <SlotsProvider>
            <App />
          </SlotsProvider>
        </CommandsProvider>
      </PlaygroundProvider>
    </StrictMode>,
  );
}
