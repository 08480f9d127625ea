/** The engine's clock: it can stand still, go step by step, or run faster than the one on the wall. */
import { useEffect, useRef } from 'react';
import { useEngineNow } from '../../client/clock.ts';
import { useActions, usePlayground } from '../../client/provider.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { useCommands } from '../../ui/commands.tsx';
import { Icon } from '../../ui/icons.tsx';
import { MenuButton } from '../../ui/Menu.tsx';
import type { MenuEntry } from '../../ui/menu.ts';
import { onTick } from '../../ui/tick.ts';
import styles from './ClockControl.module.css';

const SPEEDS = [1, 10, 60, 600, 3600] as const;
const STEPS = [
  ['1 second', 1000],
  ['10 seconds', 10_000],
  ['1 minute', 60_000],
  ['1 hour', 3_600_000],
  ['1 day', 86_400_000],
] as const;

export function ClockControl() {
  const { paused, speed } = usePlayground((state) => state.clock);
  const actions = useActions();
  const clock = (operation: Parameters<typeof actions.clock>[0]) =>
    void actions.clock(operation).catch((error: unknown) => {
      actions.notify({ kind: 'error', text: error instanceof Error ? error.message : String(error) });
    });
  const togglePause = () => clock({ op: paused ? 'resume' : 'pause' });

  useCommands([
    {
      id: 'clock.pause',
      title: paused ? 'Let time run' : 'Pause time',
      group: 'Time',
      shortcut: 'Mod+Alt+P',
      scope: 'page',
      keywords: 'clock',
      run: togglePause,
    },
    ...STEPS.map(([name, ms]) => ({
      id: `clock.step.${ms}`,
      title: `Step time by ${name}`,
      group: 'Time',
      keywords: 'clock forward',
      run: () => clock({ op: 'step', ms }),
    })),
    ...SPEEDS.map((value) => ({
      id: `clock.speed.${value}`,
      title: value === 1 ? 'Run time at its real speed' : `Run time ${value} times as fast`,
      group: 'Time',
      keywords: 'clock speed',
      run: () => clock({ op: 'speed', speed: value }),
    })),
  ]);

  const entries = (): readonly MenuEntry[] => [
    {
      label: paused ? 'Let time run' : 'Pause time',
      icon: paused ? 'play' : 'pause',
      shortcut: 'Mod+Alt+P',
      onSelect: togglePause,
    },
    { kind: 'separator', id: 'steps' },
    ...STEPS.map(
      ([name, ms]): MenuEntry => ({
        label: `Step ${name}`,
        icon: 'step',
        onSelect: () => clock({ op: 'step', ms }),
      }),
    ),
    { kind: 'separator', id: 'speeds' },
    {
      kind: 'radios',
      label: 'Speed',
      value: String(speed),
      options: SPEEDS.map((value) => ({
        value: String(value),
        label: value === 1 ? 'Real time' : `${value} times as fast`,
        ...(value >= 60 && { detail: value === 3600 ? '1 h/s' : `${value / 60} min/s` }),
      })),
      onSelect: (value) => clock({ op: 'speed', speed: Number(value) }),
    },
  ];

  const special = paused || speed !== 1;
  return (
    <fieldset className={styles.clock} data-special={special || undefined} aria-label="Clock of the engine">
      <IconButton
        icon={paused ? 'play' : 'pause'}
        label={paused ? 'Let time run' : 'Pause time'}
        onClick={togglePause}
      />
      {paused && (
        <IconButton icon="step" label="Step 1 second" onClick={() => clock({ op: 'step', ms: 1000 })} />
      )}
      <MenuButton
        look="quiet"
        label="Clock"
        aria-label={`Clock: ${paused ? 'paused' : speed === 1 ? 'real time' : `${speed} times as fast`}`}
        entries={entries}
        className={styles.button}
      >
        <Icon name="clock" size={14} />
        <span className={styles.state}>{paused ? 'Paused' : speed === 1 ? '' : `${speed}×`}</span>
        <Time />
      </MenuButton>
    </fieldset>
  );
}

/** The engine's time of day. Written without rendering. */
function Time() {
  const ref = useRef<HTMLSpanElement>(null);
  const now = useEngineNow();
  const clock = usePlayground((state) => state.clock);
  useEffect(() => {
    const draw = () => {
      const text = TIME.format(now());
      if (ref.current && ref.current.textContent !== text) ref.current.textContent = text;
    };
    draw();
    return clock.paused ? undefined : onTick(draw, 'quarter');
  }, [clock, now]);
  return <span ref={ref} className={styles.time} />;
}

const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
