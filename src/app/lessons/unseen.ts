/** Runs scripts that prepare a lesson: as clients that show up nowhere, and without waiting where the script waits. */
import type { StoreApi } from 'zustand';
import { unseenLane } from '../../client/observe.ts';
import { resultLines, resultSummary } from '../../client/sql-text.ts';
import type { PlaygroundStore } from '../../client/state.ts';
import { createPort } from '../../editor/run/port.ts';
import { type Outcome, ResultStore, type StatementResult } from '../../editor/run/results.ts';
import { Run } from '../../editor/run/runner.ts';
import type { EditorSession } from '../../editor/session.ts';
import { formatReply } from '../../resp/format.ts';
import { parseScript } from '../../script/parse.ts';
import type { SqlStatement } from '../../script/types.ts';

export interface UnseenRun {
  readonly results: readonly StatementResult[];
  /** Sentences that say what did not go well. */
  readonly errors: readonly string[];
}

/** ms of real time after which a script is ended, and a script that only blocked clients hold up. */
const MAX_MS = 30_000;
const MAX_BLOCKED_MS = 1000;

/** Runs a script to its end. Its clients are gone afterwards. */
export async function runUnseen(
  store: StoreApi<PlaygroundStore>,
  session: EditorSession,
  text: string,
): Promise<UnseenRun> {
  const { actions } = store.getState();
  const script = parseScript(text);
  const results = new ResultStore();
  const protocols = new Map<string, 2 | 3>();
  const port = createPort(store, () => session.table, protocols);
  let changed = performance.now();
  const run = new Run(
    {
      ...port,
      async run(lane, argv) {
        const result = await actions.runUnseen(lane, argv);
        changed = performance.now();
        return result;
      },
      async beside(statement, program, signal, onProgress) {
        const outcome =
          statement.kind === 'sql'
            ? await runQuietly(store, statement, signal)
            : await port.beside(statement, program, signal, onProgress);
        changed = performance.now();
        return outcome;
      },
      cancel: (lane) => void actions.call('unblock', { lane: unseenLane(lane) }).catch(() => undefined),
      async wait(ms) {
        await actions.clock({ op: 'step', ms }).catch(() => undefined);
        changed = performance.now();
      },
    },
    results,
    script.statements,
    text,
    1,
  );
  const started = performance.now();
  const watch = setInterval(() => {
    const now = performance.now();
    const stuck = run.blockedLanes.length > 0 && now - changed > MAX_BLOCKED_MS;
    if (stuck || now - started > MAX_MS) run.stop();
  }, 100);
  const { stopped } = await run.start().finally(() => clearInterval(watch));
  for (const lane of script.lanes)
    await actions.call('disconnect', { lane: unseenLane(lane) }).catch(() => undefined);
  const list = results.list();
  return { results: list, errors: errorsOf(list, stopped) };
}

/** An SQL statement that is in no log and no count. */
async function runQuietly(
  store: StoreApi<PlaygroundStore>,
  { lane, text }: SqlStatement,
  signal: AbortSignal,
): Promise<Outcome> {
  const result = await store.getState().actions.sql(lane, text, [], signal, true);
  return {
    summary: resultSummary(result),
    lines: resultLines(result, text),
    failed: result.error !== undefined,
  };
}

function errorsOf(results: readonly StatementResult[], stopped: boolean): readonly string[] {
  const errors = results.flatMap(({ source, reply, outcome }) => {
    if (outcome?.failed) return [`${source}: ${outcome.summary}`];
    const failed = typeof reply === 'object' && reply !== null && 'kind' in reply && reply.kind === 'error';
    return failed ? [`${source}: ${reply.text}`] : [];
  });
  return stopped && errors.length === 0 ? ['It did not come to its end.'] : errors;
}

/** What a script printed, as a terminal shows it: each command, and its reply below it. */
export function printRun({ results }: UnseenRun): readonly string[] {
  return results
    .filter(({ lane }) => lane !== undefined)
    .flatMap(({ source, reply, outcome }) => [
      `> ${source}`,
      ...(outcome ? outcome.lines : formatReply(reply, { text: 'utf8', resp: 2 }).split('\n')),
    ]);
}
