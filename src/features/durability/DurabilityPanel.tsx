/** Durability: how the data is kept, what that means, and what a crash would take. */
import { useState } from 'react';
import { useView } from '../../client/provider.tsx';
import { Segments } from '../../ui/Segments.tsx';
import { CrashNow } from './CrashNow.tsx';
import styles from './Durability.module.css';
import { Figures } from './Figures.tsx';
import { CrashLab, type ReadScript } from './lab/CrashLab.tsx';
import { Modes } from './Modes.tsx';
import { Storage } from './Storage.tsx';
import { Timeline } from './Timeline.tsx';

const PARTS = [
  { value: 'now', label: 'Now' },
  { value: 'lab', label: 'Crash lab' },
  { value: 'storage', label: 'Storage' },
] as const;
type Part = (typeof PARTS)[number]['value'];

/** `readScript` gives what stands in the editor as statements: the panel does not know the editor's language. */
export function DurabilityPanel({ readScript }: { readScript: ReadScript }) {
  const [part, setPart] = useState<Part>('now');
  const view = useView({ kind: 'durability' });
  return (
    <div className={styles.panel}>
      <div className={styles.bar}>
        <Segments<Part> label="Part of durability" value={part} options={PARTS} onChange={setPart} />
      </div>
      <div className={styles.body}>
        {part === 'now' && (
          <>
            <Modes figures={view?.figures} />
            {view?.figures && <Figures figures={view.figures} />}
            <Timeline history={view?.history ?? []} />
          </>
        )}
        {part === 'lab' && (
          <>
            <CrashLab readScript={readScript} />
            <CrashNow figures={view?.figures} />
          </>
        )}
        {part === 'storage' && <Storage />}
      </div>
    </div>
  );
}
