/** What each mode comes to at this crash. */
import type { LabModeResult, LabResult } from '../../../protocol/durability.ts';
import { bytes, count, plural } from '../../../ui/format.ts';
import styles from '../Durability.module.css';
import { MODE_NAMES } from './words.ts';

export function Summary({ result }: { result: LabResult }) {
  return (
    <div className={styles.scroll}>
      <table className={styles.table} aria-label="Modes side by side">
        <thead>
          <tr>
            <th scope="col">Mode</th>
            <th scope="col">Acknowledged</th>
            <th scope="col">Survived</th>
            <th scope="col">Lost</th>
            <th scope="col">Recovery</th>
          </tr>
        </thead>
        <tbody>
          {result.modes.map((mode) => (
            <tr key={mode.mode}>
              <th scope="row">{MODE_NAMES[mode.mode]}</th>
              <td>{count(mode.acknowledged)}</td>
              <td>{count(mode.acknowledged - mode.lost)}</td>
              <td data-state={mode.lost > 0 ? 'lost' : 'kept'}>{count(mode.lost)}</td>
              <td>{recovery(mode)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function recovery({ keys, commands, truncatedBytes, snapshotBytes, logBytes }: LabModeResult): string {
  if (snapshotBytes + logBytes === 0) return 'nothing to read, 0 keys';
  const parts = [
    ...(snapshotBytes > 0 ? [`snapshot of ${bytes(snapshotBytes)}`] : []),
    ...(logBytes > 0 ? [`log of ${bytes(logBytes)}, ${plural(commands, 'command')}`] : []),
    ...(truncatedBytes > 0 ? [`${plural(truncatedBytes, 'byte')} of a torn command cut off`] : []),
    plural(keys, 'key'),
  ];
  return parts.join(', ');
}
