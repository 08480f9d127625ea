/**
 * The arguments of a command as a typed tree, made from its `syntax` string. COMMAND DOCS serves the tree, and the editor's
 * completion and signature help come from there.
 *
 * How the notation is read: a word without small letters (`EX`, `*`, `=`) is a token that is typed as it stands; it takes
 * the plain arguments that follow it up to the next token or option (`EX seconds`, `LIMIT offset count`). Other words are
 * names of arguments, but an alternation of small words only (`<m | km | ft | mi>`) is one of tokens.
 */
import { type Part, readNotation } from './notation.ts';
import { type LeafType, leafType } from './types.ts';

export interface Argument {
  readonly name: string;
  readonly type: LeafType | 'oneof' | 'block';
  /** The word that is typed, or that comes before the value. */
  readonly token?: string;
  readonly optional?: true;
  /** May be given more than once. */
  readonly multiple?: true;
  /** The token is repeated with each value. */
  readonly multipleToken?: true;
  /** The alternatives of `oneof`, the parts of `block`. */
  readonly arguments?: readonly Argument[];
}

/**
 * The arguments of the command `id` (`config|get`). Throws a RangeError where the notation makes no sense, which a test
 * excludes for every command.
 */
export function parseSyntax(syntax: string, id: string): readonly Argument[] {
  if (syntax === '') return [];
  const alternatives = readNotation(syntax);
  const [only] = alternatives;
  if (alternatives.length === 1 && only) return sequence(only, id);
  return [oneOf(alternatives, id)];
}

/** Words without small letters are typed as they stand. */
const isToken = (text: string): boolean => !/[a-z]/.test(text);

function sequence(parts: readonly Part[], id: string): Argument[] {
  const found: Argument[] = [];
  for (let i = 0; i < parts.length; ) {
    const part = parts[i];
    if (part?.kind === 'word' && isToken(part.text)) {
      let end = i + 1;
      while (isPlain(parts[end])) end++;
      found.push(withToken(part.text, sequence(parts.slice(i + 1, end), id)));
      i = end;
    } else {
      if (part) found.push(single(part, id));
      i++;
    }
  }
  return found;
}

/** True for what belongs to the token before it. */
function isPlain(part: Part | undefined): boolean {
  switch (part?.kind) {
    case 'word':
      return !isToken(part.text);
    case 'choice':
      return !part.optional;
    case 'repeat':
      return part.parts.length === 1 || isPlain(part.parts[0]);
    default:
      return false;
  }
}

function withToken(token: string, values: readonly Argument[]): Argument {
  const [only] = values;
  if (only === undefined) return { name: token.toLowerCase(), type: 'pure-token', token };
  if (values.length === 1 && only.token === undefined) return { ...only, token };
  return { name: token.toLowerCase(), type: 'block', token, arguments: values };
}

function single(part: Part, id: string): Argument {
  switch (part.kind) {
    case 'word':
      return { name: part.text, type: leafType(part.text, id) };
    case 'repeat':
      return repeated(part.parts, id);
    case 'choice': {
      const [only] = part.alternatives;
      const inner =
        part.alternatives.length === 1 && only ? block(sequence(only, id)) : oneOf(part.alternatives, id);
      return part.optional ? { ...inner, optional: true } : inner;
    }
  }
}

function repeated(parts: readonly Part[], id: string): Argument {
  const [only] = parts;
  // A lone word in capitals that repeats is an argument after all: `ID [ID ...]`.
  if (parts.length === 1 && only?.kind === 'word') {
    return { name: only.text, type: leafType(only.text, id), multiple: true };
  }
  const inner = block(sequence(parts, id));
  return inner.token === undefined
    ? { ...inner, multiple: true }
    : { ...inner, multiple: true, multipleToken: true };
}

function block(values: readonly Argument[]): Argument {
  const [only] = values;
  if (values.length === 1 && only) return only;
  return { name: joined(values), type: 'block', arguments: values };
}

function oneOf(alternatives: readonly Part[][], id: string): Argument {
  const words = alternatives.map(([first, second, ...more]) => ({
    first: first?.kind === 'word' ? first.text : undefined,
    second: second?.kind === 'word' ? second.text : undefined,
    more: more.length > 0 || (second !== undefined && second.kind !== 'word'),
  }));
  const allSmall = words.every(({ first, more }) => first !== undefined && !more && !isToken(first));
  if (allSmall && words.every(({ second }) => second === undefined)) {
    const tokens = words.map(
      ({ first = '' }) => ({ name: first, type: 'pure-token', token: first }) as const,
    );
    return { name: joined(tokens), type: 'oneof', arguments: tokens };
  }
  if (allSmall && words.every(({ second }) => second !== undefined)) {
    const pairs = words.map(({ first = '', second = '' }) => ({
      name: second,
      type: leafType(second, id),
      token: first,
    }));
    return { name: joined(pairs), type: 'oneof', arguments: pairs };
  }
  const values = alternatives.map((parts) => block(sequence(parts, id)));
  return { name: joined(values), type: 'oneof', arguments: values };
}

/** A name for what has none in the notation. */
const joined = (values: readonly Argument[]): string =>
  values
    .slice(0, 4)
    .map(({ name }) => name)
    .join('_');
