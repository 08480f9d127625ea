/**
 * Runs the commands of a log on an engine, as effects: at no particular time, so that nothing ends on the way (what ended
 * was logged when it did), without statistics, events or watchers. Commands between MULTI and EXEC wait for EXEC.
 */
import { Args } from '../engine/args.ts';
import { Call } from '../engine/call.ts';
import { Client } from '../engine/client.ts';
import type { Engine } from '../engine/engine.ts';
import { checkShape } from '../engine/policy.ts';
import { ErrorReply, isError } from '../engine/reply.ts';
import { rdbCodec } from '../rdb/codec.ts';
import { LogDamage } from './command-reader.ts';

/** Nobody hears the replies. */
const SILENT = { reply() {}, push() {}, close() {} };

export class Replayer {
  /** Commands that ran. */
  commands = 0;
  /** Of those, how many answered an error. */
  refused = 0;
  /** Offset up to which everything was applied: the end of the last whole command or transaction. */
  applied = 0;
  private readonly engine: Engine;
  private readonly client: Client;
  private readonly args = new Args();
  private queue: string[][] | undefined;

  constructor(engine: Engine) {
    this.engine = engine;
    // A log may hold RESTORE.
    engine.dumpCodec ??= rdbCodec;
    // Not among the engine's clients: it takes no id and shows up nowhere.
    const { acl, clock, keyspace } = engine;
    this.client = new Client(
      0,
      SILENT,
      { db: keyspace.db(0), user: acl.defaultUser, authenticated: true, now: clock.now() },
      {},
    );
  }

  /** True inside a transaction that has not ended. */
  get open(): boolean {
    return this.queue !== undefined;
  }

  /** Takes the next command; `end` is the offset after it. Throws LogDamage for what no log holds. */
  take(argv: string[], end: number): void {
    const name = argv[0] ?? '';
    if (name === 'MULTI') {
      if (this.queue) throw new LogDamage('a transaction begins inside another', this.applied);
      this.queue = [];
      return;
    }
    if (name === 'EXEC') {
      if (!this.queue) throw new LogDamage('a transaction ends that never began', this.applied);
      const { queue } = this;
      this.queue = undefined;
      for (const queued of queue) this.run(queued);
      this.applied = end;
      return;
    }
    if (this.queue) {
      this.check(argv);
      this.queue.push(argv);
      return;
    }
    this.run(argv);
    this.applied = end;
  }

  private check(argv: string[]): void {
    const wrong = checkShape(this.engine.find(argv), argv);
    if (wrong) throw new LogDamage(wrong.text.replace(/^ERR /, ''), this.applied);
  }

  private run(argv: string[]): void {
    const { engine, client } = this;
    this.commands++;
    if (argv[0] === 'SELECT' && argv.length === 2) {
      const db = engine.keyspace.databases[Number(argv[1])];
      if (!db) throw new LogDamage(`there is no database ${argv[1]}`, this.applied);
      client.db = db;
      return;
    }
    this.check(argv);
    const command = engine.find(argv);
    if (!command) return;
    const call = new Call(engine, client, command, argv, 'exec', false);
    try {
      if (isError(command.execute(call, this.args.reset(argv, command.words)))) this.refused++;
    } catch (error) {
      if (!(error instanceof ErrorReply)) throw error;
      this.refused++;
    }
  }
}
