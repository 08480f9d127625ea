/** A stream: when its entries came, the entries with the newest first, and the groups that read them. */
import { useState } from 'react';
import { count } from '../../ui/format.ts';
import { Segments } from '../../ui/Segments.tsx';
import { AddForm } from './AddForm.tsx';
import { Cell } from './Cell.tsx';
import styles from './Inspector.module.css';
import { Items } from './Items.tsx';
import { RowTools } from './RowTools.tsx';
import { StreamGroups } from './StreamGroups.tsx';
import { StreamTimeline } from './StreamTimeline.tsx';
import streamStyles from './StreamView.module.css';
import { momentOf } from './stream-time.ts';
import type { PageProps } from './view.ts';

type Part = 'entries' | 'groups';

export default function StreamView({ name, detail, page, edit, onWindow }: PageProps<'stream'>) {
  const [part, setPart] = useState<Part>('entries');
  const [span, setSpan] = useState<number>();
  const [show, setShow] = useState<{ row: number }>();
  const { timeline } = page;

  function choose(next: number) {
    const counts = timeline?.counts ?? [];
    setPart('entries');
    // At the newest end it stays with what comes.
    setSpan(next < counts.length - 1 ? next : undefined);
    setShow({ row: counts.slice(next + 1).reduce((sum, each) => sum + each, 0) });
  }

  return (
    <div className={styles.body}>
      <div className={styles.bar}>
        <Segments<Part>
          label="Part of the stream"
          value={part}
          options={[
            { value: 'entries', label: 'Entries' },
            { value: 'groups', label: `Groups (${count(page.groupCount)})` },
          ]}
          onChange={setPart}
        />
        <span className={styles.spring} />
        <span className={streamStyles.facts} data-tip={factsTip(page.maxDeletedId)}>
          last id {page.lastGeneratedId} · {count(page.entriesAdded)} ever added
        </span>
      </div>
      {timeline && (
        <StreamTimeline timeline={timeline} groups={page.groups} chosen={span} onChoose={choose} />
      )}
      {part === 'groups' ? (
        <StreamGroups name={name} page={page} edit={edit} />
      ) : (
        <>
          <Items
            label="Entries"
            columns={['Id, newest first', 'Fields']}
            tracks="minmax(130px, 1fr) minmax(80px, 2fr)"
            buttons={1}
            total={detail.size}
            items={page.entries}
            offset={detail.offset}
            keyOf={({ id }) => id}
            show={show}
            onWindow={onWindow}
            row={({ id, fields }) => ({
              cells: [
                <span key="id" title={momentOf(id)}>
                  {id}
                </span>,
                <Cell key="fields" bytes={pairs(fields)} label={`Entry ${id}`} />,
              ],
              tools: <RowTools what={`entry ${id}`} onDelete={() => void edit(['XDEL', name, id])} />,
            })}
          />
          <AddForm
            inputs={[
              { name: 'field', label: 'Field of the new entry' },
              { name: 'value', label: 'Value of the new entry' },
            ]}
            buttons={[
              {
                label: 'Add',
                run: async ([field = '', value = '']) => (await edit(['XADD', name, '*', field, value])).ok,
              },
            ]}
          />
        </>
      )}
    </div>
  );
}

const factsTip = (maxDeletedId: string) =>
  maxDeletedId === '0-0' ? 'No entry was deleted by XDEL' : `Greatest deleted id ${maxDeletedId}`;

/** Fields and values as `name=value`. */
function pairs(fields: readonly string[]): string {
  const out: string[] = [];
  for (let i = 0; i < fields.length; i += 2) out.push(`${fields[i]}=${fields[i + 1] ?? ''}`);
  return out.join('  ');
}
