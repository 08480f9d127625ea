/**
 * Two workers, as in two tabs, take one playground from each other while both count. It runs in the page, by itself: nothing
 * outside of `handOver` is there but `startWorker`, which the test gives the page.
 */
import type { PageWorker } from './page-worker.ts';

export interface HandOverPlan {
  /** Address of the built worker. */
  readonly worker: string;
  readonly rounds: number;
  readonly durability: {
    readonly appendOnly: boolean;
    readonly fsync: string;
    readonly save: readonly (readonly [number, number])[];
  };
}

export interface HandOverReport {
  readonly counted: number;
  /** Commands that a tab refused because it is not the writer. */
  readonly refused: number;
  readonly wrong: readonly string[];
}

/** Runs in the page. */
export async function handOver(plan: HandOverPlan): Promise<HandOverReport> {
  const wrong: string[] = [];
  const start = (): PageWorker =>
    window.startWorker(plan.worker, ({ results = [] }) => {
      for (const { ok, error } of results) if (!ok) wrong.push(`a call failed: ${error}`);
    });
  const open = async (tab: PageWorker, id?: string): Promise<string> => {
    const opened = await tab.call('open', { keep: true, seed: 1, ...(id !== undefined && { id }) });
    return (opened.value as { playground: { id: string } }).playground.id;
  };

  const first = start();
  const id = await open(first);
  await first.call('saveDraft', { script: '', settings: JSON.stringify({ durability: plan.durability }) });
  await first.call('flush', undefined);
  first.end();
  const tabs = [start(), start()] as const;
  for (const tab of tabs) await open(tab, id);

  let counted = 0;
  let refused = 0;
  let stop = false;
  /** Counts without a pause in a tab; what it may not do is counted apart. */
  const count = async (tab: PageWorker) => {
    while (!stop) {
      const replies = await Promise.all(Array.from({ length: 20 }, () => tab.run('INCR', 'n')));
      for (const reply of replies) {
        if (typeof reply === 'number') counted++;
        else refused++;
      }
    }
  };
  const counting = tabs.map(count);
  for (let round = 0; round < plan.rounds; round++) {
    const next = tabs[round % 2 === 0 ? 1 : 0];
    const taken = await next.call('takeOver', undefined);
    const state = taken.value as { mode: string; reason?: string };
    if (state.mode !== 'kept') wrong.push(`round ${round}: ${state.mode} (${state.reason})`);
    await new Promise((resolve) => setTimeout(resolve, (round * 37) % 60));
  }
  stop = true;
  await Promise.all(counting);
  const writer = tabs[plan.rounds % 2 === 0 ? 0 : 1];
  const n = Number(await writer.run('GET', 'n'));
  if (n !== counted) wrong.push(`${counted} were counted and ${n} are there`);
  await writer.call('flush', undefined);
  for (const tab of tabs) tab.end();
  if (plan.durability.appendOnly) {
    const last = start();
    await open(last, id);
    const kept = Number(await last.run('GET', 'n'));
    if (kept !== counted) wrong.push(`${counted} were counted and ${kept} kept`);
    last.end();
  }
  return { counted, refused, wrong };
}
