/**
 * What the editor keeps of a playground while its panel comes and goes: the parsed text, the results beside it, and the
 * runs under way. It knows no editor component; both the plain one and Monaco work on it.
 */
import type { StoreApi } from 'zustand';
import type { PlaygroundStore } from '../client/state.ts';
import { CommandTable } from '../client/syntax/table.ts';
import type { CommandDoc } from '../protocol/docs.ts';
import { parseScript } from '../script/parse.ts';
import type { Range, Script, Statement } from '../script/types.ts';
import { statementAt } from './language/cursor.ts';
import type { Replacement } from './language/format.ts';
import { editBetween, type TextEdit } from './run/anchors.ts';
import { createPort } from './run/port.ts';
import { ResultStore } from './run/results.ts';
import { Run, type RunPort, type RunSummary } from './run/runner.ts';

export interface RunStatus {
  readonly running: boolean;
  /** How the last run ended; undefined before the first and while one runs. */
  readonly summary: RunSummary | undefined;
}

export class EditorSession {
  readonly results = new ResultStore();
  private readonly store: StoreApi<PlaygroundStore>;
  private readonly port: RunPort;
  private readonly protocols = new Map<string, 2 | 3>();
  private readonly runs = new Set<Run>();
  private readonly listeners = new Set<() => void>();
  private readonly scriptListeners = new Set<() => void>();
  private readonly showListeners = new Set<() => void>();
  private wanted: Range | undefined;
  private text: string;
  private parsed: { text: string; script: Script } | undefined;
  private known: { docs: readonly CommandDoc[]; table: CommandTable } | undefined;
  private runNumber = 0;
  private current: RunStatus = { running: false, summary: undefined };

  constructor(store: StoreApi<PlaygroundStore>) {
    this.store = store;
    this.text = store.getState().draft;
    this.port = createPort(store, () => this.table, this.protocols);
    store.subscribe((state, before) => {
      if (state.playground?.id !== before.playground?.id && before.playground) this.stop();
      if (state.draft !== before.draft) this.follow(state.draft);
    });
  }

  /** The text as it is now, parsed. */
  get script(): Script {
    if (this.parsed?.text !== this.text) this.parsed = { text: this.text, script: parseScript(this.text) };
    return this.parsed.script;
  }

  get source(): string {
    return this.text;
  }

  get table(): CommandTable {
    const { docs } = this.store.getState();
    if (this.known?.docs !== docs) this.known = { docs, table: new CommandTable(docs) };
    return this.known.table;
  }

  /** The person changed the text. `edits` tell how, where that is known: one after the other. */
  edited(text: string, edits?: readonly TextEdit[]): void {
    if (edits && text !== this.text) {
      this.text = text;
      this.results.edited(edits, text);
    }
    this.store.getState().actions.setDraft(text);
  }

  /** Protocols of the lanes, as the engine tells them. */
  learnProtocols(lanes: readonly { readonly lane: string; readonly resp: 2 | 3 }[]): void {
    for (const { lane, resp } of lanes) this.protocols.set(lane, resp);
  }

  /** Runs the whole script, in place of what still runs. */
  runScript(): void {
    this.stop();
    for (const listener of this.scriptListeners) listener();
    void this.run(this.script.statements);
  }

  /** Runs what a selection touches, or the statement at it where it is empty. False where there is none. */
  runSelection({ start, end }: Range): boolean {
    const { script } = this;
    const touched = script.statements.filter(({ range }) => range.start < end && range.end > start);
    // On an expectation, the command that it belongs to.
    const statement =
      statementAt(script, this.text, start) ??
      script.statements.find(
        (each) =>
          (each.kind === 'command' || each.kind === 'sql') &&
          each.expect &&
          each.expect.range.start <= start &&
          each.expect.range.end >= start,
      );
    const chosen = touched.length > 0 && start < end ? touched : statement ? [statement] : [];
    if (chosen.length > 0) void this.run(chosen);
    return chosen.length > 0;
  }

  /**
   * Runs statements that somebody else has chosen, beside what still runs; their ranges are those of this text. Results
   * have the number `run`.
   */
  runStatements(statements: readonly Statement[]): {
    readonly run: number;
    readonly done: Promise<RunSummary>;
  } {
    const done = this.run(statements);
    return { run: this.runNumber, done };
  }

  /** Stops all runs and ends what they have blocked. */
  stop(): void {
    for (const run of this.runs) run.stop();
  }

  /** How to format the text. */
  async formatting(): Promise<readonly Replacement[]> {
    const { formatScript } = await import('./language/format.ts');
    return formatScript(this.script, this.text, this.table);
  }

  readonly status = (): RunStatus => this.current;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** `listener` is called before each run of the whole script. */
  onScriptRun(listener: () => void): () => void {
    this.scriptListeners.add(listener);
    return () => this.scriptListeners.delete(listener);
  }

  /** Selects a piece of the text in the editor, as soon as there is one. */
  show(range: Range): void {
    this.wanted = range;
    for (const listener of this.showListeners) listener();
  }

  /** What should be selected, once: whoever asks has to do it. */
  takeWanted(): Range | undefined {
    const { wanted } = this;
    this.wanted = undefined;
    return wanted;
  }

  onShow(listener: () => void): () => void {
    this.showListeners.add(listener);
    return () => this.showListeners.delete(listener);
  }

  private async run(statements: readonly Statement[]): Promise<RunSummary> {
    const run = new Run(this.port, this.results, statements, this.text, ++this.runNumber);
    this.runs.add(run);
    this.tell({ running: true, summary: undefined });
    const summary = await run.start();
    this.runs.delete(run);
    this.tell({ running: this.runs.size > 0, summary });
    return summary;
  }

  private follow(draft: string): void {
    const edit = editBetween(this.text, draft);
    if (!edit) return;
    this.text = draft;
    this.results.edited([edit], draft);
  }

  private tell(status: RunStatus): void {
    this.current = status;
    for (const listener of this.listeners) listener();
  }
}

const sessions = new WeakMap<StoreApi<PlaygroundStore>, EditorSession>();

/** The session of a playground; the same for as long as the playground's store lives. */
export function sessionOf(store: StoreApi<PlaygroundStore>): EditorSession {
  let session = sessions.get(store);
  if (!session) sessions.set(store, (session = new EditorSession(store)));
  return session;
}
