/**
 * A keeper as the engine's commands see it: SAVE and its kin, CONFIG's parameters of persistence, INFO persistence, and
 * DEBUG RELOAD and LOADAOF.
 */
import type { Call } from '../engine/call.ts';
import {
  BadValue,
  booleanParameter,
  enumParameter,
  integerParameter,
  memoryParameter,
} from '../engine/config.ts';
import type { Engine } from '../engine/engine.ts';
import * as errors from '../engine/errors.ts';
import { parseInt64 } from '../engine/numbers.ts';
import type { PersistenceHost } from '../engine/persistence-host.ts';
import { OK, type Reply } from '../engine/reply.ts';
import type { Keeper } from './keeper.ts';
import { marks, quietly, settle } from './loading.ts';
import type { FsyncPolicy } from './policy.ts';
import { reloadInMemory } from './reload.ts';

const FSYNC: readonly FsyncPolicy[] = ['everysec', 'always', 'no'];
/** Whose host is at work, so that a keeper that leaves does not take another's away. */
const hosts = new WeakMap<Keeper, PersistenceHost>();

/** Gives the engine's commands a keeper to work with. */
export function attach(engine: Engine, keeper: Keeper): void {
  const host: PersistenceHost = {
    get writing() {
      return keeper.saves.busyWith ?? 'nothing';
    },
    get lastSave() {
      return keeper.saves.figures.savedAt;
    },
    save: () => keeper.saves.after('snapshot'),
    rewrite: () => keeper.saves.after('log'),
    later: (work) => (keeper.options.turn ?? ((run) => engine.turn(run)))(work),
    info: () => infoLines(engine, keeper),
  };
  hosts.set(keeper, host);
  engine.persistence = host;
  registerConfig(engine, keeper);
  engine.debug.set('RELOAD', {
    syntax: '[NOSAVE] [NOFLUSH] [MERGE]',
    summary: 'Writes all data as an RDB file and loads it again, or loads what was saved last.',
    run: (call, words) => debugReload(call, words, keeper, host),
  });
  engine.debug.set('LOADAOF', {
    syntax: '',
    summary: 'Loads what is kept in place of what is in memory.',
    run: (call) => answerLater(call, host, keeper.reload('all')),
  });
}

/** Takes the keeper away from the engine's commands. */
export function detach(engine: Engine, keeper: Keeper): void {
  if (engine.persistence === hosts.get(keeper)) engine.persistence = undefined;
}

function registerConfig(engine: Engine, keeper: Keeper): void {
  const { config } = engine;
  config.register(
    booleanParameter(
      'appendonly',
      () => keeper.options.appendOnly,
      (appendOnly) => keeper.configure({ appendOnly }),
    ),
  );
  config.register(
    enumParameter(
      'appendfsync',
      FSYNC,
      () => keeper.options.fsync,
      (fsync) => keeper.configure({ fsync }),
    ),
  );
  config.register(
    integerParameter(
      'auto-aof-rewrite-percentage',
      0,
      2147483647,
      () => keeper.options.rewrite.percentage,
      (percentage) => keeper.configure({ rewrite: { ...keeper.options.rewrite, percentage } }),
    ),
  );
  config.register(
    memoryParameter(
      'auto-aof-rewrite-min-size',
      0,
      () => keeper.options.rewrite.minBytes,
      (minBytes) => keeper.configure({ rewrite: { ...keeper.options.rewrite, minBytes } }),
    ),
  );
  config.register({
    name: 'save',
    get: () => keeper.options.save.flat().join(' '),
    set: (text) => keeper.configure({ save: parseSavePoints(text) }),
  });
}

/** `seconds changes …`; empty for none. */
function parseSavePoints(text: string): [number, number][] {
  const words = text.split(' ').filter((word) => word !== '');
  const points: [number, number][] = [];
  for (let i = 0; i < words.length; i += 2) {
    const seconds = Number(parseInt64(words[i] ?? ''));
    const changes = Number(parseInt64(words[i + 1] ?? ''));
    if (!(seconds >= 1) || !(changes >= 0)) throw new BadValue('Invalid save parameters');
    points.push([seconds, changes]);
  }
  return points;
}

function* infoLines(engine: Engine, keeper: Keeper): Generator<readonly [string, string | number]> {
  const { options, saves, status } = keeper;
  const { busyWith, figures } = saves;
  const running = Math.floor((options.now() - figures.startedAt) / 1000);
  const { saver } = engine.keyspace;
  yield ['async_loading', 0];
  yield ['current_save_keys_processed', saver?.written ?? 0];
  yield ['current_save_keys_total', saver?.keys ?? 0];
  yield ['rdb_changes_since_last_save', status.changes];
  yield ['rdb_bgsave_in_progress', busyWith === 'snapshot' ? 1 : 0];
  yield ['rdb_last_save_time', Math.floor(figures.savedAt / 1000)];
  yield ['rdb_last_bgsave_status', figures.snapshot.good ? 'ok' : 'err'];
  yield ['rdb_last_bgsave_time_sec', figures.snapshot.seconds];
  yield ['rdb_current_bgsave_time_sec', busyWith === 'snapshot' ? running : -1];
  yield ['rdb_saves', figures.snapshot.count];
  yield ['rdb_last_load_keys_expired', options.loaded?.expired ?? 0];
  yield ['rdb_last_load_keys_loaded', options.loaded?.keys ?? 0];
  yield ['aof_enabled', options.appendOnly ? 1 : 0];
  yield ['aof_rewrite_in_progress', busyWith === 'log' ? 1 : 0];
  yield ['aof_rewrite_scheduled', saves.rewriteScheduled ? 1 : 0];
  yield ['aof_last_rewrite_time_sec', figures.log.seconds];
  yield ['aof_current_rewrite_time_sec', busyWith === 'log' ? running : -1];
  yield ['aof_last_bgrewrite_status', figures.log.good ? 'ok' : 'err'];
  yield ['aof_rewrites', figures.log.count];
  yield ['aof_last_write_status', status.error === undefined ? 'ok' : 'err'];
  if (!options.appendOnly) return;
  yield ['aof_current_size', status.snapshotBytes + status.logBytes];
  yield ['aof_base_size', status.snapshotBytes];
  yield ['aof_pending_rewrite', 0];
  yield ['aof_buffer_length', status.bufferedBytes];
}

const RELOAD_OPTIONS = errors.err('DEBUG RELOAD only supports the MERGE, NOFLUSH and NOSAVE options.');

/** Blocks the client until the work is done. */
function answerLater(call: Call, host: PersistenceHost, work: Promise<void>): Reply {
  const { client, engine } = call;
  const pending = call.block({ keys: [], type: 'any', timeoutMs: 0, onTimeout: OK });
  const waiting = client.blocked;
  const answer = (reply: Reply) =>
    host.later(() => {
      if (client.blocked === waiting) engine.blocking.release(client, reply);
    });
  work.then(
    () => answer(OK),
    (error: unknown) => answer(loadError(error instanceof Error ? error.message : String(error))),
  );
  return pending;
}

const loadError = (reason: string) =>
  errors.err(errors.sanitize(`Error trying to load the RDB dump, check server logs. (${reason})`));

/** The data goes through the file format and back, in one go: nobody sees a state between. */
function debugReload(call: Call, words: readonly string[], keeper: Keeper, host: PersistenceHost): Reply {
  const { engine } = call;
  const options = new Set(words.map((word) => word.toUpperCase()));
  for (const option of options) {
    if (option !== 'NOFLUSH' && option !== 'MERGE' && option !== 'NOSAVE') throw RELOAD_OPTIONS;
  }
  if (options.has('NOSAVE')) return answerLater(call, host, keeper.reload('snapshot'));
  const before = marks(engine);
  const flush = !options.has('NOFLUSH');
  const wrong = quietly(engine, () => reloadInMemory(engine, flush, options.has('MERGE')));
  const ended = settle(engine, before);
  if (ended.length > 0) engine.observer.effects?.(ended);
  for (const db of engine.keyspace.databases) engine.observer.flushed?.(db.index, 'reload');
  if (wrong) throw loadError(wrong);
  return OK;
}
