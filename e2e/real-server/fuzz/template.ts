/**
 * Templates of commands, from which the fuzzer draws. Words stand for themselves; `$name` draws an argument of that kind;
 * `{ a | b c }` takes one side; `[ a ]` comes or does not; `( a )*5` comes one to five times.
 * `SET $string $value [ { NX | XX } ] [ GET ]`
 */
import type { Random } from '../../../src/engine/random.ts';
import { draw } from './arguments.ts';

type Part =
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'argument'; readonly name: string }
  | { readonly kind: 'choice'; readonly sides: readonly (readonly Part[])[] }
  | { readonly kind: 'optional'; readonly parts: readonly Part[] }
  | { readonly kind: 'repeat'; readonly parts: readonly Part[]; readonly most: number };

export interface Template {
  /** Upper case; with its subcommand where the first two words are one: `OBJECT ENCODING`. */
  readonly name: string;
  readonly parts: readonly Part[];
}

export function compile(text: string): Template {
  const tokens = text.trim().split(/\s+/);
  const parts = sequence(tokens, '');
  if (tokens.length > 0) throw new Error(`unbalanced template: ${text}`);
  const [first] = parts;
  return { name: first?.kind === 'word' ? first.text : '', parts };
}

/** Reads parts up to `close`, which it takes too. */
function sequence(tokens: string[], close: string): Part[] {
  const parts: Part[] = [];
  for (let token = tokens.shift(); token !== undefined; token = tokens.shift()) {
    if (token === close || (close === ')' && token.startsWith(')*'))) {
      if (close === ')') tokens.unshift(token.slice(2));
      return parts;
    }
    parts.push(part(token, tokens));
  }
  if (close !== '') throw new Error(`no ${close}`);
  return parts;
}

function part(token: string, tokens: string[]): Part {
  if (token === '[') return { kind: 'optional', parts: sequence(tokens, ']') };
  if (token === '(') {
    const parts = sequence(tokens, ')');
    return { kind: 'repeat', parts, most: Number(tokens.shift()) };
  }
  if (token === '{') {
    const sides: Part[][] = [[]];
    for (let next = tokens.shift(); next !== '}'; next = tokens.shift()) {
      if (next === undefined) throw new Error('no }');
      if (next === '|') sides.push([]);
      else sides.at(-1)?.push(part(next, tokens));
    }
    return { kind: 'choice', sides };
  }
  // A lone `$` is a word of some commands.
  return token.length > 1 && token.startsWith('$')
    ? { kind: 'argument', name: token.slice(1) }
    : { kind: 'word', text: token };
}

/** Draws one command from a template. */
export function expand(template: Template, random: Random): string[] {
  const argv: string[] = [];
  append(argv, template.parts, random);
  return argv;
}

function append(argv: string[], parts: readonly Part[], random: Random): void {
  for (const part of parts) {
    if (part.kind === 'word') argv.push(part.text);
    else if (part.kind === 'argument') argv.push(draw(part.name, random));
    else if (part.kind === 'choice') append(argv, part.sides[random.below(part.sides.length)] ?? [], random);
    else if (part.kind === 'optional') {
      if (random.below(3) === 0) append(argv, part.parts, random);
    } else for (let i = random.below(part.most); i >= 0; i--) append(argv, part.parts, random);
  }
}
