/**
 * What runs in a program's worker, below the program itself. The program stands above it in the same file and has left
 * its function in `keyglassProgram`; it is started when the page's port is there.
 */
import { describeError, runProgram } from '../program.ts';
import type { Answer, Start } from './messages.ts';
import { RemotePort } from './remote.ts';

declare const self: DedicatedWorkerGlobalScope & { keyglassProgram?: unknown; Worker?: unknown };

const program = self.keyglassProgram;
delete self.keyglassProgram;
// A worker of a worker reaches no further than this one, but nobody would see it.
delete self.Worker;
Object.assign(Error, { stackTraceLimit: 50 });

self.addEventListener(
  'message',
  (event: MessageEvent<Start>) => {
    const [channel] = event.ports;
    if (!channel) return;
    const { run, clock } = event.data;
    const port = new RemotePort(clock, (operations) => channel.postMessage(operations));
    channel.onmessage = ({ data }: MessageEvent<readonly Answer[]>) => port.receive(data);
    self.addEventListener('unhandledrejection', (rejection) => {
      rejection.preventDefault();
      const error = describeError(rejection.reason, run.code);
      const text = error.place ? `line ${error.place.line}: ${error.message}` : error.message;
      port.log({ kind: 'error', user: 0, text, at: port.now() });
      // One user's forgotten await does not end the others; a program by itself ends, as a process would.
      if (run.load) return;
      port.outbox.call(['end', error, 0]);
    });
    void runProgram(
      async (...values) => (typeof program === 'function' ? program(...values) : undefined),
      run,
      port,
    ).then(({ error, failedRounds }) => {
      port.outbox.call(['end', error, failedRounds]);
      port.outbox.flush();
    });
  },
  { once: true },
);
