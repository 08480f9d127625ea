/** The engine's side of a comparison inside one process: commands in, reply values out, nothing between. */
import { performance } from 'node:perf_hooks';
import type { Client } from '../../src/engine/client.ts';
import { VirtualClock } from '../../src/engine/clock.ts';
import { Engine } from '../../src/engine/engine.ts';
import { isError } from '../../src/engine/reply.ts';
import { RequestReader } from '../../src/resp/request.ts';
import { encodeCommand } from '../../src/resp/writer.ts';

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
   * Runs `count` commands and returns how many ran in a second. Their words are read from bytes as off a socket, part by
   * part and outside the measured time: fresh flat strings that nothing has hashed yet.
   */
  run(count: number, command: (i: number) => readonly string[]): number {
    let seconds = 0;
    for (let from = 0; from < count; from += PART) {
      const commands = this.read(from, Math.min(from + PART, count), command);
      const started = performance.now();
      for (let at = 0; at < commands.length; at += TURN) this.turn(commands, at);
      seconds += (performance.now() - started) / 1000;
    }
    return count / seconds;
  }

  private turn(commands: readonly string[][], from: number): void {
    const { engine, client } = this;
    engine.turn(() => {
      const end = Math.min(from + TURN, commands.length);
      for (let i = from; i < end; i++) {
        const reply = engine.execute(client, commands[i] ?? []);
        if (typeof reply === 'object' && isError(reply)) throw new Error(reply.text);
      }
    });
  }

  private read(from: number, to: number, command: (i: number) => readonly string[]): string[][] {
    let bytes = '';
    for (let i = from; i < to; i++) bytes += encodeCommand(command(i));
    const commands: string[][] = [];
    new RequestReader().feed(Buffer.from(bytes, 'latin1'), (argv) => commands.push(argv));
    return commands;
  }
}
