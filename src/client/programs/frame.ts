/** A program's frame in the page. */
import type { FrameStart } from '../../apps/sandbox/frame.ts';
import type { Start } from '../../apps/sandbox/messages.ts';
import { workerSource } from '../../apps/sandbox/source.ts';

export interface Sandbox {
  /** The program's worker at the other end. */
  readonly port: MessagePort;
  /** Ends the worker in the act, and takes the frame away. */
  end(): void;
}

/** What the frame says about a worker that could not be started, or threw where nobody caught it. */
export interface WorkerFailure {
  readonly message: string;
  /** Of the worker's source; 0 where there is none. */
  readonly line: number;
  readonly column: number;
}

/** Starts a program's worker in a frame of its own. `failed` may be called later, or never. */
export type OpenSandbox = (start: Start, failed: (failure: WorkerFailure) => void) => Promise<Sandbox>;

export const openFrame: OpenSandbox = async (start, failed) => {
  const { FRAME, RUNTIME } = await import('virtual:keyglass-programs');
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-scripts');
  frame.referrerPolicy = 'no-referrer';
  frame.title = `Program ${start.run.name}`;
  frame.hidden = true;
  frame.srcdoc = FRAME;
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  document.body.append(frame);
  await loaded;
  const control = new MessageChannel();
  const program = new MessageChannel();
  control.port1.onmessage = ({ data }: MessageEvent<unknown>) => failed(readFailure(data));
  const message: FrameStart = {
    source: workerSource(start.run.code, RUNTIME),
    name: start.run.name,
    start,
  };
  // An origin that nobody shares has no name, so the message cannot be addressed to it; the frame's text is ours.
  frame.contentWindow?.postMessage(message, '*', [control.port2, program.port2]);
  return {
    port: program.port1,
    end() {
      control.port1.close();
      program.port1.close();
      frame.remove();
    },
  };
};

function readFailure(data: unknown): WorkerFailure {
  const { message, line, column }: Partial<Record<keyof WorkerFailure, unknown>> =
    typeof data === 'object' && data !== null ? data : {};
  return {
    message: typeof message === 'string' ? message.slice(0, 1000) : 'The program failed.',
    line: typeof line === 'number' ? line : 0,
    column: typeof column === 'number' ? column : 0,
  };
}
