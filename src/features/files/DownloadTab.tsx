/** The keyspace as a file, in three forms. */
import { useActions } from '../../client/provider.tsx';
import type { DownloadFormat } from '../../protocol/files.ts';
import { Button } from '../../ui/Button.tsx';
import { bytes } from '../../ui/format.ts';
import styles from './Files.module.css';
import { Progress } from './Progress.tsx';
import { saveFile } from './save.ts';
import { useFileWork } from './useFileWork.ts';

const FORMATS: readonly { format: DownloadFormat; name: string; text: string }[] = [
  {
    format: 'rdb',
    name: 'dump.rdb',
    text: 'A snapshot of one moment, compact. Redis 7.0 and Valkey read it; TTLs of hash fields need Redis 7.4.',
  },
  {
    format: 'aof',
    name: 'appendonlydir.zip',
    text: 'The folder of an append-only log: the same snapshot as its base, an empty increment to go on in, the manifest.',
  },
  {
    format: 'script',
    name: 'keyspace.redis',
    text: 'Commands as text, a line each, for redis-cli and for reading. TTLs are absolute times.',
  },
];

export function DownloadTab({ onMove }: { onMove(): void }) {
  const actions = useActions();
  const work = useFileWork();

  async function download(format: DownloadFormat, name: string) {
    const made = await work.run(`Making ${name}…`, () => actions.call('download', { format }));
    if (!made) return;
    saveFile(made.file, made.name);
    actions.notify({ kind: 'info', text: `Downloaded ${made.name} (${bytes(made.file.size)}).` });
  }

  return (
    <>
      <p>Everything in all databases, as of the moment you press. Commands go on meanwhile.</p>
      <ul className={styles.formats}>
        {FORMATS.map(({ format, name, text }) => (
          <li key={format}>
            <div>
              <code className={styles.file}>{name}</code>
              <p>{text}</p>
            </div>
            <Button
              icon="download"
              aria-label={`Download ${name}`}
              disabled={work.busy !== undefined}
              onClick={() => void download(format, name)}
            >
              Download
            </Button>
          </li>
        ))}
      </ul>
      <Progress work={work} />
      <p>
        <Button look="quiet" small onClick={onMove}>
          How to load it with a real server
        </Button>
      </p>
    </>
  );
}
