/**
 * Function libraries. What is kept of one is its code; its functions live in the interpreter, which holds what they share
 * from call to call. A library that came from a file before Lua was there is compiled when it is first needed, and so is
 * every library after Lua broke.
 */
import * as errors from '../errors.ts';
import type { LibraryHost } from '../library-host.ts';
import { ErrorReply, type Reply } from '../reply.ts';
import type { ScriptHost } from './host.ts';
import { Interpreter, readFailure } from './interpreter.ts';
import type { Run } from './run.ts';
import { FUEL_ENDED } from './runtime.ts';
import { isScriptFlag, libraryHead, type ScriptFlag } from './shebang.ts';
import { ReturnReader } from './wire.ts';

export interface LuaFunction {
  readonly name: string;
  readonly description: string | null;
  readonly flags: ReadonlySet<ScriptFlag>;
  /** Its number in the interpreter. */
  readonly id: string;
}

export interface Library {
  readonly name: string;
  readonly code: string;
  /** undefined until it is compiled. */
  functions: readonly LuaFunction[] | undefined;
}

/** ms that a library's own code may run. */
const LOAD_LIMIT = 500;

export class Functions implements LibraryHost {
  private readonly host: ScriptHost;
  private readonly interpreter: Interpreter;
  private readonly byName = new Map<string, Library>();
  /** By lower-case name: letter case does not matter in FCALL. */
  private readonly byFunction = new Map<string, LuaFunction>();
  /** Some library is not compiled. */
  waiting = false;

  constructor(host: ScriptHost) {
    this.host = host;
    this.interpreter = new Interpreter(host, 'function', () => this.forgetCompiled());
  }

  // ---- for whoever keeps the data

  *codes(): Generator<string> {
    for (const { code } of this.byName.values()) yield code;
  }

  load(code: string): void {
    if (this.host.loaded) this.add(code, true);
    else this.adopt(code);
  }

  /** Takes over code that was accepted before, without looking at its functions yet. Returns the library's name. */
  adopt(code: string): string {
    const { name } = libraryHead(code);
    this.byName.set(name, { name, code, functions: undefined });
    this.waiting = true;
    return name;
  }

  // ---- for INFO

  get libraryCount(): number {
    return this.byName.size;
  }
  /** Functions of the libraries that are compiled. */
  get functionCount(): number {
    return this.byFunction.size;
  }
  /** Bytes that the interpreter takes. */
  get memory(): number {
    return this.interpreter.memory;
  }

  // ---- for the commands

  /** All libraries, compiled. */
  all(): Library[] {
    this.compileWaiting();
    return [...this.byName.values()];
  }

  /** A function by its name in any letter case. */
  find(name: string): LuaFunction | undefined {
    this.compileWaiting();
    return this.byFunction.get(name.toLowerCase());
  }

  /** Loads a library and returns its name. Throws the reference's error, and then nothing has changed. */
  add(code: string, replace: boolean): string {
    this.compileWaiting();
    const name = this.checkHead(code, replace);
    const functions = this.compile(code);
    const old = this.byName.get(name);
    if (old) this.unlink(old);
    const taken = functions.find((fn) => this.byFunction.has(fn.name.toLowerCase()));
    if (taken || functions.length === 0) {
      this.forget(functions);
      if (old) this.link(old);
      throw errors.err(taken ? `Function ${taken.name} already exists` : 'No functions registered');
    }
    if (old) this.forget(old.functions ?? []);
    // A replaced library goes to the end, as a new one.
    this.byName.delete(name);
    this.link({ name, code, functions });
    return name;
  }

  /** Forgets a library; false where there is none of that name. */
  delete(name: string): boolean {
    const library = this.byName.get(name);
    if (!library) return false;
    this.unlink(library);
    this.byName.delete(name);
    this.forget(library.functions ?? []);
    return true;
  }

  /** Forgets all libraries. */
  flush(): void {
    this.byName.clear();
    this.byFunction.clear();
    this.waiting = false;
    this.interpreter.reset();
  }

  has(name: string): boolean {
    return this.byName.has(name);
  }

  /** Runs a function and returns its reply; throws its error. */
  run(fn: LuaFunction, run: Run, keys: readonly string[], argv: readonly string[]): Reply {
    this.interpreter.request = [keys, argv];
    return this.interpreter.perform(run, ['call', fn.id]);
  }

  // ---- inside

  private checkHead(code: string, replace: boolean): string {
    const { name, engine } = libraryHead(code);
    if (!/^\w+$/.test(name)) {
      throw errors.err(
        'Library names can only contain letters, numbers, or underscores(_) and must be at least one character long',
      );
    }
    if (engine.toLowerCase() !== 'lua') throw errors.err(`Engine '${engine}' not found`);
    if (!replace && this.byName.has(name)) throw errors.err(`Library '${name}' already exists`);
    return name;
  }

  private compile(code: string): LuaFunction[] {
    this.interpreter.request = libraryHead(code).code;
    const text = this.interpreter.operate(['load'], undefined, undefined, LOAD_LIMIT);
    if (text.startsWith('!')) throw loadError(text);
    return readFunctions(new ReturnReader(text).value());
  }

  private link(library: Library): void {
    this.byName.set(library.name, library);
    for (const fn of library.functions ?? []) this.byFunction.set(fn.name.toLowerCase(), fn);
  }

  private unlink(library: Library): void {
    for (const fn of library.functions ?? []) this.byFunction.delete(fn.name.toLowerCase());
  }

  private forget(functions: readonly LuaFunction[]): void {
    if (functions.length > 0) this.interpreter.operate(['forget', ...functions.map(({ id }) => id)]);
  }

  private forgetCompiled(): void {
    this.byFunction.clear();
    for (const library of this.byName.values()) library.functions = undefined;
    this.waiting = this.byName.size > 0;
  }

  private compileWaiting(): void {
    if (!this.waiting) return;
    this.waiting = false;
    for (const library of [...this.byName.values()]) {
      if (library.functions) continue;
      try {
        library.functions = this.compile(library.code);
        this.link(library);
      } catch (error) {
        if (!(error instanceof ErrorReply)) throw error;
        if (!this.host.loaded) {
          this.waiting = true;
          throw error;
        }
        this.byName.delete(library.name);
        const { observer } = this.host.engine;
        observer.scriptLog?.(3, `Function library ${library.name} is left out: ${error.text}`, undefined);
      }
    }
  }
}

function loadError(text: string): ErrorReply {
  const { kind, message } = readFailure(text);
  const ended = message.includes(FUEL_ENDED);
  const what = kind === '?' && !ended ? 'compiling function' : 'registering functions';
  return errors.err(errors.sanitize(`Error ${what}: ${ended ? 'ERR FUNCTION LOAD timeout' : message}`));
}

/** What `ops.load` of the prelude returns: number, name, description or nothing, and flags of each function. */
function readFunctions(reply: Reply): LuaFunction[] {
  const list = Array.isArray(reply) ? (reply as readonly Reply[]) : [];
  return list.map((entry) => {
    const [id, name, description, flags] = Array.isArray(entry) ? (entry as readonly Reply[]) : [];
    const words = Array.isArray(flags) ? (flags as readonly Reply[]) : [];
    return {
      id: String(id),
      name: String(name),
      description: typeof description === 'string' ? description : null,
      flags: new Set(words.map(String).filter(isScriptFlag)),
    };
  });
}
