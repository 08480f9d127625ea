/**
 * One Lua interpreter in WebAssembly: its imports, its memory, and running a chunk in it.
 *
 * `lua-redis-wasm` brings JavaScript of its own, which needs Node's `Buffer` and has no way to add functions to Lua. The
 * module's interface is small, so it is spoken to directly. The prelude, Lua code of ours, runs while the module is being
 * initialized: it asks for properties of the table `redis` after the libraries are there and before all globals become
 * read-only. Whatever Lua wants of the engine comes through one function, `ask`.
 *
 * A C function that ends by `longjmp` ends by a JavaScript exception here, as Emscripten does it.
 */
import { sha1Hex } from '../sha1.ts';
import { ByteWriter, readText, writeText } from './bytes.ts';
import { setEnvironment, untail } from './closures.ts';
import { answerLibrary } from './library.ts';
import { FUNCTION_PRELUDE, SCRIPT_PRELUDE } from './prelude/index.ts';
import {
  type Import,
  type Instantiate,
  type LuaExports,
  type LuaImports,
  type Machine,
  MachineFailure,
  type MachineOptions,
  type MakeMachine,
} from './runtime.ts';
import { type InstantiateBytes, Watch } from './watch.ts';
import { writeReply } from './wire.ts';

class LongJump {}

/** `os` is there with clock() alone, as since Redis 7.4. */
const COMPAT_OS = 2;
const RESULT_NULL = 0;
const RESULT_BULK = 2;
const PAGE = 65536;
const MOST_FUEL = 2 ** 31 - 1;
/**
 * Where the watch decides how long a script runs. Never none: without fuel there is no hook, and a coroutine that is made
 * then never gets one, though it may run later, under a limit.
 */
const MINIMAL_FUEL = 1;
/** Instructions in a millisecond, for an interpreter in which the watch does not find the hook. */
const USUAL_SPEED = 100_000;
/** A coroutine, as Lua shows it. */
const THREAD = 'return tostring(coroutine.create(function() end))';
/**
 * The module comes with a stack of 64 kB, too little for what cjson may nest. JavaScript's own stack, which the same calls
 * use, ends before this one does.
 */
const STACK_BYTES = 4 * 1024 * 1024;

class LuaMachine implements Machine {
  private readonly lua: LuaExports;
  private readonly options: MachineOptions;
  private readonly out = new ByteWriter();
  private readonly words = new ByteWriter();
  private readonly watch: Watch;
  /** Where the stack of C begins; it grows downwards. */
  private readonly stack: number;

  constructor(module: LuaModule, options: MachineOptions) {
    this.options = options;
    this.watch = new Watch(options.micros);
    this.lua = module.instantiate(this.imports());
    this.lua.__wasm_call_ctors();
    this.lua.set_compat(COMPAT_OS);
    // So that the hook is there that the watch looks for.
    this.lua.set_limits(MOST_FUEL, 0, 0);
    if (this.lua.init() !== 0) throw new Error('Lua cannot be initialized');
    this.watch.install(this.lua, offset(this.evaluate(THREAD)), module.instantiateBytes);
    this.stack = (this.lua.alloc(STACK_BYTES) + STACK_BYTES) & ~15;
  }

  operate(
    words: readonly string[],
    limit: number,
    keys?: readonly string[],
    argv?: readonly string[],
  ): string {
    return this.run(
      `return __redis__err__handler('\\1',${words.map((word) => `'${word}'`).join(',')})`,
      limit,
      keys,
      argv,
    );
  }

  private run(source: string, limit: number, keys?: readonly string[], argv?: readonly string[]): string {
    try {
      this.lua._emscripten_stack_restore(this.stack);
      this.watch.start(limit);
      const fuel = this.watch.installed ? MINIMAL_FUEL : Math.min(limit * USUAL_SPEED, MOST_FUEL);
      this.lua.set_limits(fuel, 0, 0);
      return this.evaluate(source, keys, argv);
    } catch (error) {
      if (error instanceof Error && error.name === 'RuntimeError') throw new MachineFailure(error.message);
      // Too deep for JavaScript's stack, which the module's own calls share.
      if (error instanceof RangeError) throw new MachineFailure('stack overflow');
      throw error;
    }
  }

  get memory(): number {
    return this.lua.memory.buffer.byteLength;
  }

  /** Lets the calls at the end of a function, as Lua shows it, keep their place; see closures.ts. */
  untail(shown: string): void {
    untail(this.view, offset(shown));
  }

  /** Gives a function a table of globals, both as Lua shows them. */
  setEnvironment(shown: string, table: string): void {
    setEnvironment(this.view, offset(shown), offset(table));
  }

  private evaluate(source: string, keys?: readonly string[], argv?: readonly string[]): string {
    const { lua } = this;
    const code = this.place(source);
    const result = lua.alloc(8);
    if (keys === undefined || argv === undefined) lua.eval(result, code, source.length);
    else {
      const words = this.words.clear();
      words.u32(keys.length + argv.length);
      for (const key of keys) words.text(key);
      for (const word of argv) words.text(word);
      const pointer = this.put(words.written);
      const { length } = words;
      lua.eval_with_args(result, code, source.length, pointer, length, keys.length);
      lua.free_mem(pointer);
    }
    const { view } = this;
    const pointer = view.getUint32(result, true);
    const length = view.getUint32(result + 4, true);
    const text = this.result(pointer, length);
    lua.free_mem(pointer);
    lua.free_mem(result);
    lua.free_mem(code);
    return text;
  }

  private result(pointer: number, length: number): string {
    const bytes = this.bytes;
    if (length < 5 || bytes[pointer] === RESULT_NULL) return '';
    if (bytes[pointer] === RESULT_BULK) return readText(bytes, pointer + 5, pointer + length);
    // An error that ended everything; four bytes of line number stand before its text.
    return `!${readText(bytes, pointer + 9, pointer + length)}`;
  }

  private get view(): DataView {
    return new DataView(this.lua.memory.buffer);
  }

  private get bytes(): Uint8Array {
    return new Uint8Array(this.lua.memory.buffer);
  }

  private place(text: string): number {
    const pointer = this.lua.alloc(text.length || 1);
    writeText(this.bytes, pointer, text);
    return pointer;
  }

  private put(written: Uint8Array): number {
    const pointer = this.lua.alloc(written.length || 1);
    this.bytes.set(written, pointer);
    return pointer;
  }

  // ---- what the module calls

  private imports(): LuaImports {
    const never: Import = () => {
      throw new MachineFailure('not enough memory');
    };
    const absent: Import = () => -1;
    return {
      env: {
        host_redis_props: (result = 0) => {
          this.answer(result, 0, 0);
          const failure = this.evaluate(this.options.kind === 'script' ? SCRIPT_PRELUDE : FUNCTION_PRELUDE);
          if (failure !== '') throw new Error(`The prelude failed: ${failure}`);
        },
        host_redis_log: () => undefined,
        host_redis_setresp: () => undefined,
        host_sha1hex: (result = 0, pointer = 0, length = 0) => {
          const digest = sha1Hex(readText(this.bytes, pointer, pointer + length));
          this.answer(result, this.place(digest), digest.length);
        },
        host_redis_call: never,
        host_redis_pcall: (result = 0, pointer = 0) => this.asked(result, pointer),
        invoke_vii: (index = 0, a = 0, b = 0) => this.guarded(index, a, b),
        _emscripten_throw_longjmp: () => {
          throw new LongJump();
        },
        emscripten_resize_heap: (bytes = 0) => this.grow(bytes),
        exit: never,
        __assert_fail: never,
        _abort_js: never,
        __syscall_openat: absent,
        __syscall_fcntl64: absent,
        __syscall_ioctl: absent,
        __syscall_dup3: absent,
      },
      wasi_snapshot_preview1: {
        clock_time_get: (_id, _precision, pointer = 0) => {
          const nanos = BigInt(Math.round(this.options.micros() * 1000));
          this.view.setBigUint64(pointer, nanos, true);
          return 0;
        },
        fd_write: absent,
        fd_read: absent,
        fd_close: absent,
        fd_seek: absent,
      },
    };
  }

  private asked(result: number, pointer: number): void {
    const bytes = this.bytes;
    const { view } = this;
    const words: string[] = [];
    let at = pointer + 4;
    for (let count = view.getUint32(pointer, true); count > 0; count--) {
      const length = view.getUint32(at, true);
      words.push(readText(bytes, at + 4, at + 4 + length));
      at += 4 + length;
    }
    const { out } = this;
    out.clear();
    const own = words[0] === 'c' ? undefined : answerLibrary(words);
    if (own === undefined) this.options.ask(words, out);
    else writeReply(out, own, 2);
    this.answer(result, this.put(out.written), out.length);
  }

  private answer(result: number, pointer: number, length: number): void {
    const { view } = this;
    view.setUint32(result, pointer, true);
    view.setUint32(result + 4, length, true);
  }

  private guarded(index: number, a: number, b: number): void {
    const { lua } = this;
    const stack = lua.emscripten_stack_get_current();
    try {
      const target = lua.__indirect_function_table.get(index);
      if (typeof target === 'function') target(a, b);
    } catch (error) {
      lua._emscripten_stack_restore(stack);
      if (!(error instanceof LongJump)) throw error;
      lua.setThrew(1, 0);
    }
  }

  private grow(bytes: number): number {
    const missing = bytes - this.lua.memory.buffer.byteLength;
    try {
      this.lua.memory.grow(Math.ceil(missing / PAGE));
      return 1;
    } catch {
      return 0;
    }
  }
}

/** `function: 0x1d678` as a number. */
const offset = (shown: string) => Number.parseInt(shown.replace(/^.*0x/, ''), 16);

/** The compiled module, and what else a machine needs of WebAssembly. */
export interface LuaModule {
  readonly instantiate: Instantiate;
  readonly instantiateBytes: InstantiateBytes;
}

/** Machines of a compiled module. */
export const machinesOf =
  (module: LuaModule): MakeMachine =>
  (options) =>
    new LuaMachine(module, options);
