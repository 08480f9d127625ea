/**
 * Reads a script. SCRIPT.md has the grammar. A statement is a line; it goes on over line ends only inside quotes, and a
 * quote that never closes ends with its line, so that one slip does not swallow what follows.
 */
import { splitArguments } from '../resp/split.ts';
import {
  isClientName,
  parseClient,
  parseDuration,
  parseLoad,
  type ReadDirective,
  readDirective,
  unknownDirective,
} from './directives.ts';
import { endOfApp, endOfCommand, endOfLine, endOfSql, skipBlanks, trimEnd } from './lines.ts';
import {
  type AppStatement,
  type CommandStatement,
  type Directive,
  type Expectation,
  MAIN_CLIENT,
  type Problem,
  type Range,
  type Script,
  type Statement,
} from './types.ts';

/** Parses a whole script. Never throws: what is wrong is in `problems`. */
export function parseScript(text: string): Script {
  return new Parser(text).parse();
}

class Parser {
  private readonly text: string;
  private readonly statements: Statement[] = [];
  private readonly directives: Directive[] = [];
  private readonly lanes = new Set<string>();
  private readonly sqlLanes = new Set<string>();
  /** Names of the programs. */
  private readonly apps = new Set<string>();
  private readonly hidden: Range[] = [];
  private readonly problems: Problem[] = [];
  private lane = MAIN_CLIENT;
  /** Whether the lines of `lane` are SQL. */
  private sql = false;
  private hiddenFrom: Range | undefined;
  private readonly openQuotes = new Map<string, number>();
  /** The statement that an `@expect` belongs to, by its index. */
  private checked: number | undefined;
  /** The lines that it expects so far. */
  private expected: string[] = [];

  constructor(text: string) {
    this.text = text;
  }

  parse(): Script {
    const { text } = this;
    for (let at = 0; at < text.length; ) {
      const lineEnd = endOfLine(text, at);
      const first = skipBlanks(text, at, lineEnd);
      if (first === lineEnd) at = lineEnd + 1;
      else if (text[first] === '#') at = this.readComment(first, lineEnd) + 1;
      else if (this.sql) at = this.readSql(first) + 1;
      else at = this.readCommand(first, lineEnd) + 1;
    }
    this.matchLoads();
    if (this.hiddenFrom) {
      this.hidden.push({ start: this.hiddenFrom.start, end: text.length });
      this.warn(this.hiddenFrom, 'This @hidden has no @end: everything below is hidden.');
    }
    const { statements, directives, hidden, problems } = this;
    return { statements, directives, lanes: [...this.lanes], sqlLanes: [...this.sqlLanes], hidden, problems };
  }

  /** Returns the end of the statement's last line. */
  private readCommand(start: number, lineEnd: number): number {
    const { text } = this;
    let end = endOfCommand(text, start, this.openQuotes);
    const cutShort = end === undefined;
    end ??= lineEnd;
    const stop = trimEnd(text, start, end);
    const split = splitArguments(text.slice(start, stop));
    const spans = split.spans.map((span) => ({ ...span, start: span.start + start, end: span.end + start }));
    if (split.error) {
      const at = start + (split.errorAt ?? 0);
      const joined = split.error === 'joined' && !cutShort;
      this.problems.push({
        severity: 'error',
        range: joined ? { start: at, end: at + 1 } : { start: at, end: stop },
        message: joined
          ? 'There must be a blank after a closing quote.'
          : 'This quote is never closed (unbalanced quotes).',
      });
    }
    const statement: CommandStatement = {
      kind: 'command',
      range: { start, end: stop },
      lane: this.lane,
      argv: split.args,
      spans,
      expect: undefined,
      hidden: this.hiddenFrom !== undefined,
      valid: !split.error,
    };
    this.lanes.add(this.lane);
    this.checked = this.statements.push(statement) - 1;
    return end;
  }

  /** Returns the end of the statement's last line. */
  private readSql(start: number): number {
    const { text, lane } = this;
    const lineEnd = endOfSql(text, start);
    const end = trimEnd(text, start, lineEnd);
    this.sqlLanes.add(lane);
    const hidden = this.hiddenFrom !== undefined;
    const range = { start, end };
    this.checked =
      this.statements.push({
        kind: 'sql',
        range,
        lane,
        text: text.slice(start, end),
        expect: undefined,
        hidden,
      }) - 1;
    return lineEnd;
  }

  /** Returns the end of the last line that it has read: the comment's own, or that of a program below it. */
  private readComment(start: number, lineEnd: number): number {
    const end = trimEnd(this.text, start, lineEnd);
    const read = readDirective(this.text.slice(start, end), start);
    if (!read) return lineEnd;
    if (!read.name) {
      this.problems.push(unknownDirective(read));
      return lineEnd;
    }
    const argument = read.rest.trim();
    const directive: Directive = {
      name: read.name,
      range: { start, end },
      word: read.word,
      argument,
      argumentStart: read.restStart + (read.rest.length - read.rest.trimStart().length),
    };
    this.directives.push(directive);
    if (directive.name === 'app') return this.readApp(directive, lineEnd);
    this.apply(directive, read);
    return lineEnd;
  }

  private readApp({ range, argument: name }: Directive, lineEnd: number): number {
    const { text } = this;
    const start = Math.min(lineEnd + 1, text.length);
    const { end, closed } = endOfApp(text, start);
    this.checked = undefined;
    if (!isClientName(name)) {
      this.error(range, 'Say what the program is called: # @app shop');
    } else if (this.apps.has(name)) {
      this.error(range, `There is a program “${name}” already.`);
    } else {
      this.apps.add(name);
      const code = { start, end };
      const hidden = this.hiddenFrom !== undefined;
      this.statements.push({
        kind: 'app',
        range,
        name,
        code,
        text: text.slice(start, end),
        hidden,
        starts: true,
      });
    }
    if (!closed) return text.length;
    // `@end` belongs to the program; any other directive ends it and stands for itself.
    const first = skipBlanks(text, end, text.length);
    const closing = endOfLine(text, first);
    const stop = trimEnd(text, first, closing);
    const read = readDirective(text.slice(first, stop), first);
    if (read?.name !== 'end') return end - 1;
    this.directives.push({
      name: 'end',
      range: { start: first, end: stop },
      word: read.word,
      argument: '',
      argumentStart: read.restStart,
    });
    return closing;
  }

  /** A program that a load names runs as its users and not by itself; a load needs its program. */
  private matchLoads(): void {
    const loads = this.statements.filter((statement) => statement.kind === 'load');
    const loaded = new Set(loads.map(({ app }) => app));
    for (const [i, statement] of this.statements.entries()) {
      if (statement.kind !== 'app' || !loaded.has(statement.name)) continue;
      this.statements[i] = { ...statement, starts: false } satisfies AppStatement;
    }
    for (const { app, range } of loads) {
      if (!this.apps.has(app)) this.error(range, `There is no program “${app}” here.`);
    }
  }

  private apply(directive: Directive, read: ReadDirective): void {
    const { range, argument } = directive;
    switch (directive.name) {
      case 'client': {
        const client = parseClient(argument);
        if (client) {
          this.lane = client.name;
          this.sql = client.sql || this.sqlLanes.has(client.name);
          if (client.sql && this.lanes.has(client.name))
            this.error(range, `“${client.name}” is a client of the store in the lines above.`);
        } else
          this.error(
            range,
            argument
              ? 'A client’s name is one word of at most 24 letters, digits, “-”, “_” and “.”; only “sql” may follow it.'
              : 'Say which client: # @client alice',
          );
        return;
      }
      case 'load': {
        const load = parseLoad(argument);
        this.checked = undefined;
        if (typeof load === 'string') this.error(range, load);
        else this.statements.push({ kind: 'load', range, ...load, hidden: this.hiddenFrom !== undefined });
        return;
      }
      case 'wait': {
        const ms = parseDuration(argument);
        if (typeof ms === 'string') this.error(range, ms);
        else {
          this.statements.push({ kind: 'wait', range, ms, hidden: this.hiddenFrom !== undefined });
          this.checked = undefined;
        }
        return;
      }
      case 'expect':
        this.expect(range, read.rest);
        return;
      case 'hidden':
        if (this.hiddenFrom) this.warn(range, 'This is already inside @hidden.');
        else this.hiddenFrom = range;
        return;
      case 'end':
        if (!this.hiddenFrom) this.warn(range, 'There is no @app or @hidden that this could end.');
        else this.hidden.push({ start: this.hiddenFrom.start, end: range.end });
        this.hiddenFrom = undefined;
        return;
      case 'app':
        return;
    }
  }

  private expect(range: Range, rest: string): void {
    const index = this.checked;
    const statement = index === undefined ? undefined : this.statements[index];
    if (index === undefined || (statement?.kind !== 'command' && statement?.kind !== 'sql')) {
      this.error(range, 'There is no command above whose reply this could check.');
      return;
    }
    const before: Expectation | undefined = statement.expect;
    if (!before) this.expected = [];
    this.expected.push(rest.replace(/^ /, ''));
    const expect = {
      range: { start: before?.range.start ?? range.start, end: range.end },
      lines: this.expected,
    };
    this.statements[index] = { ...statement, expect };
  }

  private error(range: Range, message: string): void {
    this.problems.push({ severity: 'error', range, message });
  }

  private warn(range: Range, message: string): void {
    this.problems.push({ severity: 'warning', range, message });
  }
}
