/**
 * The browser takes away what is kept, again and again, while a worker writes commands and drafts. It runs in the page, by
 * itself: nothing outside of `clearUnderLoad` is there but what the test gives the page, `startWorker` and `clearStorage`.
 */
import type { PageWorker } from './page-worker.ts';

export interface ClearPlan {
  /** Address of the built worker. */
  readonly worker: string;
  readonly rounds: number;
}

export interface ClearReport {
  /** Counts that were acknowledged. */
  readonly counted: number;
  /** What must not be, in words; it should be empty. */
  readonly wrong: readonly string[];
}

/** Runs in the page. */
export async function clearUnderLoad(plan: ClearPlan): Promise<ClearReport> {
  const wrong: string[] = [];
  const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  const { clearStorage } = window as unknown as { clearStorage(): Promise<void> };

  /** How the worker has said that it keeps its data, changes only; and why the last call that failed did. */
  let modes: string[] = [];
  let lastError: string | undefined;
  const start = (): PageWorker => {
    modes = ['kept'];
    return window.startWorker(plan.worker, ({ keeping, failure, results = [] }) => {
      if (keeping && keeping.mode !== modes.at(-1)) modes.push(keeping.mode);
      if (failure) wrong.push(`the worker failed: ${failure.message}`);
      for (const { ok, error } of results) if (!ok) lastError = error;
    });
  };
  interface Opened {
    playground: { id: string; name: string };
    draft: { script: string };
    recovery: { problems: string[] };
  }
  const open = async (engine: PageWorker, id?: string): Promise<Opened> => {
    const opened = await engine.call('open', { keep: true, seed: 1, ...(id !== undefined && { id }) });
    if (!opened.ok) throw new Error(opened.error);
    return opened.value as Opened;
  };

  let engine = start();
  const { id, name } = (await open(engine)).playground;
  let counted = 0;
  for (let round = 0; round < plan.rounds; round++) {
    let busy = true;
    const count = (async () => {
      for (; busy; await sleep(round)) counted = Number(await engine.run('INCR', 'n'));
    })();
    const drafts = (async () => {
      for (let i = 0; busy; i++)
        await engine.call('saveDraft', { script: `draft ${round}.${i}`, settings: '{}' });
    })();
    await sleep(7 * round);
    await clearStorage();
    await sleep(3 * round);
    busy = false;
    await Promise.all([count, drafts]);
    // As the page does: it says its draft again once the engine says that all is kept again.
    const script = `round ${round}`;
    const limit = performance.now() + 20_000;
    while (!modes.join(' ').endsWith('memory kept') && performance.now() < limit) await sleep(20);
    const flushed = await engine.call('flush', undefined);
    const drafted = await engine.call('saveDraft', { script, settings: '{}' });
    if (!flushed.ok || !drafted.ok) wrong.push(`round ${round}: ${modes}, and then ${lastError}`);
    engine.end();
    engine = start();
    const found = await open(engine, id);
    const n = Number(await engine.run('GET', 'n'));
    if (n !== counted) wrong.push(`round ${round}: ${counted} were counted, and ${n} are there`);
    if (found.playground.id !== id || found.playground.name !== name || found.draft.script !== script)
      wrong.push(`round ${round}: opened as ${JSON.stringify([found.playground, found.draft.script])}`);
    for (const problem of found.recovery.problems) wrong.push(`round ${round}: ${problem}`);
  }
  engine.end();
  return { counted, wrong };
}
