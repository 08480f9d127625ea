/**
 * A script on an engine of its own, with a clock that moves only from one event to the next: the same script always makes
 * the same run. A command comes every 100 ms; waits count in full.
 */
import { ManualClock } from '../../engine/clock.ts';
import { Engine } from '../../engine/engine.ts';
import type { MakeMachine } from '../../engine/scripting/runtime.ts';
import { CommandWriter, exportRdb } from '../../persistence/index.ts';
import type { LabRequest, LabStatement } from '../../protocol/durability.ts';
import { rdbCodec } from '../../rdb/codec.ts';
import { SNAPSHOT_MS, SYNC_MS, WRITE_MS, type Write } from './disk.ts';

/** The lab's first moment, ms since the epoch. */
export const START = 1_700_000_000_000;
const PACE_MS = 100;
/** How long the run goes on after the last command. */
const TAIL_MS = 3000;
/** How often the reference looks at its save points. */
const CRON_MS = 100;
const MAX_STATEMENTS = 2000;

/** A command that wrote something. */
export interface LabCommand {
  readonly at: number;
  readonly lane: string;
  readonly argv: readonly string[];
  /** Where its effects stand in the log. */
  readonly from: number;
  to: number;
  /** When the engine had its reply; a client that waits gets it later. */
  replied: number;
  /** When the operating system had all of it. */
  written: number;
}

export interface LabSnapshot {
  readonly start: number;
  readonly done: number;
  readonly bytes: Uint8Array;
  /** Length of the log when it began: it holds what these bytes did. */
  readonly covers: number;
}

export interface LabRun {
  readonly end: number;
  readonly commands: readonly LabCommand[];
  readonly writes: readonly Write[];
  readonly log: Uint8Array;
  readonly snapshots: readonly LabSnapshot[];
  readonly leftOut: number;
}

/** Commands that cannot run without Lua. */
const USES_LUA = /^(eval|fcall|script$|function$)/i;

/** Plays a whole script, without any crash. `loadLua`: where Lua comes from, if the script wants it. */
export async function runScript(
  { statements, save }: Pick<LabRequest, 'statements' | 'save'>,
  loadLua?: () => Promise<MakeMachine>,
): Promise<LabRun> {
  const runner = new Runner(save);
  const wanted = statements.some((one) => one.kind === 'command' && USES_LUA.test(one.argv[0] ?? ''));
  if (wanted && loadLua) await runner.prepareLua(loadLua);
  return runner.play(statements);
}

class Runner {
  private readonly save: LabRequest['save'];
  private readonly clock = new ManualClock(START);
  private readonly engine: Engine;
  private readonly writer = new CommandWriter();
  private readonly commands: LabCommand[] = [];
  private readonly writes: Write[] = [];
  private readonly parts: Uint8Array[] = [];
  private readonly snapshots: LabSnapshot[] = [];
  private readonly lanes = new Map<string, { run(statement: Sent): void }>();
  private length = 0;
  /** When the log is free for the next write. */
  private free = 0;
  private saveWanted = false;
  private lastSave = 0;
  private dirtyAtSave = 0;
  private sent: Sent | undefined;

  constructor(save: LabRequest['save']) {
    this.save = save;
    this.engine = new Engine({ clock: this.clock, seed: 1 });
    this.engine.dumpCodec = rdbCodec;
    this.engine.observer = { effects: (group) => this.writer.write(group) };
    const wanted = () => {
      this.saveWanted = true;
      return Promise.resolve();
    };
    this.engine.persistence = {
      writing: 'nothing',
      lastSave: START,
      save: wanted,
      rewrite: () => Promise.resolve(),
      later: (work) => this.engine.turn(work),
      info: () => [],
    };
  }

  async prepareLua(load: () => Promise<MakeMachine>): Promise<void> {
    this.engine.scripting.runtime = { load, later: (work) => this.engine.turn(work) };
    await this.engine.scripting.prepare();
  }

  async play(statements: readonly LabStatement[]): Promise<LabRun> {
    let at = 0;
    const used = statements.slice(0, MAX_STATEMENTS);
    for (const statement of used) {
      if (statement.kind === 'wait') {
        at += statement.ms;
        continue;
      }
      at += PACE_MS;
      await this.until(at);
      this.lane(statement.lane).run({ lane: statement.lane, argv: statement.argv, command: undefined });
      await this.took(this.sent);
      this.sent = undefined;
    }
    const end = at + TAIL_MS;
    await this.until(end);
    const { commands, writes, parts, snapshots } = this;
    const log = new Uint8Array(this.length);
    let offset = 0;
    for (const part of parts) {
      log.set(part, offset);
      offset += part.length;
    }
    return { end, commands, writes, log, snapshots, leftOut: statements.length - used.length };
  }

  private get now(): number {
    return this.clock.now() - START;
  }

  /** Moves time to `at`; on the way what is due happens: TTLs end, waits run out, snapshots begin. */
  private async until(at: number): Promise<void> {
    for (;;) {
      const wake = Math.max(this.now, Math.ceil(this.engine.nextWake() - START));
      const due = this.saveDue();
      const next = Math.min(wake, due);
      if (next > at) break;
      this.clock.set(START + next);
      if (due <= wake) await this.snapshot();
      else {
        this.engine.tick();
        await this.took(undefined);
        // A wake that changed nothing must not come again at the same moment.
        if (this.engine.nextWake() - START <= next) this.clock.advance(1);
      }
    }
    this.clock.set(START + Math.max(at, this.now));
  }

  /** What the engine has written since the last time goes to the log. */
  private async took(sent: Sent | undefined): Promise<void> {
    const bytes = this.writer.take();
    if (bytes.length > 0) {
      const start = Math.max(this.now, this.free);
      const from = this.length;
      this.length += bytes.length;
      this.free = start + WRITE_MS + SYNC_MS;
      this.parts.push(bytes);
      this.writes.push({ start, from, to: this.length });
      if (sent) {
        const { lane, argv, replied = Infinity } = sent;
        const command = {
          at: this.now,
          lane,
          argv,
          from,
          to: this.length,
          replied,
          written: start + WRITE_MS,
        };
        this.commands.push(command);
        sent.command = command;
      }
    }
    if (!this.saveWanted) return;
    this.saveWanted = false;
    await this.snapshot();
  }

  private saveDue(): number {
    const changes = this.engine.keyspace.dirty - this.dirtyAtSave;
    let due = Infinity;
    for (const [seconds, count] of this.save) {
      if (changes < Math.max(1, count)) continue;
      const at = Math.max(this.now, this.lastSave + seconds * 1000);
      due = Math.min(due, Math.ceil(at / CRON_MS) * CRON_MS);
    }
    return due;
  }

  private async snapshot(): Promise<void> {
    const { now } = this;
    this.lastSave = now;
    this.dirtyAtSave = this.engine.keyspace.dirty;
    const chunks: Uint8Array[] = [];
    for await (const chunk of exportRdb(this.engine, { pause: () => Promise.resolve() })) chunks.push(chunk);
    const bytes = new Uint8Array(await new Blob(chunks.map((chunk) => chunk.slice())).arrayBuffer());
    this.snapshots.push({ start: now, done: now + SNAPSHOT_MS, bytes, covers: this.length });
  }

  private lane(name: string) {
    const known = this.lanes.get(name);
    if (known) return known;
    const waiting: Sent[] = [];
    const client = this.engine.connect({
      reply: () => {
        const sent = waiting.shift();
        if (!sent) return;
        sent.replied = this.now;
        if (sent.command) sent.command.replied = this.now;
      },
      push: () => undefined,
      close: () => this.lanes.delete(name),
    });
    const lane = {
      run: (sent: Sent) => {
        waiting.push(sent);
        this.sent = sent;
        this.engine.submit(client, sent.argv);
      },
    };
    this.lanes.set(name, lane);
    return lane;
  }
}

interface Sent {
  readonly lane: string;
  readonly argv: readonly string[];
  replied?: number;
  command: LabCommand | undefined;
}
