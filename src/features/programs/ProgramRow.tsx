/** A program in the list, with what can be done with it. */
import { isLive } from '../../client/programs/state.ts';
import { useActions } from '../../client/provider.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { cx } from '../../ui/classes.ts';
import { Icon, type IconName } from '../../ui/icons.tsx';
import { kindText, type Listed, statusText } from './listed.ts';
import styles from './Programs.module.css';

export interface ProgramRowProps {
  readonly program: Listed;
  readonly current: boolean;
  onChoose(): void;
}

export function ProgramRow({ program, current, onChoose }: ProgramRowProps) {
  const { programs } = useActions();
  const { name, written, state } = program;
  const live = state !== undefined && isLive(state);
  const run = written ?? state?.run;
  return (
    <li className={cx(styles.row, current && styles.current)}>
      <button type="button" className={styles.choose} aria-pressed={current} onClick={onChoose}>
        <span className={styles.name}>{name}</span>
        <span className={styles.kind}>{kindText(program)}</span>
        <span className={cx(styles.status, state && styles[state.status])}>
          <Icon name={iconOf(program)} size={12} />
          {statusText(program)}
        </span>
      </button>
      <span className={styles.buttons}>
        {live && state.status === 'paused' && (
          <IconButton small icon="play" label={`Resume ${name}`} onClick={() => programs.resume(name)} />
        )}
        {live && state.status !== 'paused' && (
          <IconButton
            small
            icon="pause"
            label={`Pause ${name}`}
            disabled={state.status === 'starting'}
            onClick={() => programs.pause(name)}
          />
        )}
        {live && <IconButton small icon="close" label={`Stop ${name}`} onClick={() => programs.stop(name)} />}
        {!live && run && (
          <IconButton
            small
            icon="play"
            label={`Start ${name}`}
            onClick={() => {
              onChoose();
              void programs.start(run);
            }}
          />
        )}
        {!live && !written && (
          <IconButton small icon="trash" label={`Remove ${name}`} onClick={() => programs.remove(name)} />
        )}
      </span>
    </li>
  );
}

function iconOf({ state }: Listed): IconName {
  if (!state) return 'code';
  if (state.status === 'paused') return 'pause';
  if (state.status === 'failed') return 'warning';
  if (state.status === 'ended') return 'check';
  if (state.status === 'stopped') return 'close';
  return 'play';
}
