/**
 * Two workers, as in two tabs, take one playground from each other while both count. It runs in the page, by itself: nothing
 * outside of `handOver` is there.
 */

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
  interface Message {
    replies?: unknown[];
    results?: { id: number; ok: boolean; value?: unknown; error?: string }[];
  }
  const wrong: string[] = [];
  class Tab {
    private readonly worker = new Worker(plan.worker, { type: 'module' });
    private nextId = 1;
    private readonly waiting = new Map<number, (value: unknown) => void>();
    constructor() {
      this.worker.onmessage = ({ data }: MessageEvent<Message>) => {
        const { replies = [], results = [] } = data;
        for (let i = 0; i < replies.length; i += 3) this.settle(Number(replies[i]), replies[i + 1]);
        for (const { id, ok, value, error } of results) {
          if (!ok) wrong.push(`a call failed: ${error}`);
          this.settle(id, value);
        }
      };
    }
    call(method: string, params: unknown): Promise<unknown> {
      return this.ask((id) => ({ calls: [{ id, method, params }] }));
    }
    run(...argv: string[]): Promise<unknown> {
      return this.ask((id) => ({ run: [id, 'main', argv] }));
    }
    end(): void {
      this.worker.terminate();
    }
    private ask(message: (id: number) => object): Promise<unknown> {
      const id = this.nextId++;
      return new Promise((resolve) => {
        this.waiting.set(id, resolve);
        this.worker.postMessage(message(id));
      });
    }
    private settle(id: number, value: unknown): void {
      this.waiting.get(id)?.(value);
      this.waiting.delete(id);
    }
  }
  const open = async (tab: Tab, id?: string): Promise<string> => {
    const opened = (await tab.call('open', { keep: true, seed: 1, ...(id !== undefined && { id }) })) as {
      playground: { id: string };
    };
    return opened.playground.id;
  };

  const first = new Tab();
  const id = await open(first);
  await first.call('saveDraft', { script: '', settings: JSON.stringify({ durability: plan.durability }) });
  await first.call('flush', undefined);
  first.end();
  const tabs = [new Tab(), new Tab()] as const;
  for (const tab of tabs) await open(tab, id);

  let counted = 0;
  let refused = 0;
  let stop = false;
  /** Counts without a pause in a tab; what it may not do is counted apart. */
  const count = async (tab: Tab) => {
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
    const state = (await next.call('takeOver', undefined)) as { mode: string; reason?: string };
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
    const last = new Tab();
    await open(last, id);
    const kept = Number(await last.run('GET', 'n'));
    if (kept !== counted) wrong.push(`${counted} were counted and ${kept} kept`);
    last.end();
  }
  return { counted, refused, wrong };
}
