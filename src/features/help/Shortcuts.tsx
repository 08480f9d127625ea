/** Every shortcut of the page, from the register of commands, and those that belong to a panel's list or tree. */
import { type Command, useCommandList } from '../../ui/commands.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Keys } from '../../ui/Keys.tsx';
import styles from './Help.module.css';

type Line = Pick<Command, 'title' | 'shortcut'>;

export default function Shortcuts({ onClose }: { onClose(): void }) {
  const commands = useCommandList();
  const groups = new Map<string, Line[]>();
  for (const command of commands) {
    if (!command.shortcut) continue;
    const lines = groups.get(command.group);
    if (lines) lines.push(command);
    else groups.set(command.group, [command]);
  }
  return (
    <Dialog title="Keyboard shortcuts" onClose={onClose} width={720}>
      <div className={styles.groups}>
        {[...groups].map(([group, lines]) => (
          <section key={group} className={styles.group}>
            <h3>{group}</h3>
            <dl>
              {lines.map((line) => (
                <div key={`${line.title}${line.shortcut}`} className={styles.line}>
                  <dt>{line.title}</dt>
                  <dd>
                    <Keys shortcut={line.shortcut ?? ''} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
