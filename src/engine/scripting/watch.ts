/**
 * A clock for running scripts. The interpreter counts instructions and calls a hook every thousand of them, which ends the
 * script when its fuel is used up. How long an instruction takes differs a millionfold (one may call string.find), so fuel
 * is a poor measure of time: this puts a hook of ours in front of that one, which looks at the stopwatch and lets the other
 * one end the script when the time is over. It makes itself be called more often, too, and most often where instructions
 * are slow. A single call of a library function is never cut short; the reference's own hook cannot do that either.
 *
 * The hook's place in the table of functions stands in Lua's state of a coroutine, which inherits it (`lua_State` of Lua
 * 5.1, lstate.h, with 32-bit pointers). Only a function of WebAssembly fits into that table, so a module of one function
 * passes the call on.
 */
import type { LuaExports } from './runtime.ts';

const TYPE_THREAD = 8;
const MASK_COUNT = 8;
/** Whether hooks are wanted, instructions from one call to the next, those left until the next, and the hook itself. */
const [AT_MASK, AT_COUNT, AT_LEFT, AT_HOOK] = [56, 60, 64, 68];
/** The most instructions from one look at the stopwatch to the next. */
const SELDOM = 100;
/** µs from one look to the next that make the one after it come at once. */
const SLOW = 2000;
/** Looks that pass once a script has been ended, so that the prelude can tell of it; nobody else runs then. */
const MERCY = 100;
/** Instructions that no interpreter does in a millisecond; they count where the stopwatch stands still. */
const IMPOSSIBLE = 1_000_000;

/** `(import "e" "f" (func (param i32 i32))) (func (export "f") … call that)` */
const FORWARDER = Uint8Array.from(
  [
    [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    [1, 6, 1, 0x60, 2, 0x7f, 0x7f, 0],
    [2, 7, 1, 1, 0x65, 1, 0x66, 0, 0],
    [3, 2, 1, 0],
    [7, 5, 1, 1, 0x66, 0, 1],
    [10, 10, 1, 8, 0, 0x20, 0, 0x20, 1, 0x10, 0, 0x0b],
  ].flat(),
);

/** Compiles and instantiates a small module; returns its exports by name. */
export type InstantiateBytes = (
  bytes: Uint8Array<ArrayBuffer>,
  imports: Record<string, Record<string, (...args: number[]) => unknown>>,
) => Record<string, unknown>;

export class Watch {
  /** True where the hook was found; fuel alone ends scripts otherwise. */
  installed = false;
  private until = Infinity;
  private instructions = 0;
  private most = Infinity;
  /** Instructions from the last look to the next. */
  private every = 1;
  private lookedAt = 0;
  private mercy = 0;
  private readonly micros: () => number;

  /** `micros` is a stopwatch in microseconds. */
  constructor(micros: () => number) {
    this.micros = micros;
  }

  /** Begins to measure a run of at most `limit` ms (0: no limit). */
  start(limit: number): void {
    this.lookedAt = this.micros();
    this.until = limit === 0 ? Infinity : this.lookedAt + limit * 1000;
    this.most = limit === 0 ? Infinity : limit * IMPOSSIBLE;
    this.instructions = 0;
    this.every = 1;
    this.mercy = 0;
  }

  /** Puts itself in front of the hook of a coroutine, given by the offset of its state. */
  install(lua: LuaExports, thread: number, instantiate: InstantiateBytes): void {
    const view = new DataView(lua.memory.buffer);
    if (!(thread > 0 && thread + 80 <= view.byteLength) || view.getUint8(thread + 4) !== TYPE_THREAD) return;
    if (view.getUint8(thread + AT_MASK) !== MASK_COUNT || view.getInt32(thread + AT_COUNT, true) <= 0) return;
    const index = view.getUint32(thread + AT_HOOK, true);
    const table = lua.__indirect_function_table;
    const hook = table.get(index);
    if (typeof hook !== 'function') return;
    let words = new Int32Array(lua.memory.buffer);
    const look = (state = 0, record = 0) => {
      const over = this.look();
      // Growing the memory makes another buffer of it.
      if (words.length === 0) words = new Int32Array(lua.memory.buffer);
      words[(state + AT_COUNT) >> 2] = this.every;
      words[(state + AT_LEFT) >> 2] = this.every;
      // Each call takes fuel, until there is none and the hook does not return.
      while (over) hook(state, record);
    };
    table.set(index, instantiate(FORWARDER, { e: { f: look } }).f);
    this.installed = true;
  }

  /** True where the time is over. */
  private look(): boolean {
    if (this.mercy > 0) {
      this.mercy--;
      this.every = SELDOM;
      return false;
    }
    const now = this.micros();
    this.every = now - this.lookedAt > SLOW ? 1 : Math.min(SELDOM, this.every * 2);
    this.lookedAt = now;
    this.instructions += this.every;
    if (this.instructions < this.most && now < this.until) return false;
    this.mercy = MERCY;
    return true;
  }
}
