/**
 * Reply values: what a command handler returns. They carry the RESP3 meaning (map, set, double, …); a writer for
 * RESP2 flattens them. All are plain data, so that they pass through `postMessage` unchanged.
 *
 * A bare `string` is a bulk string (one char a byte), a `number` or `bigint` is an integer, `null` is the null bulk
 * string (`$-1` in RESP2, `_` in RESP3), an array is an array.
 */
export type Reply = string | number | bigint | null | readonly Reply[] | TaggedReply;

export type TaggedReply =
  | SimpleReply
  | ErrorReply
  | DoubleReply
  | BooleanReply
  | MapReply
  | SetReply
  | PushReply
  | VerbatimReply
  | BigNumberReply
  | NullArrayReply
  | AttributeReply
  | SpokenReply
  | NoReply;

/** `+text` */
export interface SimpleReply {
  readonly kind: 'simple';
  readonly text: string;
}
/** A double in RESP3; in RESP2 the same digits as a bulk string. */
export interface DoubleReply {
  readonly kind: 'double';
  readonly value: number;
}
/** `#t` / `#f` in RESP3; `:1` / `:0` in RESP2. */
export interface BooleanReply {
  readonly kind: 'boolean';
  readonly value: boolean;
}
/** Key, value, key, value, … : a map in RESP3, a flat array in RESP2. */
export interface MapReply {
  readonly kind: 'map';
  readonly entries: readonly Reply[];
}
/** A set in RESP3, an array in RESP2. */
export interface SetReply {
  readonly kind: 'set';
  readonly items: readonly Reply[];
}
/** An out-of-band message: a push in RESP3, an array in RESP2. */
export interface PushReply {
  readonly kind: 'push';
  readonly items: readonly Reply[];
}
/** A verbatim string in RESP3 (`format` is three bytes: `txt`, `mkd`, or what a script made up), a bulk string in RESP2. */
export interface VerbatimReply {
  readonly kind: 'verbatim';
  readonly format: string;
  readonly text: string;
}
/** A big number in RESP3, a bulk string in RESP2. `digits` is decimal, with a sign if negative. */
export interface BigNumberReply {
  readonly kind: 'bignumber';
  readonly digits: string;
}
/** `*-1` in RESP2, `_` in RESP3. */
export interface NullArrayReply {
  readonly kind: 'nullarray';
}
/** RESP3 attribute before a reply; RESP2 clients get the reply alone. */
export interface AttributeReply {
  readonly kind: 'attribute';
  readonly entries: readonly Reply[];
  readonly reply: Reply;
}
/** A reply in a version of the protocol that the connection has left since: HELLO inside EXEC changes it half-way. */
export interface SpokenReply {
  readonly kind: 'spoken';
  readonly resp: 2 | 3;
  readonly reply: Reply;
}
/** Nothing is written (after `CLIENT REPLY OFF`, or where pushes are the answer, as for SUBSCRIBE). */
export interface NoReply {
  readonly kind: 'none';
}

/**
 * An error reply, code and text in one line (`WRONGTYPE Operation against …`). Handlers throw it; it does not extend
 * Error, because an error reply is a value of the protocol and collecting a stack for it costs microseconds.
 */
export class ErrorReply {
  readonly kind = 'error';
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** The error of a script, counted already when a command inside it answered it. */
export class CountedError extends ErrorReply {
  readonly counted = true;
}

export const OK: SimpleReply = Object.freeze({ kind: 'simple', text: 'OK' });
export const QUEUED: SimpleReply = Object.freeze({ kind: 'simple', text: 'QUEUED' });
export const NULL_ARRAY: NullArrayReply = Object.freeze({ kind: 'nullarray' });
export const NO_REPLY: NoReply = Object.freeze({ kind: 'none' });
export const EMPTY: readonly Reply[] = Object.freeze([]);

export const simple = (text: string): SimpleReply => ({ kind: 'simple', text });
export const double = (value: number): DoubleReply => ({ kind: 'double', value });
export const boolean = (value: boolean): BooleanReply => ({ kind: 'boolean', value });
export const map = (entries: readonly Reply[]): MapReply => ({ kind: 'map', entries });
export const set = (items: readonly Reply[]): SetReply => ({ kind: 'set', items });
export const push = (items: readonly Reply[]): PushReply => ({ kind: 'push', items });
export const verbatim = (text: string, format = 'txt'): VerbatimReply => ({
  kind: 'verbatim',
  format,
  text,
});

/** The tagged form of a reply, or undefined for a bare string, integer, null or array. */
export function tagged(reply: Reply): TaggedReply | undefined {
  return typeof reply === 'object' && reply !== null && !Array.isArray(reply)
    ? (reply as TaggedReply)
    : undefined;
}

export function isError(reply: Reply): reply is ErrorReply {
  return tagged(reply)?.kind === 'error';
}
