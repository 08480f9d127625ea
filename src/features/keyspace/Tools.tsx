/** Database, order and folders: the tools of the panel's header. */
import { useActions } from '../../client/provider.tsx';
import { MAIN_LANE } from '../../client/state.ts';
import type { CountersProjection, KeysSpec } from '../../protocol/views.ts';
import { Select } from '../../ui/Field.tsx';
import { shortCount } from '../../ui/format.ts';
import { IconMenu } from '../../ui/Menu.tsx';
import styles from './KeyspacePanel.module.css';
import type { Folders } from './useFolders.ts';

type Order = Pick<KeysSpec, 'sort' | 'descending' | 'tree'>;

export interface ToolsProps {
  readonly db: number;
  readonly databases: CountersProjection['databases'] | undefined;
  readonly order: Order;
  onOrder(order: Order): void;
  readonly folders: Folders;
}

const DATABASES = Array.from({ length: 16 }, (_, db) => db);

const ORDERS = [
  ['name up', 'Name', false],
  ['name down', 'Name, last first', true],
  ['ttl up', 'TTL, soonest first', false],
  ['ttl down', 'TTL, latest first', true],
  ['size down', 'Memory, largest first', true],
  ['size up', 'Memory, smallest first', false],
] as const;

export function Tools({ db, databases, order, onOrder, folders }: ToolsProps) {
  const actions = useActions();
  const keysIn = (index: number) => databases?.find((each) => each.db === index)?.keys ?? 0;
  return (
    <>
      <Select
        small
        aria-label="Database"
        className={styles.database}
        value={db}
        onChange={(event) => {
          const chosen = Number(event.target.value);
          actions.setDb(chosen);
          // The console goes along, as it does the other way round.
          void actions.run(MAIN_LANE, ['SELECT', String(chosen)], 'inspector');
        }}
      >
        {DATABASES.map((index) => (
          <option key={index} value={index}>
            {`db ${index}${keysIn(index) > 0 ? ` · ${shortCount(keysIn(index))}` : ''}`}
          </option>
        ))}
      </Select>
      <IconMenu
        small
        icon="sort"
        label="Order and folders"
        entries={() => [
          {
            kind: 'radios',
            label: 'Order',
            value: `${order.sort} ${order.descending ? 'down' : 'up'}`,
            options: ORDERS.map(([value, label]) => ({ value, label })),
            onSelect: (value) => {
              const [sort] = value.split(' ');
              if (sort === 'name' || sort === 'ttl' || sort === 'size')
                onOrder({ ...order, sort, descending: value.endsWith('down') });
            },
          },
          { kind: 'separator', id: 'folders' },
          {
            kind: 'radios',
            label: 'Show as',
            value: order.tree ? 'tree' : 'list',
            options: [
              { value: 'tree', label: 'Tree by :' },
              { value: 'list', label: 'Flat list' },
            ],
            onSelect: (value) => onOrder({ ...order, tree: value === 'tree' }),
          },
          { kind: 'separator', id: 'open' },
          {
            label: 'Open all folders in view',
            icon: 'folder',
            disabled: !order.tree,
            onSelect: folders.expandAll,
          },
          { label: 'Close all folders', disabled: !order.tree, onSelect: folders.collapseAll },
        ]}
      />
    </>
  );
}
