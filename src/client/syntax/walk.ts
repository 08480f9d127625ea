/**
 * Walks the words of a command along the syntax tree of its documentation: which argument is a word, what may come next,
 * where does the command stop to make sense.
 *
 * The tree is a grammar, and it is ambiguous (`key [key ...] value`), so all readings are followed at once. A reading is
 * what is still to come: a linked list of steps, of which the first is next. Lists are interned, so that equal readings
 * are one object and a set of readings stays small however long the command is. Options that stand side by side may be
 * given in any order, once each, whatever the order in the documentation: that is how the reference parses them. A
 * `numkeys` argument says how often the next one is repeated.
 */
import type { ArgumentDoc } from '../../protocol/docs.ts';

/** What a word can be at some place: a literal word of the syntax, or a value. */
export interface Slot {
  readonly node: ArgumentDoc;
  /** The literal word, upper case; undefined where it is a value. */
  readonly token: string | undefined;
}

type Step =
  /** Arguments from `index` on; options of the run at `index` that were given are bits of `given`. */
  | {
      readonly kind: 'sequence';
      readonly nodes: readonly ArgumentDoc[];
      readonly index: number;
      readonly given: number;
    }
  /** The value of an argument, its token being read. */
  | { readonly kind: 'body'; readonly node: ArgumentDoc }
  /** The argument once more, or not. */
  | { readonly kind: 'again'; readonly node: ArgumentDoc }
  /** The argument exactly so many times more. */
  | { readonly kind: 'times'; readonly node: ArgumentDoc; readonly count: number };

/** A reading; `undefined` is the end of the command. */
export type Reading = Link | undefined;

interface Link {
  readonly step: Step;
  readonly next: Reading;
  readonly made: Map<string, Link>;
}

interface Transition {
  readonly slot: Slot;
  readonly rest: Reading;
}

/** More readings than any real command has; a bound for odd grammars. */
const MAX_READINGS = 64;

/** One command's grammar. Keep it: it remembers the readings it has made. */
export class Grammar {
  private readonly first: Reading;
  private readonly ids = new Map<ArgumentDoc | readonly ArgumentDoc[], number>();
  private readonly roots = new Map<string, Link>();
  private readonly transitions = new Map<Link, readonly Transition[]>();

  constructor(nodes: readonly ArgumentDoc[]) {
    this.first = this.sequence(nodes, 0, 0, undefined);
  }

  /** The readings of a command of which only the name is there. */
  start(): readonly Reading[] {
    return [this.first];
  }

  /** What the next word can be, without doubles, in the order of the documentation. */
  slots(readings: readonly Reading[]): readonly Slot[] {
    const found: Slot[] = [];
    for (const reading of readings) {
      for (const { slot } of this.expand(reading)) {
        if (!found.some((other) => other.node === slot.node && other.token === slot.token)) found.push(slot);
      }
    }
    return found;
  }

  /**
   * Reads a word: the readings that go on, and the slots that it took. Both are empty where it cannot stand here. Where
   * it can be a word of the syntax it is no value: the reference looks for its options first, too.
   */
  read(readings: readonly Reading[], word: string): { readings: readonly Reading[]; slots: readonly Slot[] } {
    const upper = word.toUpperCase();
    const all = readings.flatMap((reading) => this.expand(reading));
    let taken = all.filter(({ slot }) => slot.token === upper);
    if (taken.length === 0)
      taken = all.filter(({ slot }) => slot.token === undefined && fits(slot.node, word));
    const next = new Set<Reading>();
    const slots: Slot[] = [];
    for (const { slot, rest } of taken) {
      if (!slots.includes(slot)) slots.push(slot);
      if (next.size < MAX_READINGS)
        next.add(slot.token === undefined ? this.counted(slot, word, rest) : rest);
    }
    return { readings: [...next], slots };
  }

  /** True where the command may end after these readings. */
  complete(readings: readonly Reading[]): boolean {
    return readings.some((reading) => this.mayEnd(reading));
  }

  private mayEnd(reading: Reading): boolean {
    if (!reading) return true;
    const { step, next } = reading;
    const passable =
      step.kind === 'again' ||
      (step.kind === 'times' && step.count === 0) ||
      (step.kind === 'sequence' && mayLeaveOut(step));
    return passable && this.mayEnd(next);
  }

  private expand(reading: Reading): readonly Transition[] {
    if (!reading) return [];
    let found = this.transitions.get(reading);
    if (!found) {
      const list: Transition[] = [];
      this.collect(reading, list);
      found = list;
      this.transitions.set(reading, found);
    }
    return found;
  }

  private collect(reading: Reading, out: Transition[]): void {
    if (!reading) return;
    const { step, next } = reading;
    switch (step.kind) {
      case 'body':
        this.body(step.node, next, out);
        return;
      case 'again':
        if (step.node.multipleToken) this.enter(step.node, next, out);
        else this.body(step.node, reading, out);
        this.collect(next, out);
        return;
      case 'times':
        if (step.count === 0) this.collect(next, out);
        else this.body(step.node, this.link({ ...step, count: step.count - 1 }, next), out);
        return;
      case 'sequence':
        this.collectSequence(step, next, out);
    }
  }

  private collectSequence(step: Step & { kind: 'sequence' }, next: Reading, out: Transition[]): void {
    const { nodes, index, given } = step;
    const node = nodes[index];
    if (!node) {
      this.collect(next, out);
      return;
    }
    const end = endOfRun(nodes, index);
    if (end === index) {
      const rest = this.sequence(nodes, index + 1, 0, next);
      this.enter(node, rest, out);
      if (node.optional) this.collect(rest, out);
      return;
    }
    for (let i = index; i < end; i++) {
      const option = nodes[i];
      const bit = 1 << (i - index);
      if (!option || given & bit) continue;
      this.enter(option, this.sequence(nodes, index, given | bit, next), out);
    }
    const missing = nodes.slice(index, end).some(({ optional }, i) => !optional && !(given & (1 << i)));
    if (!missing) this.collect(this.sequence(nodes, end, 0, next), out);
  }

  /** An argument with its token, once or more. */
  private enter(node: ArgumentDoc, then: Reading, out: Transition[]): void {
    const after = node.multiple ? this.link({ kind: 'again', node }, then) : then;
    if (node.token === undefined) this.body(node, after, out);
    else {
      const rest = node.type === 'pure-token' ? after : this.link({ kind: 'body', node }, after);
      out.push({ slot: { node, token: node.token.toUpperCase() }, rest });
    }
  }

  private body(node: ArgumentDoc, then: Reading, out: Transition[]): void {
    if (node.type === 'oneof') for (const choice of node.arguments) this.enter(choice, then, out);
    else if (node.type === 'block') this.collect(this.sequence(node.arguments, 0, 0, then), out);
    else if (node.type === 'pure-token') {
      out.push({ slot: { node, token: (node.token ?? node.name).toUpperCase() }, rest: then });
    } else out.push({ slot: { node, token: undefined }, rest: then });
  }

  /** After `numkeys 2`, the argument that follows stands there twice. */
  private counted({ node }: Slot, word: string, then: Reading): Reading {
    if (!/^num(keys|fields|ids)$/.test(node.name) || then?.step.kind !== 'sequence') return then;
    const { nodes, index } = then.step;
    const repeated = nodes[index];
    const count = Number(word);
    if (!repeated?.multiple || !(count >= 0)) return then;
    return this.link({ kind: 'times', node: repeated, count }, this.sequence(nodes, index + 1, 0, then.next));
  }

  private sequence(nodes: readonly ArgumentDoc[], index: number, given: number, next: Reading): Reading {
    return index >= nodes.length ? next : this.link({ kind: 'sequence', nodes, index, given }, next);
  }

  private link(step: Step, next: Reading): Link {
    const made = next ? next.made : this.roots;
    const key =
      step.kind === 'sequence'
        ? `s${this.id(step.nodes)}.${step.index}.${step.given}`
        : `${step.kind}${this.id(step.node)}.${step.kind === 'times' ? step.count : ''}`;
    let link = made.get(key);
    if (!link) {
      link = { step, next, made: new Map() };
      made.set(key, link);
    }
    return link;
  }

  private id(of: ArgumentDoc | readonly ArgumentDoc[]): number {
    let id = this.ids.get(of);
    if (id === undefined) this.ids.set(of, (id = this.ids.size));
    return id;
  }
}

/** Where the run of options that begins at `index` ends; at `index` where none begins there. */
function endOfRun(nodes: readonly ArgumentDoc[], index: number): number {
  let end = index;
  while (isOption(nodes[end])) end++;
  return end;
}

/** True where what is left of a sequence may all be left out. */
function mayLeaveOut({ nodes, index, given }: Step & { kind: 'sequence' }): boolean {
  const end = endOfRun(nodes, index);
  return nodes.every(
    (node, i) => i < index || node.optional || (i < end && (given & (1 << (i - index))) !== 0),
  );
}

/** True for an argument that says by its first word that it is there, and that may be left out or is a choice of such. */
function isOption(node: ArgumentDoc | undefined): boolean {
  if (!node) return false;
  if (node.optional) return startsWithToken(node);
  return (
    node.type === 'oneof' &&
    node.arguments.every(({ token, type }) => token !== undefined && type !== 'pure-token')
  );
}

function startsWithToken(node: ArgumentDoc): boolean {
  if (node.token !== undefined || node.type === 'pure-token') return true;
  if (node.type === 'oneof') return node.arguments.every(startsWithToken);
  const first = node.type === 'block' ? node.arguments[0] : undefined;
  return first !== undefined && !first.optional && startsWithToken(first);
}

const INTEGER = /^[-+]?\d+$/;
const DOUBLE = /^[-+]?(\d+\.?\d*(e[-+]?\d+)?|\.\d+(e[-+]?\d+)?|inf|infinity)$/i;

function fits(node: ArgumentDoc, word: string): boolean {
  // The documentation calls weights integers, but the reference takes any number.
  if (node.type === 'double' || node.name === 'weight')
    return DOUBLE.test(isBound(node) ? word.replace(/^\(/, '') : word);
  return (node.type !== 'integer' && node.type !== 'unix-time') || INTEGER.test(word);
}

/** A bound of a range of scores may leave itself out: `(5`. */
const isBound = ({ name }: ArgumentDoc) => name === 'min' || name === 'max';
