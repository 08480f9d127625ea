/** The runner's door to a playground. */
import type { StoreApi } from 'zustand';
import type { PlaygroundStore } from '../../client/state.ts';
import type { CommandTable } from '../../client/syntax/table.ts';
import { waitOnClock } from '../../client/wait.ts';
import type { RunPort } from './runner.ts';

/** `protocols` holds what is known of the lanes' protocols; HELLO replies are added to it. */
export function createPort(
  store: StoreApi<PlaygroundStore>,
  table: () => CommandTable,
  protocols: Map<string, 2 | 3>,
): RunPort {
  const { actions } = store.getState();
  return {
    async run(lane, argv) {
      const result = await actions.run(lane, argv, 'script');
      const { reply } = result;
      const failed = typeof reply === 'object' && reply !== null && 'kind' in reply && reply.kind === 'error';
      const name = argv[0]?.toUpperCase();
      if (name === 'HELLO' && !failed && (argv[1] === '2' || argv[1] === '3'))
        protocols.set(lane, argv[1] === '3' ? 3 : 2);
      else if (name === 'RESET') protocols.set(lane, 2);
      return result;
    },
    async barrier() {
      // The answer of a call comes after the replies of all that was sent before it. The store hands a reply on in
      // microtasks, so one turn of the page later whoever awaited one has it.
      await actions.call('keyNames', { db: 0, prefix: '', limit: 1 }).catch(() => undefined);
      await nextTask();
    },
    cancel: (lane) => actions.cancel(lane),
    async beside(statement, program, signal, onProgress) {
      // Most scripts have neither, and an embed should not fetch what it does not need.
      try {
        if (statement.kind === 'sql') {
          const { runSql } = await import('./sql.ts');
          return await runSql(store, statement, signal, onProgress);
        }
        const { runProgram } = await import('./programs.ts');
        return await runProgram(actions.programs, statement, program, signal);
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        return { summary: `could not be run: ${why}`, lines: [], failed: true };
      }
    },
    wait: (ms, signal) => waitOnClock(store, ms, signal),
    mayBlock(argv) {
      const found = table().find(argv);
      // Without its documentation nothing is known about it, so it may.
      return !found || found.doc.flags.includes('blocking');
    },
    protocol: (lane) => protocols.get(lane) ?? 2,
  };
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
