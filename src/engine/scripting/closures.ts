/**
 * Two things that Lua code cannot do to a function, done in the interpreter's memory.
 *
 * Where a script ends with `return redis.call(…)`, an error must name that line. In Lua 5.1 a Lua function called at the
 * end of another takes the place of its caller, whose line is then forgotten; the reference does not feel that, for its
 * `redis.call` is written in C. Ours is Lua, so the instruction for such a call is exchanged for that of a plain call: Lua's
 * compiler puts a RETURN of all results after either of them, and the outcome is the same. What is lost is that calls at
 * the end nest without limit.
 *
 * And the code of a function library gets globals of its own, for which the interpreter has no `setfenv`.
 *
 * The layout is that of Lua 5.1's `Closure` and `Proto` (lobject.h) with 32-bit pointers.
 */
const TYPE_TABLE = 5;
const TYPE_FUNCTION = 6;
const TYPE_PROTO = 9;
const OP_CALL = 28;
const OP_TAILCALL = 29;
const OP_RETURN = 30;
const OPCODE = 0x3f;

/** Goes over a compiled function and those inside it. Leaves alone what does not look as it should. */
export function untail(memory: DataView, closure: number): void {
  if (!fits(memory, closure, 20) || memory.getUint8(closure + 4) !== TYPE_FUNCTION) return;
  const written = memory.getUint8(closure + 6);
  if (written === 0) patch(memory, memory.getUint32(closure + 16, true));
}

/** Gives a function, and those it will make, another table of globals. Both are offsets of what Lua shows as `0x…`. */
export function setEnvironment(memory: DataView, closure: number, table: number): void {
  if (!fits(memory, closure, 20) || memory.getUint8(closure + 4) !== TYPE_FUNCTION) return;
  if (!fits(memory, table, 8) || memory.getUint8(table + 4) !== TYPE_TABLE) return;
  memory.setUint32(closure + 12, table, true);
}

function patch(memory: DataView, proto: number): void {
  if (!fits(memory, proto, 76) || memory.getUint8(proto + 4) !== TYPE_PROTO) return;
  const code = memory.getUint32(proto + 12, true);
  const inner = memory.getUint32(proto + 16, true);
  const codeCount = memory.getUint32(proto + 44, true);
  const innerCount = memory.getUint32(proto + 52, true);
  if (!fits(memory, code, codeCount * 4) || !fits(memory, inner, innerCount * 4)) return;
  for (let at = code; at < code + (codeCount - 1) * 4; at += 4) {
    const word = memory.getUint32(at, true);
    const next = memory.getUint32(at + 4, true);
    if ((word & OPCODE) === OP_TAILCALL && (next & OPCODE) === OP_RETURN) {
      memory.setUint32(at, (word & ~OPCODE) | OP_CALL, true);
    }
  }
  for (let i = 0; i < innerCount; i++) patch(memory, memory.getUint32(inner + i * 4, true));
}

const fits = (memory: DataView, at: number, length: number) =>
  at >= 0 && length >= 0 && at + length <= memory.byteLength;
