/** The engine's side of a comparison inside one process: commands in, reply values out, nothing between. */
import { performance } from 'node:perf_hooks';
import type { Client } from '../../src/engine/client.ts';
import { VirtualClock } from '../../src/engine/clock.ts';
import { Engine } from '../../src/engine/engine.ts';
import { isError } from '../../src/engine/reply.ts';

/** Commands of a turn, as a pipeline brings them. */
const TURN = 100;
/** Commands whose words are made at once. */
const PART = 2000;

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
   * Runs `count` commands and returns how many ran in a second. Their words are made part by part, outside the measured
   * time; see `fresh`.
   */
  run(count: number, command: (i: number) => readonly string[]): number {
    let seconds = 0;
    for (let from = 0; from < count; from += PART) {
      const commands = Array.from({ length: Math.min(PART, count - from) }, (_, i) => command(from + i));
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

/**
 * A flat string that nothing has hashed yet, as keys and members come off a socket or a message: its first look-up in a
 * Map costs more than those that follow, and a constant would hide that.
 */
export const fresh = (word: string): string => Buffer.from(word, 'latin1').toString('latin1');
