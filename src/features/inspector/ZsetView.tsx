/** The members of a sorted set, lowest score first, as the commands count them; a map where they are places. */
import { createRef, lazy, Suspense, useState } from 'react';
import { labelText } from '../../resp/quote.ts';
import { Loading } from '../../ui/Panel.tsx';
import { Segments } from '../../ui/Segments.tsx';
import { AddForm, isScore } from './AddForm.tsx';
import { Cell, type CellHandle } from './Cell.tsx';
import styles from './Inspector.module.css';
import { Items } from './Items.tsx';
import { RowTools } from './RowTools.tsx';
import type { PageProps } from './view.ts';

const GeoView = lazy(() => import('./GeoView.tsx'));

export function ZsetView(props: PageProps<'zset'>) {
  const { name, detail, page, edit } = props;
  const [mode, setMode] = useState<'members' | 'map'>('members');
  const map = mode === 'map' && page.geo;
  return (
    <div className={styles.body}>
      {page.geo && (
        <div className={styles.bar}>
          <Segments<'members' | 'map'>
            label="Show as"
            value={map ? 'map' : 'members'}
            options={[
              { value: 'members', label: 'Members' },
              { value: 'map', label: 'Map' },
            ]}
            onChange={setMode}
          />
        </div>
      )}
      {map ? (
        <Suspense fallback={<Loading />}>
          <GeoView name={name} size={detail.size} edit={edit} />
        </Suspense>
      ) : (
        <Members {...props} />
      )}
    </div>
  );
}

function Members({ name, detail, page, edit, onWindow }: PageProps<'zset'>) {
  return (
    <>
      <Items
        label="Members"
        columns={['Rank', 'Member', 'Score']}
        tracks="48px minmax(80px, 1fr) minmax(70px, 1fr)"
        buttons={2}
        total={detail.size}
        items={page.members}
        offset={detail.offset}
        keyOf={({ member }) => member}
        onWindow={onWindow}
        row={({ rank, member, score }) => {
          const cell = createRef<CellHandle>();
          const text = labelText(member, '(empty)');
          return {
            cells: [
              String(rank),
              <Cell key="member" bytes={member} label={`Member ${text}`} />,
              <Cell
                key="score"
                ref={cell}
                bytes={scoreText(score)}
                label={`Score of ${text}`}
                isValid={isScore}
                onSave={async (next) => (await edit(['ZADD', name, 'XX', next.trim(), member])).ok}
              />,
            ],
            tools: (
              <RowTools
                what={`member ${text}`}
                cell={cell}
                deleteLabel="Remove"
                onDelete={() => void edit(['ZREM', name, member])}
              />
            ),
          };
        }}
      />
      <AddForm
        inputs={[
          { name: 'score', label: 'Score of the new member', narrow: true, numeric: true },
          { name: 'member', label: 'New member' },
        ]}
        buttons={[
          {
            label: 'Add',
            run: async ([score = '', member = '']) => (await edit(['ZADD', name, score, member])).ok,
          },
        ]}
      />
    </>
  );
}

/** A score as one may type it back. */
const scoreText = (score: number): string =>
  Number.isFinite(score) ? String(score) : score > 0 ? 'inf' : '-inf';
