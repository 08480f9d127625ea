/** SAVE, BGSAVE, LASTSAVE, BGREWRITEAOF: the person's hand on what the host keeps. */
import type { Call } from '../../call.ts';
import { type Command, defineCommand, noKeys } from '../../command.ts';
import * as errors from '../../errors.ts';
import type { PersistenceHost } from '../../persistence-host.ts';
import { OK, simple } from '../../reply.ts';

const NOTHING_KEPT = errors.err('Nothing is kept here: there is no place for snapshots and logs');
const SAVING = errors.err('Background save already in progress');
const REWRITING = errors.err('Background append only file rewriting already in progress');
const BUSY = errors.err(
  "Another child process is active (AOF?): can't BGSAVE right now. Use BGSAVE SCHEDULE in order to schedule a BGSAVE whenever possible.",
);
/** The reference says no more either; its log has the reason. */
const FAILED = errors.err('');

function hostOf({ engine }: Call): PersistenceHost {
  if (!engine.persistence) throw NOTHING_KEPT;
  return engine.persistence;
}

/** The status and the log of the host tell about failures in the background. */
function inBackground(work: Promise<void>): void {
  work.catch(() => undefined);
}

const save = defineCommand({
  name: 'SAVE',
  group: 'server',
  since: '1.0.0',
  arity: 1,
  flags: ['no_async_loading', 'admin', 'noscript', 'no_multi'],
  keys: noKeys,
  complexity: 'O(N) for N keys',
  summary: 'Makes a snapshot of all data and answers when it is written.',
  syntax: '',
  run(call) {
    const host = hostOf(call);
    if (host.writing === 'snapshot') throw SAVING;
    const { client, engine } = call;
    const pending = call.block({ keys: [], type: 'any', timeoutMs: 0, onTimeout: OK });
    const waiting = client.blocked;
    const answer = (reply: typeof OK | typeof FAILED) =>
      host.later(() => {
        if (client.blocked === waiting) engine.blocking.release(client, reply);
      });
    host.save().then(
      () => answer(OK),
      () => answer(FAILED),
    );
    return pending;
  },
});

const bgsave = defineCommand({
  name: 'BGSAVE',
  group: 'server',
  since: '1.0.0',
  arity: -1,
  flags: ['no_async_loading', 'admin', 'noscript'],
  keys: noKeys,
  complexity: 'O(1)',
  summary: 'Starts a snapshot of all data while commands go on.',
  syntax: '[SCHEDULE]',
  parse(args) {
    if (args.done) return false;
    if (!args.accept('SCHEDULE')) throw errors.SYNTAX;
    args.end();
    return true;
  },
  run(call, schedule) {
    const host = hostOf(call);
    if (host.writing === 'snapshot') throw SAVING;
    if (host.writing === 'log' && !schedule) throw BUSY;
    const scheduled = host.writing === 'log';
    inBackground(host.save());
    return simple(scheduled ? 'Background saving scheduled' : 'Background saving started');
  },
});

const lastsave = defineCommand({
  name: 'LASTSAVE',
  group: 'server',
  since: '1.0.0',
  arity: 1,
  flags: ['loading', 'stale', 'fast'],
  keys: noKeys,
  complexity: 'O(1)',
  summary: 'Returns the Unix time in seconds of the last snapshot.',
  syntax: '',
  categories: ['admin', 'dangerous'],
  run: ({ engine }) => Math.floor((engine.persistence?.lastSave ?? engine.startedAt) / 1000),
});

const bgrewriteaof = defineCommand({
  name: 'BGREWRITEAOF',
  group: 'server',
  since: '1.0.0',
  arity: 1,
  flags: ['no_async_loading', 'admin', 'noscript'],
  keys: noKeys,
  complexity: 'O(1)',
  summary: 'Starts to replace the command log by a snapshot while commands go on.',
  syntax: '',
  run(call) {
    const host = hostOf(call);
    if (host.writing === 'log') throw REWRITING;
    const scheduled = host.writing === 'snapshot';
    inBackground(host.rewrite());
    return simple(
      scheduled
        ? 'Background append only file rewriting scheduled'
        : 'Background append only file rewriting started',
    );
  },
});

export const saveCommands: readonly Command[] = [save, bgsave, lastsave, bgrewriteaof];
