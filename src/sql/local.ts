/** A database in this very process, for checks outside a browser. An endless query cannot be stopped here. */
import { Database, type Postgres } from './database.ts';
import { type Timers, Turns } from './turns.ts';
import { failedResult, type SqlSession } from './types.ts';

/** A session of a PGlite instance that is handed in. */
export function openLocal(postgres: Postgres, timers: Timers): SqlSession {
  const database = new Database(postgres);
  const turns = new Turns(timers);
  return {
    async query(lane, text, params, signal) {
      const refused = await turns.begin(lane, signal);
      if (refused !== undefined) return failedResult(refused);
      try {
        return await database.query(text, params);
      } catch (error) {
        return failedResult(error instanceof Error ? error.message : String(error));
      } finally {
        turns.end(lane, database.transaction);
      }
    },
    reset: () => database.reset(),
  };
}
