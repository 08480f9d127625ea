/** SQL statements of a script: what the database gives is shown beside the line. */
import type { StoreApi } from 'zustand';
import { loadingText, resultLines, resultSummary, resultText } from '../../client/sql-text.ts';
import type { PlaygroundStore } from '../../client/state.ts';
import type { SqlStatement } from '../../script/types.ts';
import type { Outcome } from './results.ts';

/** Lines that an expectation is held against. */
const MAX_LINES = 1000;

/** Runs the statement. Never rejects; loads Postgres where it is the first one, which `onProgress` hears of in words. */
export async function runSql(
  store: StoreApi<PlaygroundStore>,
  { lane, text }: SqlStatement,
  signal: AbortSignal,
  onProgress: (progress: string) => void,
): Promise<Outcome> {
  const tell = () => {
    const { status } = store.getState().sql;
    onProgress(
      status.state === 'ready'
        ? 'running in Postgres'
        : status.state === 'loading'
          ? loadingText(status.progress)
          : 'starting Postgres',
    );
  };
  tell();
  const quiet = store.subscribe((state, before) => {
    if (state.sql.status !== before.sql.status) tell();
  });
  try {
    const result = await store.getState().actions.sql(lane, text, [], signal);
    const lines = [...result.notices, ...resultLines(result, text)];
    return {
      summary: resultSummary(result),
      lines: lines.slice(0, MAX_LINES),
      text: resultText(result, text),
      micros: Math.round(result.ms * 1000),
      failed: result.error !== undefined,
    };
  } finally {
    quiet();
  }
}
