/** For tests: an engine on a clock that jumps to what is next whenever nothing else happens, and programs beside it. */
import { ManualClock } from '../engine/clock.ts';
import { Engine } from '../engine/engine.ts';
import { nodeRuntime } from '../engine/scripting/lua.testing.ts';
import { engineWire, type ProgramResult, runInProcess, type Surroundings } from './process.ts';

export class FastBench {
  readonly clock = new ManualClock();
  readonly engine = new Engine({ clock: this.clock, seed: 1 });
  private readonly sleepers: { at: number; wake: () => void }[] = [];
  private idle: NodeJS.Immediate | undefined;
  readonly commands: string[][] = [];

  constructor() {
    this.engine.scripting.runtime = nodeRuntime((work) => this.turn(work));
  }

  readonly around: Surroundings = {
    connect: (_name, listener) => {
      const wire = engineWire(this.engine, (work) => this.turn(work), listener);
      return {
        send: (argv) => {
          this.commands.push([...argv]);
          return wire.send(argv);
        },
        close: () => wire.close(),
      };
    },
    sleep: (ms) =>
      new Promise((resolve) => {
        this.sleepers.push({ at: this.clock.now() + ms, wake: resolve });
        this.arm();
      }),
    now: () => this.clock.now(),
  };

  run(code: string, signal: AbortSignal = new AbortController().signal): Promise<ProgramResult> {
    return runInProcess({ name: 'shop', code, load: undefined }, this.around, signal);
  }

  load(code: string, users: number, everyMs = 0, rounds = 1): Promise<ProgramResult> {
    const signal = new AbortController().signal;
    return runInProcess({ name: 'shop', code, load: { users, everyMs, rounds } }, this.around, signal);
  }

  private turn(work: () => void): void {
    this.engine.turn(work);
    this.arm();
  }

  /** Once all that is ready has run, the clock goes to the next sleeper or timer. */
  private arm(): void {
    clearImmediate(this.idle);
    this.idle = setImmediate(() => {
      this.sleepers.sort((a, b) => a.at - b.at);
      const next = Math.min(this.sleepers[0]?.at ?? Infinity, this.engine.nextWake());
      if (next === Infinity) return;
      this.clock.advance(Math.max(0, next - this.clock.now()));
      while (this.sleepers[0] && this.sleepers[0].at <= next) this.sleepers.shift()?.wake();
      this.turn(() => this.engine.tick());
    });
  }
}
