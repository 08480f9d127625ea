/** The entries and the consumer groups of a stream. They are read here; writing to a stream is what commands are for. */
import { useState } from 'react';
import type { StreamGroup } from '../../protocol/views.ts';
import { displayText } from '../../resp/text.ts';
import { age, count, moment, plural } from '../../ui/format.ts';
import { Segments } from '../../ui/Segments.tsx';
import { Cell } from './Cell.tsx';
import styles from './Inspector.module.css';
import { Items } from './Items.tsx';
import streamStyles from './StreamView.module.css';
import type { PageProps } from './view.ts';

export function StreamView({ detail, page, onWindow }: PageProps<'stream'>) {
  const [part, setPart] = useState<'entries' | 'groups'>('entries');
  return (
    <div className={styles.body}>
      <div className={styles.bar}>
        <Segments<'entries' | 'groups'>
          label="Part of the stream"
          value={part}
          options={[
            { value: 'entries', label: 'Entries' },
            { value: 'groups', label: `Groups (${page.groups.length})` },
          ]}
          onChange={setPart}
        />
      </div>
      {part === 'entries' ? (
        <Items
          label="Entries"
          columns={['Id', 'Fields']}
          tracks="minmax(130px, 1fr) minmax(80px, 2fr)"
          total={detail.size}
          items={page.entries}
          offset={detail.offset}
          keyOf={({ id }) => id}
          onWindow={onWindow}
          row={({ id, fields }) => ({
            cells: [
              <span key="id" title={timeOf(id)}>
                {id}
              </span>,
              <Cell key="fields" bytes={pairs(fields)} label={`Entry ${id}`} />,
            ],
          })}
        />
      ) : page.groups.length === 0 ? (
        <p className={styles.note}>No consumer groups. XGROUP CREATE makes one.</p>
      ) : (
        <ul className={streamStyles.groups}>
          {page.groups.map((group) => (
            <Group key={group.name} group={group} />
          ))}
        </ul>
      )}
    </div>
  );
}

function Group({ group }: { group: StreamGroup }) {
  return (
    <li className={streamStyles.group}>
      <h4>{displayText(group.name)}</h4>
      <p>
        last delivered {group.lastDelivered} · {count(group.pending)} pending ·{' '}
        {group.lag === undefined ? 'lag not known' : `lag ${count(group.lag)}`}
      </p>
      {group.consumers.length > 0 && (
        <ul>
          {group.consumers.map(({ name, pending, idleMs }) => (
            <li key={name}>
              <code>{displayText(name)}</code> {plural(pending, 'entry', 'entries')} pending, idle{' '}
              {age(idleMs / 1000)}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

/** Fields and values as `name=value`. */
function pairs(fields: readonly string[]): string {
  const out: string[] = [];
  for (let i = 0; i < fields.length; i += 2) out.push(`${fields[i]}=${fields[i + 1] ?? ''}`);
  return out.join('  ');
}

/** The time in an id, where it is one. */
function timeOf(id: string): string {
  const ms = Number(id.split('-')[0]);
  return ms > 1e11 ? moment(ms) : '';
}
