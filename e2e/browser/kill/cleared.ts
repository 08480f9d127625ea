/**
 * The browser takes away what is kept, again and again, while a worker writes commands and drafts. It runs in the page, by
 * itself: nothing outside of `clearUnderLoad` is there but `clearStorage`, which the test gives the page.
 */

export interface ClearPlan {
  /** Address of the built worker. */
  readonly worker: string;
  readonly rounds: number;
}

export interface ClearReport {
  /** Counts that were acknowledged, and calls that failed while the ground was taken away. */
  readonly counted: number;
  readonly refused: number;
  /** What must not be, in words; it should be empty. */
  readonly wrong: readonly string[];
}

/** Runs in the page. */
export async function clearUnderLoad(plan: ClearPlan): Promise<ClearReport> {
  interface Message {
    replies?: unknown[];
    results?: { id: number; ok: boolean; value?: unknown; error?: string }[];
    keeping?: { mode: string };
    failure?: { message: string };
  }
  const wrong: string[] = [];
  let refused = 0;
  const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  const { clearStorage } = window as unknown as { clearStorage(): Promise<void> };

  class Engine {
    private readonly worker = new Worker(plan.worker, { type: 'module' });
    private nextId = 1;
    private readonly waiting = new Map<number, (value: unknown) => void>();
    /** How it has said that it keeps its data, changes only. */
    readonly modes = ['kept'];
    /** Why the last call that failed did. */
    lastError: string | undefined;
    constructor() {
      this.worker.onmessage = ({ data }: MessageEvent<Message>) => {
        const { replies = [], results = [], keeping, failure } = data;
        if (keeping && keeping.mode !== this.modes.at(-1)) this.modes.push(keeping.mode);
        if (failure) wrong.push(`the worker failed: ${failure.message}`);
        for (let i = 0; i < replies.length; i += 3) this.settle(Number(replies[i]), replies[i + 1]);
        for (const { id, ok, value, error } of results) {
          if (!ok) {
            refused++;
            this.lastError = error;
          }
          this.settle(id, ok ? { value } : undefined);
        }
      };
    }
    /** What came of it as `value`; undefined where it failed. */
    call(method: string, params: unknown): Promise<{ value: unknown } | undefined> {
      return this.ask((id) => ({ calls: [{ id, method, params }] })) as Promise<
        { value: unknown } | undefined
      >;
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
  interface Opened {
    playground: { id: string; name: string };
    draft: { script: string };
    recovery: { problems: string[] };
  }
  const open = async (engine: Engine, id?: string): Promise<Opened> => {
    const opened = await engine.call('open', { keep: true, seed: 1, ...(id !== undefined && { id }) });
    if (!opened) throw new Error('it could not be opened');
    return opened.value as Opened;
  };

  let engine = new Engine();
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
    while (!engine.modes.join(' ').endsWith('memory kept') && performance.now() < limit) await sleep(20);
    if (
      !(await engine.call('flush', undefined)) ||
      !(await engine.call('saveDraft', { script, settings: '{}' }))
    )
      wrong.push(`round ${round}: ${engine.modes}, and then ${engine.lastError}`);
    engine.end();
    engine = new Engine();
    const found = await open(engine, id);
    const n = Number(await engine.run('GET', 'n'));
    if (n !== counted) wrong.push(`round ${round}: ${counted} were counted, and ${n} are there`);
    if (found.playground.id !== id || found.playground.name !== name || found.draft.script !== script)
      wrong.push(`round ${round}: opened as ${JSON.stringify([found.playground, found.draft.script])}`);
    for (const problem of found.recovery.problems) wrong.push(`round ${round}: ${problem}`);
  }
  engine.end();
  return { counted, refused, wrong };
}
