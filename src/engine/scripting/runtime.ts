/**
 * The Lua interpreter as the engine sees it: a WebAssembly module that its host fetches and compiles. The engine knows the
 * module's imports and exports (those of `lua-redis-wasm` 1.5.0, Redis's own Lua 5.1) and nothing of where it comes from.
 */

export type Import = (...args: number[]) => unknown;
export type LuaImports = Record<string, Record<string, Import>>;

/** What the module exports. Pointers are byte offsets into its memory. */
export interface LuaExports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  readonly __indirect_function_table: { get(index: number): unknown };
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

/** Makes a fresh interpreter; cheap, for the module is compiled already. */
export type Instantiate = (imports: LuaImports) => LuaExports;

/** What a host hands in as `engine.scripting.runtime`. */
export interface ScriptRuntime {
  /** Fetches and compiles the module. Called once, at the first command that needs Lua; again if it failed. */
  load(): Promise<Instantiate>;
  /** Runs work that follows a promise, in a turn of the host. */
  later(work: () => void): void;
}
