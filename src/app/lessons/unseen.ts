/** Runs scripts that prepare a lesson: as clients that show up nowhere, and without waiting where the script waits. */
import type { StoreApi } from 'zustand';
import { engineNow } from '../../client/engine-time.ts';
import { unseenLane } from '../../client/observe.ts';
import { resultLines, resultSummary } from '../../client/sql-text.ts';
import type { PlaygroundStore } from '../../client/state.ts';
import { nextWait } from '../../client/wait.ts';
import { createPort } from '../../editor/run/port.ts';
import { type Outcome, ResultStore, type StatementResult } from '../../editor/run/results.ts';
import { Run, type RunPort } from '../../editor/run/runner.ts';
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
/** ms of real time without a message after which the clock goes on to the end of the next wait. */
const IDLE_MS = 15;

/** Runs a script to its end. Its clients are gone afterwards. */
export async function runUnseen(
  store: StoreApi<PlaygroundStore>,
  session: EditorSession,
  text: string,
): Promise<UnseenRun> {
  const { actions } = store.getState();
  const script = parseScript(text);
  if (script.sqlLanes.length > 0) {
    // It may take longer than a script may.
    const reason = await actions.openSql().catch((error: unknown) => error);
    if (reason !== undefined)
      return { results: [], errors: [`Postgres could not be loaded: ${String(reason)}`] };
  }
  const results = new ResultStore();
  const run = new Run(unseenPort(store, session), results, script.statements, text, 1);
  const watch = new Watch(store, run);
  const { stopped } = await run.start().finally(() => watch.end());
  for (const lane of script.lanes)
    await actions.call('disconnect', { lane: unseenLane(lane) }).catch(() => undefined);
  const list = results.list();
  return { results: list, errors: errorsOf(list, stopped) };
}

function unseenPort(store: StoreApi<PlaygroundStore>, session: EditorSession): RunPort {
  const { actions } = store.getState();
  const port = createPort(store, () => session.table, new Map());
  return {
    ...port,
    run: (lane, argv) => actions.runUnseen(lane, argv),
    beside: (statement, program, signal, onProgress) =>
      statement.kind === 'sql'
        ? runQuietly(store, statement, signal)
        : port.beside(statement, program, signal, onProgress),
    cancel: (lane) => void actions.call('unblock', { lane: unseenLane(lane) }).catch(() => undefined),
    wait: (ms) => actions.clock({ op: 'step', ms }).catch(() => undefined),
  };
}

/** Moves the clock on where everybody sleeps, and ends a run that does not come to its end. */
class Watch {
  private readonly store: StoreApi<PlaygroundStore>;
  private readonly run: Run;
  private readonly started = performance.now();
  private changed = performance.now();
  private stepping = false;
  private readonly stops: (() => void)[];

  constructor(store: StoreApi<PlaygroundStore>, run: Run) {
    this.store = store;
    this.run = run;
    const timer = setInterval(() => this.look(), 5);
    const quiet = store.getState().actions.observe(() => {
      this.changed = performance.now();
    });
    this.stops = [() => clearInterval(timer), quiet];
  }

  end(): void {
    for (const stop of this.stops) stop();
  }

  private look(): void {
    const now = performance.now();
    const still = now - this.changed;
    if (now - this.started > MAX_MS || (this.run.blockedLanes.length > 0 && still > MAX_BLOCKED_MS)) {
      this.run.stop();
      return;
    }
    const { clock, actions } = this.store.getState();
    const until = nextWait(this.store);
    if (until === undefined || still < IDLE_MS || this.stepping) return;
    const ms = Math.ceil(until - engineNow(clock));
    if (ms <= 0) return;
    this.stepping = true;
    void actions
      .clock({ op: 'step', ms })
      .catch(() => undefined)
      .finally(() => {
        this.stepping = false;
      });
  }
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
