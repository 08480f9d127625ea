/** The real server's own saving and loading of the same data. */
import { RespClient } from '../../real-server/client.ts';
import { RealServer } from '../../real-server/redis.ts';

const BATCH = 10_000;
const VALUE = 'sixteen bytes ok';

/** Seconds. */
export interface RealTimes {
  readonly save: number;
  readonly load: number;
  readonly replay: number;
}

/** Saves and loads so many small keys, then replays a log of as many commands. */
export async function realTimes(path: string, keys: number): Promise<RealTimes> {
  const server = await RealServer.start(path);
  const client = await RespClient.open(server.port);
  const time = async (...argv: string[]) => {
    const started = performance.now();
    const reply = await client.send(...argv);
    if (typeof reply === 'object' && reply !== null && 'kind' in reply && reply.kind === 'error')
      throw new Error(reply.text);
    return (performance.now() - started) / 1000;
  };
  const fill = async () => {
    for (let i = 0; i < keys; i += BATCH) {
      const some = Array.from({ length: BATCH }, (_, j) => [
        'SET',
        `key:${String(i + j).padStart(8, '0')}`,
        VALUE,
      ]);
      await client.pipeline(some);
      client.forget();
    }
  };
  try {
    await fill();
    const save = await time('SAVE');
    const load = await time('DEBUG', 'RELOAD', 'NOSAVE');
    await client.send('FLUSHALL');
    await client.send('CONFIG', 'SET', 'appendonly', 'yes');
    for (;;) {
      const info = String(await client.send('INFO', 'persistence'));
      if (info.includes('aof_rewrite_in_progress:0') && info.includes('aof_rewrite_scheduled:0')) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await client.send('CONFIG', 'SET', 'auto-aof-rewrite-percentage', '0');
    await fill();
    const replay = await time('DEBUG', 'LOADAOF');
    return { save, load, replay };
  } finally {
    client.close();
    await server.stop();
  }
}
