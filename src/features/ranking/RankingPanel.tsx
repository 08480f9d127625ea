/** The ranking of a sorted set: which one, which part of it, and its rows. */
import { useEffect, useId, useState } from 'react';
import { useActions, usePlayground, useView } from '../../client/provider.tsx';
import { labelText } from '../../resp/quote.ts';
import { encodeText } from '../../resp/text.ts';
import { IconButton } from '../../ui/Button.tsx';
import { Input, Select } from '../../ui/Field.tsx';
import { Empty, Loading } from '../../ui/Panel.tsx';
import { Segments } from '../../ui/Segments.tsx';
import { Bars } from './Bars.tsx';
import { Pager } from './Pager.tsx';
import styles from './Ranking.module.css';
import { useLook } from './useLook.ts';

/** The setting of the playground that names the set. */
const SETTING = 'rankingKey';
const PAGE = 50;
const MOST_SETS = 100;

type Mode = 'top' | 'bottom' | 'around';

export function RankingPanel() {
  const db = usePlayground((state) => state.db);
  const actions = useActions();
  const inspected = usePlayground((state) => state.selected);
  const setting = usePlayground((state) => state.settings[SETTING]);
  const sets = useView({
    kind: 'keys',
    db,
    pattern: '',
    types: ['zset'],
    sort: 'name',
    descending: false,
    tree: false,
    expanded: [],
    offset: 0,
    limit: MOST_SETS,
  });
  const wanted = typeof setting === 'string' ? setting : undefined;

  // A sorted set that is inspected is also ranked.
  const probe = useView(
    inspected === undefined
      ? undefined
      : { kind: 'ranking', db, key: inspected, mode: 'top', member: '', offset: 0, limit: 1 },
  );
  const ranked = probe?.exists && probe.key === inspected ? inspected : undefined;
  useEffect(() => {
    if (ranked !== undefined) actions.setSetting(SETTING, ranked);
  }, [actions, ranked]);

  if (!sets) return <Loading />;
  const names = sets.rows.flatMap((row) => (row.kind === 'key' ? [row.key] : []));
  const key = wanted !== undefined && (names.includes(wanted) || wanted === ranked) ? wanted : names[0];
  if (key === undefined) {
    return (
      <Empty icon="ranking" title="No sorted set yet">
        <p>ZADD makes one. Its members stand here in order, and move when their scores change.</p>
      </Empty>
    );
  }
  return (
    <Ranking
      key={`${db}/${key}`}
      db={db}
      name={key}
      names={names.includes(key) ? names : [key, ...names]}
      onName={(name) => actions.setSetting(SETTING, name)}
    />
  );
}

interface RankingProps {
  readonly db: number;
  readonly name: string;
  readonly names: readonly string[];
  onName(name: string): void;
}

function Ranking({ db, name, names, onName }: RankingProps) {
  const members = useId();
  const [mode, setMode] = useState<Mode>('top');
  const [typed, setTyped] = useState('');
  // A member that was pointed at may be no text; what is typed always is.
  const [chosen, setChosen] = useState<string>();
  const member = chosen ?? encodeText(typed);
  const [offset, setOffset] = useState(0);
  const ranking = useView({
    kind: 'ranking',
    db,
    key: name,
    mode,
    member,
    offset,
    limit: PAGE,
  });
  const fromBottom = mode === 'bottom';
  const { look, seen } = useLook(ranking, fromBottom);

  function centre(on: string) {
    setTyped(labelText(on));
    setChosen(on);
  }

  function choose(next: Mode) {
    setMode(next);
    setOffset(0);
    const middle = ranking?.rows[0]?.member;
    if (next === 'around' && member === '' && middle !== undefined) centre(middle);
  }

  return (
    <div className={styles.ranking}>
      <div className={styles.bar}>
        <Select
          small
          aria-label="Sorted set"
          className={styles.set}
          value={name}
          onChange={(event) => onName(event.target.value)}
        >
          {names.map((each) => (
            <option key={each} value={each}>
              {labelText(each, '(empty name)')}
            </option>
          ))}
        </Select>
        <Segments<Mode>
          label="Part of the ranking"
          value={mode}
          options={[
            { value: 'top', label: 'Top' },
            { value: 'bottom', label: 'Bottom' },
            { value: 'around', label: 'Around' },
          ]}
          onChange={choose}
        />
        {mode === 'around' && (
          <>
            <Input
              small
              mono
              aria-label="Member in the middle"
              placeholder="member"
              list={members}
              className={styles.member}
              value={typed}
              onChange={(event) => {
                setTyped(event.target.value);
                setChosen(undefined);
              }}
            />
            <datalist id={members}>
              {ranking?.rows.map((row) => (
                <option key={row.member} value={labelText(row.member)} />
              ))}
            </datalist>
          </>
        )}
        <IconButton small icon="check" label="Mark as seen: count changes of rank from now" onClick={seen} />
      </div>
      {!ranking || !look ? (
        <Loading />
      ) : (
        <>
          {mode === 'around' && !ranking.rows.some((row) => row.member === member) && (
            <p className={styles.note}>No member is called “{typed}”.</p>
          )}
          <Bars
            ranking={ranking}
            look={look}
            fromBottom={fromBottom}
            highlight={mode === 'around' ? member : undefined}
            onAround={(pointedAt) => {
              centre(pointedAt);
              setMode('around');
            }}
          />
          <Pager
            offset={ranking.offset}
            shown={ranking.rows.length}
            total={ranking.total}
            page={PAGE}
            disabled={mode === 'around'}
            onOffset={setOffset}
          />
        </>
      )}
    </div>
  );
}
