/** The consumer groups of a stream: how far each has read, its consumers, and what they have not acknowledged. */
import { useId, useState } from 'react';
import { useEngineNow } from '../../client/clock.ts';
import type { Edit } from '../../client/edits.ts';
import type { StreamGroup, StreamPage } from '../../protocol/views.ts';
import { labelText } from '../../resp/quote.ts';
import { Button } from '../../ui/Button.tsx';
import { count, plural } from '../../ui/format.ts';
import { Icon } from '../../ui/icons.tsx';
import { useTick } from '../../ui/tick.ts';
import styles from './Inspector.module.css';
import { StreamPending } from './StreamPending.tsx';
import groupStyles from './StreamView.module.css';
import { agoText } from './stream-time.ts';

export interface StreamGroupsProps {
  readonly name: string;
  readonly page: StreamPage;
  readonly edit: Edit;
}

export function StreamGroups({ name, page, edit }: StreamGroupsProps) {
  const [open, setOpen] = useState<string>();
  const { groups, groupCount, entriesAdded } = page;
  if (groupCount === 0) {
    return <p className={styles.note}>No consumer groups. XGROUP CREATE makes one.</p>;
  }
  return (
    <ul className={groupStyles.groups} aria-label="Consumer groups">
      {groups.map((group) => (
        <Group
          key={group.name}
          name={name}
          group={group}
          entriesAdded={entriesAdded}
          edit={edit}
          open={open === group.name}
          onToggle={() => setOpen(open === group.name ? undefined : group.name)}
        />
      ))}
      {groupCount > groups.length && (
        <li className={styles.note}>
          {count(groupCount - groups.length)} more: XINFO GROUPS lists all of them.
        </li>
      )}
    </ul>
  );
}

interface GroupProps {
  readonly name: string;
  readonly group: StreamGroup;
  readonly entriesAdded: number;
  readonly edit: Edit;
  readonly open: boolean;
  onToggle(): void;
}

function Group({ name, group, entriesAdded, edit, open, onToggle }: GroupProps) {
  const id = useId();
  const { pending, lag, entriesRead, lastDelivered } = group;
  const share = lag === undefined || entriesAdded === 0 ? undefined : 1 - lag / entriesAdded;
  return (
    <li className={groupStyles.group}>
      <h4>{labelText(group.name)}</h4>
      <div className={groupStyles.track} aria-hidden="true">
        {share !== undefined && <span style={{ width: `${Math.max(0, share) * 100}%` }} />}
      </div>
      <dl className={groupStyles.figures}>
        <Figure name="Lag" value={lag === undefined ? 'not known' : count(lag)} />
        <Figure name="Pending" value={count(pending)} />
        <Figure name="Read" value={entriesRead === undefined ? 'not known' : count(entriesRead)} />
        <Figure name="Last delivered" value={lastDelivered} />
      </dl>
      {group.consumers.length > 0 && <Consumers group={group} />}
      {pending > 0 && (
        <>
          <Button small look="quiet" aria-expanded={open} aria-controls={id} onClick={onToggle}>
            <Icon name={open ? 'chevronDown' : 'chevronRight'} size={12} />
            {plural(pending, 'pending entry', 'pending entries')}
          </Button>
          <div id={id}>
            {open && <StreamPending name={name} group={group.name} total={pending} edit={edit} />}
          </div>
        </>
      )}
    </li>
  );
}

const Figure = ({ name, value }: { name: string; value: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
);

function Consumers({ group }: { group: StreamGroup }) {
  const now = useEngineNow();
  useTick(true);
  const { consumers, consumerCount } = group;
  return (
    <table className={groupStyles.table}>
      <caption className="visually-hidden">Consumers of {labelText(group.name)}</caption>
      <thead>
        <tr>
          <th scope="col">Consumer</th>
          <th scope="col">Pending</th>
          <th scope="col" data-tip="Since it last tried to read or claim">
            Idle
          </th>
          <th scope="col" data-tip="Since it last got an entry">
            Inactive
          </th>
        </tr>
      </thead>
      <tbody>
        {consumers.map(({ name, pending, seenAt, activeAt }) => (
          <tr key={name}>
            <th scope="row">{labelText(name)}</th>
            <td>{count(pending)}</td>
            <td>{agoText(seenAt, now())}</td>
            <td>{agoText(activeAt, now())}</td>
          </tr>
        ))}
        {consumerCount > consumers.length && (
          <tr>
            <td colSpan={4}>{count(consumerCount - consumers.length)} more</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}
