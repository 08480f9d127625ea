/** Opens the dialog of files: by a command, from a menu, or because files were dropped on the page. */
import { lazy, Suspense, useEffect, useState } from 'react';
import { useActions } from '../../client/provider.tsx';
import type { FilesTab } from '../../features/files/index.ts';
import { useCommands } from '../../ui/commands.tsx';
import { droppedFiles } from './dropped.ts';

const FilesDialog = lazy(() =>
  import('../../features/files/index.ts').then((m) => ({ default: m.FilesDialog })),
);

interface Shown {
  readonly tab: FilesTab;
  readonly dropped: readonly File[];
}

export function Files() {
  const actions = useActions();
  const [shown, setShown] = useState<Shown>();
  const show = (tab: FilesTab) => () => setShown({ tab, dropped: [] });
  const group = 'Data';
  useCommands([
    {
      id: 'files.download',
      title: 'Download the data as dump.rdb, appendonlydir or a script',
      group,
      keywords: 'files export save backup rdb aof',
      run: show('download'),
    },
    {
      id: 'files.open',
      title: 'Open a file: dump.rdb, a command log, a script',
      group,
      keywords: 'files import load restore rdb aof',
      run: show('open'),
    },
    {
      id: 'files.move',
      title: 'Move to a real server',
      group,
      keywords: 'files redis valkey docker',
      run: show('move'),
    },
  ]);

  useEffect(() => {
    function onDrop(event: DragEvent) {
      const dropped = [...(event.dataTransfer?.files ?? [])];
      // Scenarios and lessons go other ways.
      if (dropped.length === 0 || /\.(json|md|markdown)$/i.test(dropped[0]?.name ?? '')) return;
      event.preventDefault();
      const { dataTransfer } = event;
      if (dataTransfer) void droppedFiles(dataTransfer).then(open, tell);
    }
    const open = (dropped: readonly File[]) => setShown({ tab: 'open', dropped });
    const tell = (error: unknown) =>
      actions.notify({ kind: 'error', text: error instanceof Error ? error.message : String(error) });
    window.addEventListener('drop', onDrop);
    return () => window.removeEventListener('drop', onDrop);
  }, [actions]);

  return (
    <Suspense>
      {shown && (
        <FilesDialog
          key={shown.tab}
          tab={shown.tab}
          dropped={shown.dropped}
          onClose={() => setShown(undefined)}
        />
      )}
    </Suspense>
  );
}
