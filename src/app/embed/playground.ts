/**
 * What an embed can do: run, set, reset, share. The frame's buttons and the page's requests both come here, so that they
 * do the same.
 */
import type { StoreApi } from 'zustand';
import { MAIN_LANE, type PlaygroundStore } from '../../client/state.ts';
import {
  type EditorSession,
  parseScript,
  type RunSummary,
  type Statement,
  type StatementResult,
  sessionOf,
  statementAt,
} from '../../editor/script.ts';
import type { CheckInfo, ReplyInfo, RunInfo, StateInfo } from '../../embed/protocol.ts';
import { typeName } from '../../resp/format.ts';
import { quoteCommand } from '../../resp/quote.ts';
import { type CutText, replyText, resultText } from './cut.ts';
import type { SharedEngine } from './engine.ts';
import { EmbedScript } from './script.ts';
import { Setup } from './setup.ts';

/** Replies that one answer to the page holds. */
const MAX_REPLIES = 1000;

/** What happens, for the frame's own display and for the page. */
export interface Heard {
  result(info: ReplyInfo): void;
  check(info: CheckInfo): void;
  /** A command that stands in no line was answered. */
  aside(info: ReplyInfo): void;
  reset(): void;
  /** The whole script has run, or what ran is gone with the keys. */
  ran(ran: boolean): void;
  /** A run has ended, and all its results are there. */
  settled(): void;
}

export class EmbedPlayground {
  readonly session: EditorSession;
  readonly script: EmbedScript;
  readonly setup: Setup;
  readonly store: StoreApi<PlaygroundStore>;
  readonly listeners = new Set<Partial<Heard>>();
  title = '';
  private readonly engine: SharedEngine | undefined;
  /** The author has named a playground that the browser keeps. */
  private readonly kept: boolean;
  /** The newest result that was told of. */
  private readonly told = new Map<number, number>();

  /** `engine` is undefined where another frame's is borrowed. */
  constructor(store: StoreApi<PlaygroundStore>, engine: SharedEngine | undefined, kept: boolean) {
    this.store = store;
    this.engine = engine;
    this.kept = kept && engine !== undefined;
    this.session = sessionOf(store);
    this.script = new EmbedScript(store);
    this.setup = new Setup(store);
    store.subscribe(({ status, keeping }, before) => {
      // An engine that broke is started again, without what was kept nowhere.
      if (status === 'recovering' && before.status !== status && keeping.mode !== 'kept') this.emptied();
    });
    this.session.results.subscribe(() => this.tellResults());
    // What the reader had there before is to be seen, not only to be run.
    if (this.kept) this.start();
  }

  start(): void {
    this.engine?.start();
  }

  /** Waits where a kept playground is still being opened: it brings a script of its own. */
  private async opened(): Promise<void> {
    if (!this.kept || this.store.getState().status !== 'starting') return;
    await new Promise<void>((resolve) => {
      const end = this.store.subscribe(({ status }) => {
        if (status === 'starting') return;
        end();
        resolve();
      });
    });
  }

  /** Runs the whole script with its hidden lines, in place of what still runs. */
  async run(): Promise<RunInfo> {
    this.session.stop();
    await this.prepared();
    this.session.stop();
    this.setup.wants(this.script.setup);
    const done = await this.perform(this.script.statements());
    if (!done.stopped) for (const { ran } of this.listeners) ran?.(true);
    return done;
  }

  /** What must be there before anything runs. */
  private async prepared(): Promise<void> {
    this.start();
    await this.opened();
    await this.setup.fill(() => (this.kept ? this.countKeys() : Promise.resolve(0)));
  }

  /** The hidden lines above the script, where they have not run yet and a part of the script is about to. */
  private hidden(): readonly Statement[] {
    return this.setup.wants(this.script.setup) ? this.script.setupStatements() : [];
  }

  private emptied(): void {
    this.setup.emptied();
    for (const { ran } of this.listeners) ran?.(false);
  }

  /** Runs the statement of a line of the visible script. */
  async runLine(line: number): Promise<RunInfo> {
    await this.opened();
    const text = this.script.visible;
    const lines = text.split('\n');
    if (line > lines.length) throw new Error(`The script has ${lines.length} lines, and no line ${line}.`);
    const start = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
    return this.runAt(start, start);
  }

  /** Runs what a selection touches, or the statement at it where it is empty. */
  async runAt(start: number, end: number): Promise<RunInfo> {
    const { script } = this.session;
    const touched = script.statements.filter(({ range }) => range.start < end && range.end > start);
    const single = statementAt(script, this.script.visible, start);
    const chosen = touched.length > 0 && start < end ? touched : single ? [single] : [];
    if (chosen.length === 0) throw new Error('There is no command on this line.');
    await this.prepared();
    return this.perform([...this.hidden(), ...chosen]);
  }

  /** Runs a command that stands in no line. */
  async runCommand(command: string): Promise<RunInfo> {
    const { statements, problems } = parseScript(command);
    const [wrong] = problems;
    if (wrong) throw new Error(wrong.message);
    await this.prepared();
    const hidden = this.hidden();
    if (hidden.length > 0) await this.perform(hidden);
    const replies: ReplyInfo[] = [];
    for (const statement of statements) {
      if (statement.kind !== 'command') continue;
      const { reply } = await this.store.getState().actions.run(statement.lane, statement.argv, 'app');
      const told = info(0, quoteCommand(statement.argv), replyText(reply, 2), isError(reply));
      replies.push(told);
      for (const { aside } of this.listeners) aside?.(told);
    }
    const errors = replies.filter(({ error }) => error).length;
    return { commands: replies.length, errors, unmet: 0, stopped: false, replies };
  }

  /** Empties the keyspace, takes the results away, and puts the author's script back. */
  async reset(): Promise<void> {
    this.session.stop();
    this.script.restore();
    this.session.results.clear();
    const { actions } = this.store.getState();
    actions.clearTranscript(MAIN_LANE);
    if (!this.engine || this.engine.started) await actions.call('reset', undefined);
    this.emptied();
    for (const { reset } of this.listeners) reset?.();
  }

  async state(ignored: number): Promise<StateInfo> {
    const started = this.engine?.started ?? true;
    await this.opened();
    await this.flush();
    const { keeping, status } = this.store.getState();
    const keys = started && status === 'ready' ? await this.countKeys() : 0;
    return {
      running: this.session.status().running,
      started,
      edited: this.script.edited,
      keys,
      kept: keeping.mode === 'kept',
      ignored,
    };
  }

  /** A link that opens what the address brought in the whole playground, with the reader's changes of the script. */
  async share(): Promise<string> {
    const url = new URL('.', location.href);
    const { encodeLink } = await import('../../share/link.ts');
    const bare = { text: [], view: undefined, keyspace: undefined };
    const { title } = this;
    url.hash = await encodeLink({ ...(this.setup.source ?? bare), title, script: this.script.full });
    return url.href;
  }

  /** What is said to be kept is in the browser's storage. */
  private async flush(): Promise<void> {
    const { actions, draft, settings, keeping, status } = this.store.getState();
    if (keeping.mode !== 'kept' || status !== 'ready' || !this.engine) return;
    await actions.call('saveDraft', { script: draft, settings: JSON.stringify(settings) });
    await actions.call('flush', undefined);
  }

  private countKeys(): Promise<number> {
    return new Promise((resolve) => {
      const { actions, db } = this.store.getState();
      const view = actions.watch(
        {
          kind: 'keys',
          db,
          pattern: '',
          types: [],
          sort: 'name',
          descending: false,
          tree: false,
          expanded: [],
          offset: 0,
          limit: 1,
        },
        ({ total }) => {
          view.close();
          resolve(total);
        },
      );
    });
  }

  private async perform(statements: readonly Statement[]): Promise<RunInfo> {
    const { run, done } = this.session.runStatements(statements);
    const summary = await done;
    this.tellResults();
    for (const { settled } of this.listeners) settled?.();
    const results = this.session.results.list().filter((result) => result.run === run);
    const replies = results.slice(0, MAX_REPLIES).flatMap((result) => this.info(result) ?? []);
    return { ...counts(summary), replies };
  }

  /** Tells of the results that came since it was last called. */
  private tellResults(): void {
    const present = new Set<number>();
    for (const result of this.session.results.list()) {
      present.add(result.id);
      if (this.told.has(result.id) || result.state !== 'done') continue;
      this.told.set(result.id, result.run);
      const info = this.info(result);
      if (!info) continue;
      for (const { result: hear } of this.listeners) hear?.(info);
      const { expected } = result;
      if (!expected) continue;
      const check = {
        line: info.line,
        met: expected.met,
        expected: expected.lines.join('\n'),
        reply: info.reply,
      };
      for (const { check: hear } of this.listeners) hear?.(check);
    }
    for (const id of this.told.keys()) if (!present.has(id)) this.told.delete(id);
  }

  private info(result: StatementResult): ReplyInfo | undefined {
    const { state, lane, outcome, source, reply } = result;
    if (state !== 'done' || (lane === undefined && !outcome)) return undefined;
    const line = this.lineOf(result);
    const text = resultText(result);
    return info(line, source, text, outcome ? outcome.failed : isError(reply));
  }

  lineOf({ range }: StatementResult): number {
    return this.script.visible.slice(0, range.start).split('\n').length;
  }
}

const counts = ({ commands, errors, unmet, stopped }: RunSummary) => ({ commands, errors, unmet, stopped });

const isError = (reply: StatementResult['reply']) => typeName(reply) === 'error';

const info = (line: number, command: string, { text, cut }: CutText, error: boolean): ReplyInfo => ({
  line,
  command,
  reply: text,
  error,
  cut,
});
