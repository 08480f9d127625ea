/** All programs of a playground, by their names. */
import type { ProgramRun } from '../../apps/port.ts';
import { type ProgramWorld, RunningProgram } from './runner.ts';
import type { ProgramResult, ProgramState } from './state.ts';

/** Between two changes of what the page shows, ms. */
const PAUSE = 100;

export class Programs {
  private readonly world: ProgramWorld;
  private readonly show: (states: readonly ProgramState[]) => void;
  /** In the order in which they were first started. */
  private readonly byName = new Map<string, RunningProgram>();
  /** What was shown of those that have not changed since. */
  private readonly shown = new Map<RunningProgram, ProgramState>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(world: ProgramWorld, show: (states: readonly ProgramState[]) => void) {
    this.world = world;
    this.show = show;
  }

  start(run: ProgramRun, signal?: AbortSignal): Promise<ProgramResult> {
    this.byName.get(run.name)?.stop();
    const program = new RunningProgram(run, this.world, () => this.changed(program));
    this.byName.set(run.name, program);
    const stop = () => program.stop();
    if (signal?.aborted) stop();
    signal?.addEventListener('abort', stop, { once: true });
    void program.ended.then(() => {
      signal?.removeEventListener('abort', stop);
      // What has just ended is seen at once, as whoever waited for it expects.
      this.tell();
    });
    this.tell();
    return program.ended;
  }

  pause(name: string): void {
    this.byName.get(name)?.pause();
    this.tell();
  }

  resume(name: string): void {
    this.byName.get(name)?.resume();
    this.tell();
  }

  stop(name: string): void {
    this.byName.get(name)?.stop();
    this.tell();
  }

  stopAll(): void {
    for (const program of this.byName.values()) program.stop();
    this.tell();
  }

  /** Stops all programs and forgets them. */
  clear(): void {
    this.stopAll();
    this.byName.clear();
    this.tell();
  }

  remove(name: string): void {
    if (this.byName.get(name)?.live) return;
    this.byName.delete(name);
    this.tell();
  }

  private changed(program: RunningProgram): void {
    this.shown.delete(program);
    this.timer ??= setTimeout(() => this.tell(), PAUSE);
  }

  private tell(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const states = [...this.byName].map(([name, program]) => {
      const known = this.shown.get(program);
      if (known) return known;
      const state = stateOf(name, program);
      this.shown.set(program, state);
      return state;
    });
    for (const program of this.shown.keys())
      if (this.byName.get(program.run.name) !== program) this.shown.delete(program);
    this.show(states);
  }
}

function stateOf(name: string, program: RunningProgram): ProgramState {
  const { run, status, error, log, logDropped, outcomes, clients, commands } = program;
  return {
    name,
    run,
    status,
    error,
    log,
    logDropped,
    timeline: outcomes.timeline,
    outcomes: outcomes.counts,
    clients,
    commands,
  };
}
