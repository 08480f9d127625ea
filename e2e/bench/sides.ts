/** The runtimes that the engine is measured in: this Node, and a page in Chromium where there is one. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { openEnginePage } from './browser/engine-page.ts';
import { EngineSide, type Side } from './engine-side.ts';

export interface Runtime extends Side {
  readonly name: string;
  close(): Promise<void>;
}

function node(): Runtime {
  const side = new EngineSide();
  return {
    name: 'Node',
    rate: async (what, count, from, round) => side.rate(what, count, from, round),
    reset: async () => side.reset(),
    used: async () => {
      setFlagsFromString('--expose-gc');
      const collect = runInNewContext('gc');
      if (typeof collect === 'function') for (let i = 0; i < 2; i++) collect();
      const { heapUsed, external } = process.memoryUsage();
      return heapUsed + external;
    },
    close: async () => undefined,
  };
}

/** Runs `work` with each runtime in turn, fresh. */
export async function eachRuntime(work: (runtime: Runtime) => Promise<void>): Promise<void> {
  for (const open of [async () => node(), openEnginePage]) {
    const runtime = await open();
    if (runtime === undefined) continue;
    try {
      await work(runtime);
    } finally {
      await runtime.close();
    }
  }
}
