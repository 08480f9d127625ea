/** The engine's side of a comparison inside one process: commands in, reply values out, nothing between. */
import { performance } from 'node:perf_hooks';
import type { Client } from '../../src/engine/client.ts';
import { VirtualClock } from '../../src/engine/clock.ts';
import { Engine } from '../../src/engine/engine.ts';
import { isError } from '../../src/engine/reply.ts';

/** Commands of a turn, as a pipeline brings them. */
const TURN = 100;

export class EngineSide {
  readonly engine = new Engine({
    clock: new VirtualClock(Date.now, () => Math.floor(performance.now() * 1000)),
    seed: 1,
  });
  private readonly client: Client = this.engine.connect({
    reply: () => undefined,
    push: () => undefined,
    close: () => undefined,
  });

  /**
   * Runs `count` commands and returns how many ran in a second. Their words are made before the clock starts, each a
   * fresh flat string that nothing has hashed yet, as they come off a socket.
   */
  run(count: number, command: (i: number) => readonly string[]): number {
    const commands = Array.from({ length: count }, (_, i) => command(i).map(fresh));
    const { engine, client } = this;
    const started = performance.now();
    for (let from = 0; from < count; from += TURN) {
      engine.turn(() => {
        const end = Math.min(from + TURN, count);
        for (let i = from; i < end; i++) {
          const reply = engine.execute(client, commands[i] ?? []);
          if (typeof reply === 'object' && isError(reply)) throw new Error(reply.text);
        }
      });
    }
    return count / ((performance.now() - started) / 1000);
  }
}

const fresh = (word: string): string => Buffer.from(word, 'latin1').toString('latin1');
