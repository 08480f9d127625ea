/** Ends the engine's worker in the act, without a goodbye, and looks at what is there when another one has recovered. */
import type { ExportedKeyspace } from '../protocol/methods.ts';
import type { Session } from './store.ts';

/** The key that is counted up until the moment of the crash; it is deleted afterwards. */
export const CRASH_COUNTER = 'crash-lab:counter';
const LANE = 'crash-lab';
const BURST = 25;
const MAX_OUTSTANDING = 200;
const MAX_COMPARED_BYTES = 8 * 1024 * 1024;

export interface EngineCrash {
  /** Increments sent, those whose reply came before the crash, and what the counter says after the recovery. */
  readonly sent: number;
  readonly acknowledged: number;
  readonly survived: number;
  /** Keys that were there before: how many, and the names of those that are gone or another value. */
  readonly keys: number;
  readonly gone: readonly string[];
  readonly changed: readonly string[];
  /** The keyspace was too large to compare all of it. */
  readonly cut: boolean;
}

/** Counts up for `ms`, terminates the worker, starts another one and compares. */
export async function crashEngine(session: Session, ms: number): Promise<EngineCrash> {
  await session.draft.flush();
  const { connection } = session;
  await connection.run(LANE, ['DEL', CRASH_COUNTER]);
  const before = await connection.call('exportCommands', { maxBytes: MAX_COMPARED_BYTES });
  let sent = 0;
  let acknowledged = 0;
  const until = performance.now() + ms;
  const burst = () => {
    for (let i = 0; i < BURST && sent - acknowledged < MAX_OUTSTANDING; i++) {
      sent++;
      void connection.run(LANE, ['INCR', CRASH_COUNTER]).then(({ lost }) => {
        if (!lost) acknowledged++;
      });
    }
  };
  while (performance.now() < until) {
    burst();
    await new Promise((resolve) => setTimeout(resolve));
  }
  // The last ones are on their way when it happens.
  burst();
  await Promise.resolve();
  session.set({ status: 'recovering' });
  await session.open(session.get().playground?.id);
  const { reply } = await session.connection.run(LANE, ['GET', CRASH_COUNTER]);
  await session.connection.run(LANE, ['DEL', CRASH_COUNTER]);
  const after = await session.connection.call('exportCommands', { maxBytes: MAX_COMPARED_BYTES });
  void session.connection.call('disconnect', { lane: LANE }).catch(() => undefined);
  const survived = typeof reply === 'string' ? Number(reply) : 0;
  return { sent, acknowledged, survived, ...compare(before, after, Date.now()) };
}

/** What became of the keys of `before`; those whose TTL has run out by `now` (ms since the epoch) do not count. */
export function compare(before: ExportedKeyspace, after: ExportedKeyspace, now: number) {
  const old = byKey(before);
  const found = byKey(after);
  const gone: string[] = [];
  const changed: string[] = [];
  for (const [name, { text, expireAt }] of old) {
    if (expireAt <= now) continue;
    const there = found.get(name);
    if (!there) gone.push(name);
    else if (there.text !== text) changed.push(name);
  }
  return { keys: old.size, gone, changed, cut: before.cut || after.cut };
}

interface Rebuilt {
  text: string;
  expireAt: number;
}

/** The commands that rebuild each key, as one text; the names have their database before them where it is not 0. */
function byKey({ commands }: ExportedKeyspace): Map<string, Rebuilt> {
  const keys = new Map<string, Rebuilt>();
  let db = '0';
  for (const argv of commands) {
    const [name = '', first = '', second = ''] = argv;
    if (name === 'SELECT') {
      db = first;
      continue;
    }
    const key = name === 'XGROUP' ? second : first;
    const id = db === '0' ? key : `${db}/${key}`;
    const rebuilt = keys.get(id) ?? { text: '', expireAt: Infinity };
    if (name === 'PEXPIREAT') rebuilt.expireAt = Number(second);
    rebuilt.text += JSON.stringify(argv);
    keys.set(id, rebuilt);
  }
  return keys;
}
