/** An engine's worker as the page speaks to it, for what runs in the page by itself. */

export interface Heard {
  readonly replies?: unknown[];
  readonly results?: readonly Result[];
  readonly keeping?: { readonly mode: string };
  readonly failure?: { readonly message: string };
}

export interface Result {
  readonly id: number;
  readonly ok: boolean;
  readonly value?: unknown;
  readonly error?: string;
}

export interface PageWorker {
  call(method: string, params: unknown): Promise<Result>;
  run(...argv: string[]): Promise<unknown>;
  post(message: object): void;
  /** From here on nothing of it is heard. */
  end(): void;
}

/**
 * `address` is that of the built worker. `hear` gets every message; `answered` the replies to what was sent with `post`,
 * which has numbers below 1e9.
 */
export type StartWorker = (
  address: string,
  hear: (message: Heard) => void,
  answered?: (id: number, reply: unknown) => void,
) => PageWorker;

declare global {
  interface Window {
    startWorker: StartWorker;
  }
}

/** Runs in the page: leaves `startWorker` there. */
export function providePageWorkers(): void {
  const FIRST_ID = 1e9;
  window.startWorker = (address, hear, answered) => {
    const worker = new Worker(address, { type: 'module' });
    const waiting = new Map<number, (value: unknown) => void>();
    let nextId = FIRST_ID;
    let ended = false;
    const settle = (id: number, value: unknown) => {
      const resolve = waiting.get(id);
      waiting.delete(id);
      if (resolve) resolve(value);
      else answered?.(id, value);
    };
    const ask = (message: (id: number) => object) => {
      const id = nextId++;
      return new Promise<unknown>((resolve) => {
        waiting.set(id, resolve);
        worker.postMessage(message(id));
      });
    };
    worker.onmessage = ({ data }: MessageEvent<Heard>) => {
      if (ended) return;
      hear(data);
      const { replies = [], results = [] } = data;
      for (let i = 0; i < replies.length; i += 3) settle(Number(replies[i]), replies[i + 1]);
      for (const result of results) settle(result.id, result);
    };
    return {
      call: (method, params) => ask((id) => ({ calls: [{ id, method, params }] })) as Promise<Result>,
      run: (...argv) => ask((id) => ({ run: [id, 'main', argv] })),
      post: (message) => worker.postMessage(message),
      end() {
        ended = true;
        worker.terminate();
      },
    };
  };
}
