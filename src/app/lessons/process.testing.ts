/**
 * A whole playground in this process, without a browser: for tests, and for the check of the lessons. Its clock stands
 * still while anything is going on, and goes to what is next when nothing is, so that nothing waits in real time and no
 * TTL runs down while somebody computes.
 */
import type { StoreApi } from 'zustand';
import { describeError, runProgram } from '../../apps/program.ts';
import type { Answer, Operation, Start } from '../../apps/sandbox/messages.ts';
import { RemotePort } from '../../apps/sandbox/remote.ts';
import { compile } from '../../apps/source.ts';
import type { WorkerLike } from '../../client/connection.ts';
import type { OpenSandbox } from '../../client/programs/frame.ts';
import type { PlaygroundStore } from '../../client/state.ts';
import { createPlayground } from '../../client/store.ts';
import { nextWait } from '../../client/wait.ts';
import { EditorSession } from '../../editor/session.ts';
import { compileLua } from '../../engine/scripting/lua.testing.ts';
import type { SqlWorker } from '../../sql/connection.ts';
import { Host } from '../../worker/host.ts';

/** Turns of the event loop without a message after which nothing is going on. */
const QUIET_TURNS = 4;

/** Looks, 10 ms apart, after which what waits for nothing that is known waits for ever: timers of the page are short. */
const STUCK_LOOKS = 40;

export interface ProcessOptions {
  /** A database's worker, as it runs in this process. */
  readonly createSqlWorker?: (busy: Busy) => SqlWorker;
  /** Keeps a playground of this name where the process has an IndexedDB; left out, nothing is kept. */
  readonly name?: string;
  /** What else is going on, such as a check. */
  readonly pending?: () => boolean;
}

/** Counts what is under way and will end by itself. */
export interface Busy {
  begin(): void;
  end(): void;
}

export class ProcessPlayground {
  readonly store: StoreApi<PlaygroundStore>;
  readonly editor: EditorSession;
  private host: Host | undefined;
  private messages = 0;
  private underWay = 0;
  private readonly pending: () => boolean;
  private readonly busy: Busy = {
    begin: () => {
      this.underWay++;
    },
    end: () => {
      this.underWay--;
      this.messages++;
    },
  };

  constructor({ createSqlWorker, name, pending = () => false }: ProcessOptions = {}) {
    this.pending = pending;
    this.store = createPlayground({
      createWorker: () => this.createWorker(),
      keep: name !== undefined,
      ...(name !== undefined && { name }),
      seed: 7,
      openSandbox: this.openSandbox,
      ...(createSqlWorker && { createSqlWorker: () => createSqlWorker(this.busy) }),
    });
    this.editor = new EditorSession(this.store);
  }

  /** Waits for the engine, and stops its clock. */
  async open(): Promise<void> {
    // What is fetched later takes time that nobody counts.
    await Promise.all([
      import('../../client/programs/programs.ts'),
      import('../../client/programs/frame.ts'),
    ]);
    await this.until(() => this.store.getState().docs.length > 0);
    await this.store.getState().actions.clock({ op: 'pause' });
  }

  /** Lets everything happen until `over`, time included. Returns false where nothing is left that could happen. */
  async until(over: () => boolean, maxRealMs = 120_000): Promise<boolean> {
    const started = performance.now();
    for (let stuck = 0; ; ) {
      if (!(await this.quiet(over))) return true;
      if (performance.now() - started > maxRealMs) return false;
      if (await this.advance()) stuck = 0;
      else if (++stuck > STUCK_LOOKS) return over();
      else await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  /** As `until`, for the end of some work. What is never answered makes it reject. */
  async run<T>(work: Promise<T>): Promise<T> {
    let ended = false;
    const end = () => {
      ended = true;
    };
    work.then(end, end);
    if (!(await this.until(() => ended))) throw new Error('It waits for something that never comes.');
    return work;
  }

  dispose(): void {
    this.editor.stop();
    this.store.getState().actions.dispose();
  }

  /** Waits until nothing is going on; false where it is `over` before. */
  private async quiet(over: () => boolean): Promise<boolean> {
    let before = -1;
    for (let turns = 0; turns < QUIET_TURNS; turns++) {
      if (over()) return false;
      if (this.messages !== before || this.underWay > 0 || this.pending()) turns = 0;
      before = this.messages;
      await new Promise((resolve) => setImmediate(resolve));
    }
    return !over();
  }

  /** Moves the clock to what is next; false where nothing is. */
  private async advance(): Promise<boolean> {
    const { clock, actions } = this.store.getState();
    const next = Math.min(nextWait(this.store) ?? Infinity, this.host?.engine.nextWake() ?? Infinity);
    if (next === Infinity) return false;
    await actions.clock({ op: 'step', ms: Math.max(1, Math.ceil(next - clock.now)) });
    return true;
  }

  private createWorker(): WorkerLike {
    const worker: WorkerLike = {
      onmessage: null,
      onerror: null,
      postMessage: (message) => {
        this.messages++;
        const copy = structuredClone(message);
        setImmediate(() => host.receive(copy));
      },
      terminate: () => undefined,
    };
    const host = new Host({
      post: (message) => {
        this.messages++;
        const data = structuredClone(message);
        setImmediate(() => worker.onmessage?.({ data } as MessageEvent));
      },
      now: () => Date.now(),
      micros: () => performance.now() * 1000,
      setTimer: (work, ms) => setTimeout(work, ms),
      clearTimer: (timer) => clearTimeout(timer as NodeJS.Timeout),
      loadLua: async () => compileLua(),
    });
    this.host = host;
    return worker;
  }

  /** A program without its sandbox: it is ours, or somebody runs it on purpose. */
  private readonly openSandbox: OpenSandbox = async ({ run, clock }: Start) => {
    const { port1, port2 } = new MessageChannel();
    const remote = new RemotePort(clock, (operations: readonly Operation[]) => {
      this.messages++;
      port2.postMessage(operations);
    });
    port2.onmessage = ({ data }: MessageEvent<readonly Answer[]>) => {
      this.messages++;
      remote.receive(data);
    };
    const start = async () => {
      try {
        return await runProgram(compile(run.code), run, remote);
      } catch (error) {
        return { error: describeError(error, run.code), failedRounds: 0 };
      }
    };
    void start().then(({ error, failedRounds }) => {
      remote.outbox.call(['end', error, failedRounds]);
      remote.outbox.flush();
    });
    return {
      port: port1,
      end: () => {
        port1.close();
        port2.close();
      },
    };
  };
}
