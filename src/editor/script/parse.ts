/**
 * Reads a script. SCRIPT.md has the grammar. A statement is a line; it goes on over line ends only inside quotes, and a
 * quote that never closes ends with its line, so that one slip does not swallow what follows.
 */
import { splitArguments } from '../../resp/split.ts';
import {
  isClientName,
  parseDuration,
  type ReadDirective,
  readDirective,
  unknownDirective,
} from './directives.ts';
import {
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
  private readonly lanes: string[] = [];
  private readonly hidden: Range[] = [];
  private readonly problems: Problem[] = [];
  private lane = MAIN_CLIENT;
  private hiddenFrom: Range | undefined;
  /** The statement that an `@expect` belongs to, by its index. */
  private checked: number | undefined;

  constructor(text: string) {
    this.text = text;
  }

  parse(): Script {
    const { text } = this;
    for (let at = 0; at < text.length; ) {
      const lineEnd = endOfLine(text, at);
      const first = skipBlanks(text, at, lineEnd);
      if (first === lineEnd) at = lineEnd + 1;
      else if (text[first] === '#') {
        this.readComment(first, trimEnd(text, first, lineEnd));
        at = lineEnd + 1;
      } else at = this.readCommand(first, lineEnd) + 1;
    }
    if (this.hiddenFrom) {
      this.hidden.push({ start: this.hiddenFrom.start, end: text.length });
      this.warn(this.hiddenFrom, 'This @hidden has no @end: everything below is hidden.');
    }
    const { statements, directives, lanes, hidden, problems } = this;
    return { statements, directives, lanes, hidden, problems };
  }

  /** Returns the end of the statement's last line. */
  private readCommand(start: number, lineEnd: number): number {
    const { text } = this;
    let end = endOfStatement(text, start);
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
    this.addLane();
    this.checked = this.statements.push(statement) - 1;
    return end;
  }

  private readComment(start: number, end: number): void {
    const read = readDirective(this.text.slice(start, end), start);
    if (!read) return;
    if (!read.name) {
      this.problems.push(unknownDirective(read));
      return;
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
    this.apply(directive, read);
  }

  private apply(directive: Directive, read: ReadDirective): void {
    const { range, argument } = directive;
    switch (directive.name) {
      case 'client':
        if (isClientName(argument)) this.lane = argument;
        else
          this.error(
            range,
            argument
              ? 'A client’s name is one word of at most 24 letters, digits, “-”, “_” and “.”.'
              : 'Say which client: # @client alice',
          );
        return;
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
        if (!this.hiddenFrom) this.warn(range, 'There is no @hidden that this could end.');
        else this.hidden.push({ start: this.hiddenFrom.start, end: range.end });
        this.hiddenFrom = undefined;
    }
  }

  private expect(range: Range, rest: string): void {
    const index = this.checked;
    const statement = index === undefined ? undefined : this.statements[index];
    if (index === undefined || statement?.kind !== 'command') {
      this.error(range, 'There is no command above whose reply this could check.');
      return;
    }
    const before: Expectation | undefined = statement.expect;
    const line = rest.replace(/^ /, '');
    const expect = {
      range: { start: before?.range.start ?? range.start, end: range.end },
      lines: [...(before?.lines ?? []), line],
    };
    this.statements[index] = { ...statement, expect };
  }

  private addLane(): void {
    if (!this.lanes.includes(this.lane)) this.lanes.push(this.lane);
  }

  private error(range: Range, message: string): void {
    this.problems.push({ severity: 'error', range, message });
  }

  private warn(range: Range, message: string): void {
    this.problems.push({ severity: 'warning', range, message });
  }
}

const isBlank = (char: string | undefined) => char === ' ' || char === '\t' || char === '\r';

function endOfLine(text: string, from: number): number {
  const found = text.indexOf('\n', from);
  return found < 0 ? text.length : found;
}

function skipBlanks(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && isBlank(text[at])) at++;
  return at;
}

function trimEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && isBlank(text[at - 1])) at--;
  return at;
}

/** The first line end that is outside quotes, or undefined where a quote never closes. */
function endOfStatement(text: string, start: number): number | undefined {
  let quote: string | undefined;
  for (let i = start; i < text.length; i++) {
    const char = text[i];
    if (quote === undefined) {
      if (char === '\n') return i;
      if (char === '"' || char === "'") quote = char;
    } else if (char === '\\' && (quote === '"' || text[i + 1] === "'")) i++;
    else if (char === quote) quote = undefined;
  }
  return quote === undefined ? text.length : undefined;
}
