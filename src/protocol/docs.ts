/** Facts about a command, as the editor gets them from the worker. */

export interface CommandDoc {
  /** Upper case; subcommands have two words. */
  readonly name: string;
  readonly group: string;
  readonly since: string;
  /** Empty for a command that only holds subcommands. */
  readonly complexity: string;
  readonly summary: string;
  /** The arguments in the documentation's notation. */
  readonly syntax: string;
  /** Number of words with the name; negative: at least. */
  readonly arity: number;
  readonly flags: readonly string[];
  /** Names of its subcommands, where it is only their container. */
  readonly subcommands: readonly string[];
  readonly arguments: readonly ArgumentDoc[];
  readonly deprecatedSince: string | undefined;
  readonly replacedBy: string | undefined;
}

/** A node of the syntax tree. */
export interface ArgumentDoc {
  readonly name: string;
  readonly type:
    | 'key'
    | 'string'
    | 'integer'
    | 'double'
    | 'pattern'
    | 'unix-time'
    | 'pure-token'
    | 'oneof'
    | 'block';
  /** The literal word before it, or the word itself for a pure token. */
  readonly token: string | undefined;
  readonly optional: boolean;
  readonly multiple: boolean;
  /** With `multiple`: the token is repeated too. */
  readonly multipleToken: boolean;
  /** Alternatives of `oneof`, parts of `block`; empty otherwise. */
  readonly arguments: readonly ArgumentDoc[];
}
