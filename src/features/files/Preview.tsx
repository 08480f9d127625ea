/** What is inside a file that was not loaded yet. */
import type { DatabaseInside, FilePreview } from '../../protocol/files.ts';
import type { ValueType } from '../../protocol/views.ts';
import { Badge, type Tone } from '../../ui/Badge.tsx';
import { bytes, count, plural } from '../../ui/format.ts';
import { Icon } from '../../ui/icons.tsx';
import styles from './Files.module.css';

const TONES: Readonly<Record<ValueType, Tone>> = {
  string: 'blue',
  hash: 'violet',
  list: 'amber',
  set: 'green',
  zset: 'pink',
  stream: 'cyan',
};
const MAX_SKIPPED = 50;

function kindOf({ kind, version, commands }: FilePreview): string {
  if (kind === 'rdb') {
    const log = commands > 0 ? ` and a log of ${plural(commands, 'command')}` : '';
    return `RDB file, version ${version}${log}`;
  }
  if (kind === 'aof') return `Command log with ${plural(commands, 'command')}`;
  return kind === 'script' ? `Script with ${plural(commands, 'command')}` : 'Not a file that can be read';
}

/** Damage came before anything that could be loaded. */
export const isLost = ({ kind, damage, keys, commands }: FilePreview): boolean =>
  kind !== 'script' && damage !== undefined && keys === 0 && commands === 0;

export function Preview({ preview }: { preview: FilePreview }) {
  const { files, skipped, damage, truncatedBytes, kind, databases } = preview;
  return (
    <section className={styles.preview} aria-label="What is inside">
      <p className={styles.facts}>
        <strong>{files.join(', ')}</strong>
        <span>{kindOf(preview)}</span>
        <span>{bytes(preview.bytes)}</span>
        <span>{plural(preview.keys, 'key')}</span>
      </p>
      {damage && (
        <p className={styles.warning} role="alert">
          <Icon name="warning" />
          <span>
            {kind === 'script' ? 'Line' : 'Damage at byte'} {count(damage.offset)}: {damage.reason}.
            {isLost(preview)
              ? ' Nothing of it can be loaded.'
              : kind !== 'unknown' && ' What comes before it can be loaded.'}
          </span>
        </p>
      )}
      {truncatedBytes > 0 && (
        <p className={styles.warning}>
          <Icon name="info" />
          <span>
            The last {plural(truncatedBytes, 'byte')} are no whole command, as after a crash. They are left
            out.
          </span>
        </p>
      )}
      {databases.length > 0 && <Databases databases={databases} />}
      {skipped.length > 0 && (
        <details>
          <summary>{plural(skipped.length, 'thing')} that cannot be loaded</summary>
          <ul className={styles.skipped}>
            {skipped.slice(0, MAX_SKIPPED).map((what) => (
              <li key={what}>{what}</li>
            ))}
            {skipped.length > MAX_SKIPPED && <li>and {count(skipped.length - MAX_SKIPPED)} more</li>}
          </ul>
        </details>
      )}
    </section>
  );
}

function Databases({ databases }: { databases: readonly DatabaseInside[] }) {
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">Database</th>
          <th scope="col">Keys</th>
          <th scope="col">Types</th>
          <th scope="col">With a TTL</th>
        </tr>
      </thead>
      <tbody>
        {databases.map(({ db, keys, types, expiring, expired }) => (
          <tr key={db}>
            <th scope="row">{db}</th>
            <td>{count(keys)}</td>
            <td className={styles.types}>
              {Object.entries(types).map(([type, number]) => (
                <span key={type}>
                  <Badge tone={TONES[type as ValueType]}>{type}</Badge> {count(number)}
                </span>
              ))}
            </td>
            <td>
              {count(expiring)}
              {expired > 0 && `, ${count(expired)} of them over`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
