/**
 * The scripts by their SHA-1: what EVAL ran and SCRIPT LOAD loaded. As since Redis 7.4, of those that only EVAL brought, the
 * 500 used last are kept.
 */
import * as errors from '../errors.ts';
import { ErrorReply, type Reply } from '../reply.ts';
import { sha1Hex } from '../sha1.ts';
import type { ScriptHost } from './host.ts';
import { Interpreter, readFailure } from './interpreter.ts';
import type { Run } from './run.ts';
import { type ScriptFlag, scriptHead } from './shebang.ts';

export interface Script {
  readonly sha: string;
  readonly body: string;
  readonly flags: ReadonlySet<ScriptFlag> | undefined;
  /** Loaded by SCRIPT LOAD, so that it stays until SCRIPT FLUSH. */
  kept: boolean;
}

const KEPT_OF_EVAL = 500;

export class Scripts {
  readonly interpreter: Interpreter;
  evicted = 0;
  private readonly bySha = new Map<string, Script>();
  /** Those that may go, the one used longest ago first. */
  private readonly passing = new Set<Script>();
  private readonly compiled = new Set<string>();

  constructor(host: ScriptHost) {
    this.interpreter = new Interpreter(host, 'script', () => this.compiled.clear());
  }

  get size(): number {
    return this.bySha.size;
  }

  has(sha: string): boolean {
    return this.bySha.has(sha.toLowerCase());
  }

  get(sha: string): Script | undefined {
    return this.bySha.get(sha.toLowerCase());
  }

  /** The script of this source, compiled if it is new. Throws the reference's error where it is no good. */
  load(body: string, keep: boolean): Script {
    const sha = sha1Hex(body);
    let script = this.bySha.get(sha);
    if (!script) {
      const { flags } = scriptHead(body);
      script = { sha, body, flags, kept: keep };
      this.compile(script);
      this.bySha.set(sha, script);
    }
    if (keep) {
      script.kept = true;
      this.passing.delete(script);
    } else this.use(script);
    return script;
  }

  /** Runs a script and returns its reply; throws its error. */
  run(script: Script, run: Run, keys: readonly string[], argv: readonly string[]): Reply {
    this.use(script);
    if (!this.compiled.has(script.sha)) this.compile(script);
    return this.interpreter.perform(run, ['run', script.sha], keys, argv);
  }

  /** SCRIPT FLUSH. */
  flush(): void {
    this.bySha.clear();
    this.passing.clear();
    this.interpreter.reset();
  }

  private compile(script: Script): void {
    const { code } = scriptHead(script.body);
    const text = this.interpreter.operate(['compile', script.sha], [], [code]);
    if (text.startsWith('!')) {
      const why = readFailure(text).message;
      throw new ErrorReply(errors.sanitize(`ERR Error compiling script (new function): ${why}`));
    }
    this.compiled.add(script.sha);
  }

  private use(script: Script): void {
    if (script.kept) return;
    this.passing.delete(script);
    this.passing.add(script);
    if (this.passing.size <= KEPT_OF_EVAL) return;
    const [oldest] = this.passing;
    if (!oldest) return;
    this.passing.delete(oldest);
    this.bySha.delete(oldest.sha);
    this.evicted++;
    if (this.compiled.delete(oldest.sha)) this.interpreter.operate(['forget', oldest.sha]);
  }
}
