/**
 * The engine's side of a comparison inside one process: commands in, reply values out, nothing between. It runs in Node
 * and in a browser's page alike.
 */
import type { Client } from '../../src/engine/client.ts';
import { VirtualClock } from '../../src/engine/clock.ts';
import { Engine } from '../../src/engine/engine.ts';
import { isError } from '../../src/engine/reply.ts';
import { WORKLOADS } from './workloads.ts';

/** Commands of a turn, as a pipeline brings them. */
const TURN = 100;
/** Commands whose words are made at once. */
const PART = 2000;

/** One runtime's engine, here or in a browser. */
export interface Side {
  /** Commands a second of a workload, from its command `from` on. */
  rate(what: string, count: number, from: number, round: number): Promise<number>;
  /** Starts over with an empty engine. */
  reset(): Promise<void>;
  /** Bytes in use once everything unreachable is gone. */
  used(): Promise<number>;
}

export class EngineSide {
  private engine = makeEngine();
  private client: Client = connect(this.engine);

  reset(): void {
    this.engine = makeEngine();
    this.client = connect(this.engine);
  }

  /** Commands a second of a workload. Words are made part by part, outside the measured time. */
  rate(what: string, count: number, from: number, round: number): number {
    const workload = WORKLOADS.find((one) => one.what === what);
    if (!workload) throw new Error(`no workload ${what}`);
    let seconds = 0;
    for (let done = 0; done < count; done += PART) {
      const commands = Array.from({ length: Math.min(PART, count - done) }, (_, i) =>
        workload.command(from + done + i, round),
      );
      const started = performance.now();
      for (let at = 0; at < commands.length; at += TURN) this.turn(commands, at);
      seconds += (performance.now() - started) / 1000;
    }
    return count / seconds;
  }

  private turn(commands: readonly (readonly string[])[], from: number): void {
    const { engine, client } = this;
    engine.turn(() => {
      const end = Math.min(from + TURN, commands.length);
      for (let i = from; i < end; i++) {
        const reply = engine.execute(client, commands[i] ?? []);
        if (typeof reply === 'object' && isError(reply)) throw new Error(reply.text);
      }
    });
  }
}

const makeEngine = () =>
  new Engine({ clock: new VirtualClock(Date.now, () => Math.floor(performance.now() * 1000)), seed: 1 });

const connect = (engine: Engine): Client =>
  engine.connect({ reply: () => undefined, push: () => undefined, close: () => undefined });
