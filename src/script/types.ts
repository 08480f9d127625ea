/** What a script's text means: statements in order, each with its place in the text. Offsets count UTF-16 units. */
import type { ArgumentSpan } from '../resp/split.ts';

export interface Range {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/** A command of one client. */
export interface CommandStatement {
  readonly kind: 'command';
  /** From its first word to the end of its last; more than one line where a quoted string is. */
  readonly range: Range;
  readonly lane: string;
  /** Byte strings, the command's name first. */
  readonly argv: readonly string[];
  /** Where each argument stands in the script. */
  readonly spans: readonly ArgumentSpan[];
  readonly expect: Expectation | undefined;
  /** Between `@hidden` and `@end`. */
  readonly hidden: boolean;
  /** False where its quotes are wrong, so that it cannot be run. */
  readonly valid: boolean;
}

/** A pause of the whole script on the playground's clock. */
export interface WaitStatement {
  readonly kind: 'wait';
  readonly range: Range;
  readonly ms: number;
  readonly hidden: boolean;
}

/** A statement for the database beside the store: of a client that `@client name sql` has made one of it. */
export interface SqlStatement {
  readonly kind: 'sql';
  /** Up to its semicolon, or to the blank line, comment or end that closes it. */
  readonly range: Range;
  readonly lane: string;
  readonly text: string;
  readonly expect: Expectation | undefined;
  readonly hidden: boolean;
}

/** JavaScript between `@app name` and what ends it. It is started where it stands, and the script goes on. */
export interface AppStatement {
  readonly kind: 'app';
  /** The `@app` line. */
  readonly range: Range;
  readonly name: string;
  /** Where the code stands; its first line is the one below `@app`. */
  readonly code: Range;
  readonly text: string;
  readonly hidden: boolean;
  /** False where a `@load` of the script names it: it then runs only as that load's users. */
  readonly starts: boolean;
}

/** Runs an app once for each of many simulated users. */
export interface LoadStatement {
  readonly kind: 'load';
  readonly range: Range;
  readonly app: string;
  readonly users: number;
  /** Between the starts of two users, on the playground's clock. */
  readonly everyMs: number;
  /** How often each user runs the app. */
  readonly rounds: number;
  readonly hidden: boolean;
}

export type Statement = CommandStatement | WaitStatement | SqlStatement | AppStatement | LoadStatement;

/** The reply that a statement should get, as redis-cli prints it. */
export interface Expectation {
  readonly range: Range;
  readonly lines: readonly string[];
}

export type DirectiveName = 'client' | 'wait' | 'expect' | 'app' | 'load' | 'hidden' | 'end';

/** A directive as it stands in the text, for highlighting and completion. */
export interface Directive {
  readonly name: DirectiveName;
  /** The whole comment. */
  readonly range: Range;
  /** `@name`. */
  readonly word: Range;
  /** What follows the name, without blanks around it. */
  readonly argument: string;
  readonly argumentStart: number;
}

export interface Problem {
  readonly severity: 'error' | 'warning';
  readonly range: Range;
  readonly message: string;
  /** A text that would mend it in place of the range. */
  readonly fix?: string;
}

export interface Script {
  readonly statements: readonly Statement[];
  readonly directives: readonly Directive[];
  /** Clients of the store in the order in which they appear. */
  readonly lanes: readonly string[];
  /** Clients of the database beside it. */
  readonly sqlLanes: readonly string[];
  /** Pieces of text from `@hidden` to the end of `@end`. */
  readonly hidden: readonly Range[];
  readonly problems: readonly Problem[];
}

/** The client of lines before the first `@client`. */
export const MAIN_CLIENT = 'main';
