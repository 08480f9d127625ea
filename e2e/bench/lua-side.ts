/**
 * The real server's side of a comparison inside one process: the same commands from a Lua loop, without network and
 * parsing. What the loop itself costs is measured by one that makes the same words and calls nothing, and taken off.
 */
import { performance } from 'node:perf_hooks';
import { isError } from '../../src/engine/reply.ts';
import { RespClient } from '../real-server/client.ts';

export class LuaSide {
  private readonly client: RespClient;

  private constructor(client: RespClient) {
    this.client = client;
  }

  static async open(port: number): Promise<LuaSide> {
    return new LuaSide(await RespClient.open(port));
  }

  async send(...argv: string[]): Promise<void> {
    await this.client.send(...argv);
  }

  /** Commands a second. `words` are Lua expressions of `i`, which counts from 0. */
  async run(count: number, words: readonly string[]): Promise<number> {
    const whole = await this.time(count, `call(${words.join(', ')})`);
    const names = words.map((_, i) => `word${i}`).join(', ');
    const loop = await this.time(count, `local ${names} = ${words.join(', ')}`);
    return count / (Math.max(whole - loop, whole / 20) / 1000);
  }

  /** Milliseconds of a loop. */
  private async time(count: number, body: string): Promise<number> {
    const script = `local call = redis.call for i = 0, ${count - 1} do ${body} end`;
    const started = performance.now();
    this.client.write(['EVAL', script, '0']);
    const [reply] = await this.client.next(1, 120_000);
    if (reply !== undefined && isError(reply)) throw new Error(reply.text);
    return performance.now() - started;
  }

  close(): void {
    this.client.close();
  }
}
