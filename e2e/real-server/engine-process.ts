/** An engine of this process for programs, on the real clock. */
import { performance } from 'node:perf_hooks';
import { engineWire, type Surroundings } from '../../src/apps/process.ts';
import { VirtualClock } from '../../src/engine/clock.ts';
import { Engine } from '../../src/engine/engine.ts';
import { nodeRuntime } from '../../src/engine/scripting/lua.testing.ts';
import { rdbCodec } from '../../src/rdb/codec.ts';

export class EngineProcess {
  readonly engine: Engine;
  private readonly clock = new VirtualClock(Date.now, () => Math.floor(performance.now() * 1000));
  private timer: NodeJS.Timeout | undefined;

  constructor(seed: number) {
    this.engine = new Engine({ clock: this.clock, seed });
    this.engine.dumpCodec = rdbCodec;
    this.engine.scripting.runtime = nodeRuntime((work) => this.turn(work));
  }

  readonly around: Surroundings = {
    connect: (_name, listener) => engineWire(this.engine, (work) => this.turn(work), listener),
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    now: () => Date.now(),
  };

  private turn(work: () => void): void {
    this.engine.turn(work);
    clearTimeout(this.timer);
    const delay = this.clock.realDelay(this.engine.nextWake());
    if (delay === null || delay === Infinity) return;
    this.timer = setTimeout(() => this.turn(() => this.engine.tick()), Math.min(delay, 2 ** 31 - 1));
    this.timer.unref();
  }
}
