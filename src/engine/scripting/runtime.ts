/**
 * The Lua interpreter as the engine sees it: a WebAssembly module that its host fetches and compiles. The engine knows the
 * module's imports and exports (those of `lua-redis-wasm` 1.5.0, Redis's own Lua 5.1) and nothing of where it comes from.
 */

import type { ByteWriter } from './bytes.ts';

export type Import = (...args: number[]) => unknown;
export type LuaImports = Record<string, Record<string, Import>>;

/** What the module exports. Pointers are byte offsets into its memory. */
export interface LuaExports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  readonly __indirect_function_table: {
    get(index: number): unknown;
    set(index: number, value: unknown): void;
  };
  __wasm_call_ctors(): void;
  set_compat(flags: number): void;
  set_limits(fuel: number, replyBytes: number, argumentBytes: number): void;
  init(): number;
  /** Runs a chunk; a pointer and a length of its encoded result go to `result`. */
  eval(result: number, source: number, length: number): void;
  eval_with_args(
    result: number,
    source: number,
    length: number,
    words: number,
    wordsLength: number,
    keys: number,
  ): void;
  alloc(bytes: number): number;
  free_mem(pointer: number): void;
  setThrew(threw: number, value: number): void;
  _emscripten_stack_restore(pointer: number): void;
  emscripten_stack_get_current(): number;
}

/** Makes an instance of the module; cheap, for it is compiled already. */
export type Instantiate = (imports: LuaImports) => LuaExports;

/** An interpreter; see machine.ts, which is loaded together with the module. */
export interface Machine {
  /**
   * Runs an operation of the prelude with KEYS and ARGV, or without them where there are none, for at most `limit`
   * ms (0: no limit). Returns the bytes of the string that it returns. Throws a MachineFailure where Lua broke; an
   * error that no Lua code caught comes back as `!` and its text.
   */
  operate(words: readonly string[], fuel: number, keys?: readonly string[], argv?: readonly string[]): string;
  /** Bytes of its memory. */
  readonly memory: number;
  /** Lets the calls at the end of a function, as Lua shows it, keep their place; see closures.ts. */
  untail(shown: string): void;
  /** Gives a function a table of globals, both as Lua shows them. */
  setEnvironment(shown: string, table: string): void;
}

export interface MachineOptions {
  /** Scripts and functions find different things in `redis`. */
  readonly kind: 'script' | 'function';
  /** Answers a question of the prelude: its words are a letter and arguments; writes the answer for Lua. */
  ask(words: string[], out: ByteWriter): void;
  /** Microseconds of a stopwatch, for os.clock(). */
  micros(): number;
}

export type MakeMachine = (options: MachineOptions) => Machine;

/** What the interpreter says where its fuel is used up. */
export const FUEL_ENDED = 'Script killed by fuel limit';

/** Lua broke: it ran out of memory or of stack. The machine must not be used again. */
export class MachineFailure {
  readonly message: string;
  constructor(message: string) {
    this.message = message;
  }
}

/** What a host hands in as `engine.scripting.runtime`. */
export interface ScriptRuntime {
  /** Fetches and compiles Lua. Called once, at the first command that needs it; again if it failed. */
  load(): Promise<MakeMachine>;
  /** Runs work that follows a promise, in a turn of the host. */
  later(work: () => void): void;
}
