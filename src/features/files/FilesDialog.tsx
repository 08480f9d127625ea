/** Files: take the keyspace away, open what comes from elsewhere, and move to a real server. */
import { useState } from 'react';
import { Dialog } from '../../ui/Dialog.tsx';
import { Segments } from '../../ui/Segments.tsx';
import { DownloadTab } from './DownloadTab.tsx';
import { MoveTab } from './MoveTab.tsx';
import { OpenTab } from './OpenTab.tsx';

export type FilesTab = 'download' | 'open' | 'move';

const TABS = [
  { value: 'download', label: 'Download' },
  { value: 'open', label: 'Open' },
  { value: 'move', label: 'Move to a real server' },
] as const;

export interface FilesDialogProps {
  readonly tab: FilesTab;
  /** Files that were dropped on the page. */
  readonly dropped: readonly File[];
  onClose(): void;
}

export function FilesDialog({ tab: first, dropped, onClose }: FilesDialogProps) {
  const [tab, setTab] = useState(first);
  return (
    <Dialog title="Files" width={640} onClose={onClose}>
      <Segments<FilesTab> label="What to do" value={tab} options={TABS} onChange={setTab} />
      {tab === 'download' && <DownloadTab onMove={() => setTab('move')} />}
      {tab === 'open' && <OpenTab dropped={dropped} onDone={onClose} />}
      {tab === 'move' && <MoveTab />}
    </Dialog>
  );
}
