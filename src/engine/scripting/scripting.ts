/**
 * Scripting as a whole: Lua itself, fetched when the first command needs it, the scripts and the functions. Until Lua is
 * there every client waits, so that the order of commands is what it was.
 */
import type { Client } from '../client.ts';
import type { Command } from '../command.ts';
import type { Engine } from '../engine.ts';
import * as errors from '../errors.ts';
import type { ErrorReply } from '../reply.ts';
import { Functions } from './functions.ts';
import type { ScriptHost } from './host.ts';
import type { Machine, MachineOptions, MakeMachine, ScriptRuntime } from './runtime.ts';
import { Scripts } from './scripts.ts';

/** Commands that cannot be answered without Lua. */
const NEEDS_LUA = new Set([
  'eval',
  'eval_ro',
  'evalsha',
  'evalsha_ro',
  'script|load',
  'fcall',
  'fcall_ro',
  'function|load',
  'function|restore',
]);
/** And those that need it where libraries are not compiled. */
const NEEDS_FUNCTIONS = new Set(['function|list', 'function|stats']);

const NO_LUA = errors.err('This host of the engine has no Lua');

export class Scripting implements ScriptHost {
  readonly engine: Engine;
  /** Where Lua comes from; the host hands it in. */
  runtime: ScriptRuntime | undefined;
  readonly scripts: Scripts;
  readonly functions: Functions;
  private ready: MakeMachine | undefined;
  /** Why Lua could not be loaded, until that was told once. */
  private failed: ErrorReply | undefined;

  constructor(engine: Engine) {
    this.engine = engine;
    this.scripts = new Scripts(this);
    this.functions = new Functions(this);
  }

  get loaded(): boolean {
    return this.ready !== undefined;
  }

  /** Makes everybody wait where a command needs Lua and it is not there yet; true if so. */
  hold(client: Client, command: Command, argv: readonly string[]): boolean {
    const { runtime } = this;
    if (this.ready || !runtime || this.failed) return false;
    const { id } = command;
    if (!NEEDS_LUA.has(id) && !(this.functions.waiting && NEEDS_FUNCTIONS.has(id))) return false;
    this.engine.delivery.holdUntil(client, argv, this.load(runtime), (work) => runtime.later(work));
    return true;
  }

  /** Loads Lua before a command asks for it. Resolves also where that fails: the next command that needs it tells. */
  async prepare(): Promise<void> {
    if (this.runtime && !this.ready) await this.load(this.runtime);
  }

  machine(options: MachineOptions): Machine {
    if (this.ready) return this.ready(options);
    const error = this.failed ?? NO_LUA;
    this.failed = undefined;
    throw error;
  }

  private async load(runtime: ScriptRuntime): Promise<void> {
    try {
      this.ready = await runtime.load();
    } catch (error) {
      this.failed = errors.err(`Lua could not be loaded: ${error instanceof Error ? error.message : error}`);
    }
  }
}
