/** The members of a set. */
import { labelText } from '../../resp/quote.ts';
import { AddForm } from './AddForm.tsx';
import { Cell } from './Cell.tsx';
import styles from './Inspector.module.css';
import { Items } from './Items.tsx';
import { RowTools } from './RowTools.tsx';
import type { PageProps } from './view.ts';

export function SetView({ name, detail, page, edit, onWindow }: PageProps<'set'>) {
  return (
    <div className={styles.body}>
      <Items
        label="Members"
        columns={['Member']}
        tracks="minmax(80px, 1fr)"
        buttons={1}
        total={detail.size}
        items={page.members}
        offset={detail.offset}
        keyOf={(member) => member}
        onWindow={onWindow}
        row={(member) => ({
          cells: [<Cell key="member" bytes={member} label="Member" />],
          tools: (
            <RowTools
              what={`member ${labelText(member, '(empty)')}`}
              deleteLabel="Remove"
              onDelete={() => void edit(['SREM', name, member])}
            />
          ),
        })}
      />
      <AddForm
        inputs={[{ name: 'member', label: 'New member' }]}
        buttons={[{ label: 'Add', run: async ([member = '']) => (await edit(['SADD', name, member])).ok }]}
      />
    </div>
  );
}
