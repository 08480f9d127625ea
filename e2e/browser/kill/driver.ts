/**
 * Kills the engine's worker again and again while it writes, and looks at what the next one recovers. It runs in the page,
 * by itself: nothing outside of `killWorkers` is there but `startWorker`, which the test gives the page.
 *
 * Step i of the load is a transaction of one write and `SET seq i`, and which write it is depends on i alone. So what the
 * keyspace holds after a recovery can be compared, as a digest, with an engine that nobody kills and that ran steps 1 to
 * `seq`: any state that no prefix of the steps explains shows.
 */
import type { PageWorker } from './page-worker.ts';

export interface KillPlan {
  /** Address of the built worker. */
  readonly worker: string;
  readonly seed: number;
  readonly kills: number;
  /** As the page keeps it; undefined stands for "no log and no snapshots". */
  readonly durability: { readonly appendOnly: boolean; readonly fsync: string; readonly save: readonly [] };
  /** Whether SAVE, BGSAVE and BGREWRITEAOF come now and then. */
  readonly saves: boolean;
}

export interface KillReport {
  readonly kills: number;
  /** Kills that came while the worker was still recovering. */
  readonly early: number;
  /** Steps that survived in all, and replies that came. */
  readonly steps: number;
  readonly acknowledged: number;
  /** Acknowledged steps that a kill took: in all, and at most at once. */
  readonly lost: number;
  readonly mostLost: number;
  /** ms between the oldest acknowledgement that was lost and the kill, at most. */
  readonly oldestLost: number;
  /** Kills that took something acknowledged. */
  readonly losses: number;
  /** What no rule allows, in words; it should be empty. */
  readonly wrong: readonly string[];
}

/** Runs in the page. */
export async function killWorkers(plan: KillPlan): Promise<KillReport> {
  const wrong: string[] = [];
  let state = plan.seed >>> 0;
  const below = (n: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * n);
  };
  const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

  /** The write of a step, by its number alone. */
  const writeOf = (i: number): string[] => {
    const mixed = Math.imul(i ^ (i >>> 15), 0x2c1b3c6d) >>> 0;
    const k = (mixed >>> 8) % 7;
    const n = String(i);
    switch (mixed % 16) {
      case 0:
        return ['SET', `s${k}`, `value ${n}`];
      case 1:
        return ['HSET', `h${k}`, `f${i % 40}`, n];
      case 2:
        return ['HDEL', `h${k}`, `f${(i * 7) % 40}`];
      case 3:
        return ['RPUSH', `l${k}`, n, 'x'.repeat(i % 90)];
      case 4:
        return ['LPOP', `l${k}`, '3'];
      case 5:
        return ['SADD', `m${k}`, String(i % 100), `member ${i % 30}`];
      case 6:
        return ['SREM', `m${k}`, String((i * 3) % 100)];
      case 7:
        return ['ZADD', `z${k}`, String(i % 50), `m${i % 60}`];
      case 8:
        return ['ZREM', `z${k}`, `m${(i * 5) % 60}`];
      case 9:
        return ['XADD', `x${k}`, 'MAXLEN', '30', `${n}-1`, 'field', n];
      case 10:
        return ['APPEND', `s${k}`, '+'];
      case 11:
        return ['PEXPIREAT', `s${k}`, '4102444800000'];
      case 12:
        return ['DEL', `h${(k + 1) % 7}`, `s${(k + 2) % 7}`];
      case 13:
        return ['SET', `big${k}`, `${n} `.repeat(1 + (i % 3000))];
      case 14:
        return ['INCRBY', 'counter', n];
      default:
        return ['COPY', `z${k}`, `copy${k}`, 'REPLACE'];
    }
  };

  /** A worker with its open playground. Its replies are looked at where `answered` is given. */
  const start = (answered?: (id: number, reply: unknown) => void): PageWorker =>
    window.startWorker(
      plan.worker,
      ({ failure, results = [] }) => {
        if (failure) wrong.push(`the worker failed: ${failure.message}`);
        for (const { ok, error } of results) if (!ok) wrong.push(`a call failed: ${error}`);
      },
      answered,
    );
  /** Sends steps [from, to] on a lane of their own; EXEC of step i is request 4 i + 3. */
  const sendSteps = (engine: PageWorker, from: number, to: number): void => {
    const run: unknown[] = [];
    for (let i = from; i <= to; i++) {
      run.push(i * 4, 'load', ['MULTI'], i * 4 + 1, 'load', writeOf(i));
      run.push(i * 4 + 2, 'load', ['SET', 'seq', String(i)], i * 4 + 3, 'load', ['EXEC']);
    }
    engine.post({ run });
  };

  // The engine that nobody kills.
  let oracle = start();
  let oracleAt = 0;
  await oracle.call('open', { keep: false, seed: 1 });
  const digestAt = async (step: number): Promise<unknown> => {
    if (step < oracleAt) {
      oracle.end();
      oracle = start();
      oracleAt = 0;
      await oracle.call('open', { keep: false, seed: 1 });
    }
    for (; oracleAt < step; oracleAt = Math.min(step, oracleAt + 500)) {
      sendSteps(oracle, oracleAt + 1, Math.min(step, oracleAt + 500));
    }
    return JSON.stringify(await oracle.run('DEBUG', 'DIGEST'));
  };

  const open = async (engine: PageWorker, id: string | undefined): Promise<string> => {
    const { value } = await engine.call('open', { keep: true, seed: 1, ...(id !== undefined && { id }) });
    const opened = value as {
      playground: { id: string };
      keeping: { mode: string; reason?: string };
      recovery: { problems: string[] };
    };
    if (opened.keeping.mode !== 'kept')
      wrong.push(`opened as ${opened.keeping.mode} (${opened.keeping.reason})`);
    for (const problem of opened.recovery.problems) wrong.push(problem);
    return opened.playground.id;
  };

  let engine = start();
  const id = await open(engine, undefined);
  const settings = JSON.stringify({ durability: plan.durability });
  await engine.call('saveDraft', { script: '', settings });
  await engine.call('flush', undefined);
  engine.end();

  const { appendOnly, fsync } = plan.durability;
  let base = 0;
  let early = 0;
  let acknowledged = 0;
  let lost = 0;
  let losses = 0;
  let mostLost = 0;
  let oldestLost = 0;
  for (let kill = 0; kill < plan.kills; kill++) {
    let onReply: (id: number, reply: unknown) => void = () => undefined;
    engine = start((id, reply) => onReply(id, reply));
    const current = engine;
    if (below(12) === 0) {
      // Before it is ready, perhaps in the midst of its recovery.
      void current.call('open', { keep: true, seed: 1, id });
      await sleep(below(60));
      current.end();
      early++;
      continue;
    }
    await open(current, id);
    const rewrite = ['auto-aof-rewrite-min-size', String(2000 + below(60_000))];
    await current.run('CONFIG', 'SET', ...rewrite);

    // Load, until the kill.
    const ackedAt = new Map<number, number>();
    /** Steps that a finished SAVE or a flush holds; steps at which some snapshot was asked for. */
    let keptTo = base;
    const asked = new Set([base]);
    let saving: Promise<void> | undefined;
    let sent = base;
    const save = (kind: string): Promise<void> => {
      const at = sent;
      asked.add(at);
      saving = current.run(kind).then((reply) => {
        saving = undefined;
        const { text } = (reply ?? {}) as { text?: string };
        if (kind === 'SAVE' && text === 'OK') keptTo = Math.max(keptTo, at);
      });
      return saving;
    };
    onReply = (request, reply) => {
      if (request % 4 !== 3) return;
      if (!Array.isArray(reply)) wrong.push(`EXEC of ${(request - 3) / 4}: ${JSON.stringify(reply)}`);
      ackedAt.set((request - 3) / 4, performance.now());
    };
    const long = fsync !== 'always' && appendOnly && kill % 40 === 39;
    const end = performance.now() + (long ? 1100 + below(300) : below(45));
    // However slow the machine: most kills come after an answer, and a third after something was surely kept.
    const answered = below(5) > 0;
    const kept = kill % 3 === 0 && (appendOnly || plan.saves);
    const byReply = below(2) === 0;
    const replies = 1 + below(60);
    const step = 1 + below(15);
    do {
      if (sent - base - ackedAt.size < 400) {
        sendSteps(current, sent + 1, sent + step);
        sent += step;
      }
      if (plan.saves && below(6) === 0) {
        const kind = ['SAVE', 'BGSAVE', 'BGREWRITEAOF'][below(3)] ?? 'SAVE';
        // One that has to wait for another shows a later moment. Without a log the moments are looked at: one at a time.
        if (appendOnly || (saving === undefined && kind === 'SAVE')) void save(kind);
      }
      await sleep(long ? 15 : below(4));
    } while (
      (answered && ackedAt.size === 0) ||
      (performance.now() < end && !(byReply && !long && ackedAt.size >= replies))
    );
    if (kept) {
      const at = sent;
      if (appendOnly) {
        await current.call('flush', undefined);
        keptTo = Math.max(keptTo, at);
      } else await (saving ?? save('SAVE'));
      sendSteps(current, sent + 1, sent + step);
      sent += step;
      await sleep(below(10));
    }
    if (below(3) === 0) await Promise.resolve();
    else await sleep(below(5));
    const killedAt = performance.now();
    current.end();
    acknowledged += ackedAt.size;

    // What the next one finds.
    const next = start();
    await open(next, id);
    const seq = Number((await next.run('GET', 'seq')) ?? 0);
    const digest = JSON.stringify(await next.run('DEBUG', 'DIGEST'));
    next.end();
    const where = `kill ${kill}, seed ${plan.seed}: step ${seq} of ${base}…${sent}`;
    if (!(seq >= base && seq <= sent)) wrong.push(`${where}: no state that was ever there`);
    else if (digest !== (await digestAt(seq))) wrong.push(`${where}: another state than after that step`);
    let gone = 0;
    for (const [acked, at] of ackedAt) {
      if (acked <= seq) continue;
      gone++;
      const age = killedAt - at;
      oldestLost = Math.max(oldestLost, age);
      if (appendOnly && (fsync === 'always' || (fsync === 'everysec' && age > 1000)))
        wrong.push(`${where}: ${acked} was acknowledged ${age.toFixed(0)} ms before`);
    }
    if (seq < keptTo) wrong.push(`${where}: SAVE or a flush had answered at ${keptTo}`);
    if (!appendOnly && !asked.has(seq)) wrong.push(`${where}: there was no snapshot of that step`);
    lost += gone;
    mostLost = Math.max(mostLost, gone);
    if (gone > 0) losses++;
    base = seq;
  }
  oracle.end();
  return { kills: plan.kills, early, steps: base, acknowledged, lost, mostLost, oldestLost, losses, wrong };
}
