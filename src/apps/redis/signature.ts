/**
 * How a method's arguments become a command, written as one line in the command's own order. Methods are data: the same
 * line builds the command and is read aloud by the editor.
 *
 * | in the line       | JavaScript                                | on the wire                            |
 * | ----------------- | ----------------------------------------- | -------------------------------------- |
 * | `GET`             | nothing                                   | the word                               |
 * | `key`             | a string or bytes                         | as it is                               |
 * | `value=`          | a string, bytes or a number               | as text                                |
 * | `seconds#`        | a number                                  | as text                                |
 * | `min^`            | a score: a number or a bound like `'(5'`   | as text, `+inf`, `-inf`                |
 * | `at@s`, `at@ms`   | a Date or a number                        | seconds or ms since the epoch          |
 * | `keys*`           | one string or an array                    | each                                   |
 * | `+keys*`          | one string or an array                    | their number, then each                |
 * | `<members>`       | something of its own, see shapes.ts       | what it makes of it                    |
 * | `{COUNT# NX! by}` | an object of options                      | see below                              |
 *
 * A `?` at the end makes an argument one that may be left out. `3:mode?` is the third argument of the method, wherever it
 * stands; without a number, arguments come in the line's order. In options, `NAME!` is a flag, `NAME#` and `NAME` are
 * followed by their value, and a name in lower case stands for its value alone.
 */
import { ArgumentList, field } from './arguments.ts';
import { type ShapeName, shapes } from './shapes.ts';

interface Step {
  readonly add: (list: ArgumentList, args: readonly unknown[]) => void;
  /** Name and type in TypeScript, and its place among the method's arguments; undefined for a word. */
  readonly parameter: { readonly index: number; readonly text: string } | undefined;
}

export interface Signature {
  /** The command's name and its subcommand. */
  readonly words: readonly string[];
  /** Parameters as TypeScript writes them. */
  readonly parameters: readonly string[];
  build(args: readonly unknown[]): string[];
}

const WORD = /^[A-Z][A-Z0-9_-]*$/;
const ARGUMENT = /^(?:(\d):)?(\+)?([a-zA-Z0-9]+)(=|#|\^|@s|@ms|\*)?(\?)?$/;
const SHAPE = /^(?:(\d):)?<(\w+)>(\?)?$/;
const OPTIONS = /^(?:(\d):)?\{([^}]*)\}$/;

/** Reads a line; a wrong one is an error of ours and throws. */
export function readSignature(line: string): Signature {
  let next = 0;
  const place = (index: string | undefined) => (index === undefined ? next++ : Number(index) - 1);
  const steps = (line.match(/(?:\d:)?\{[^}]*\}|\S+/g) ?? []).map((token): Step => {
    if (WORD.test(token)) return { add: (list) => list.push(token), parameter: undefined };
    const options = OPTIONS.exec(token);
    if (options) return optionsStep(place(options[1]), options[2] ?? '');
    const shape = SHAPE.exec(token);
    if (shape) return shapeStep(place(shape[1]), shape[2] ?? '', shape[3] !== undefined);
    const plain = ARGUMENT.exec(token);
    if (!plain) throw new Error(`No such argument: ${token}`);
    const [, index, counted, name = '', kind, optional] = plain;
    return plainStep(place(index), name, counted ? '+' : kind, optional !== undefined);
  });
  const [words = ''] = /^[A-Z][A-Z0-9_-]*(?: [A-Z][A-Z0-9_-]*)*(?= |$)/.exec(line) ?? [];
  return {
    words: words.split(' '),
    parameters: parametersOf(steps),
    build(args) {
      const list = new ArgumentList();
      for (const { add } of steps) add(list, args);
      return list.argv;
    },
  };
}

/** Parameters in the method's order; options that stand in two places of the command are one object. */
function parametersOf(steps: readonly Step[]): readonly string[] {
  const texts: string[] = [];
  for (const { parameter } of steps) {
    if (!parameter) continue;
    const before = texts[parameter.index];
    texts[parameter.index] =
      before === undefined
        ? parameter.text
        : `${before.slice(0, -2)}, ${parameter.text.replace(/^[^{]*\{ /, '')}`;
  }
  return texts;
}

const TYPES: Readonly<Record<string, string>> = {
  '=': 'string | number',
  '#': 'number',
  '^': 'string | number',
  '@s': 'number | Date',
  '@ms': 'number | Date',
  '*': 'string | string[]',
  '+': 'string | string[]',
};

function plainStep(index: number, name: string, kind: string | undefined, optional: boolean): Step {
  return {
    parameter: { index, text: `${name}${optional ? '?' : ''}: ${TYPES[kind ?? ''] ?? 'string'}` },
    add(list, args) {
      const value = args[index];
      if (optional && (value === undefined || value === null)) return;
      if (kind === '=') list.pushValue(value);
      else if (kind === '#') list.pushNumber(value);
      else if (kind === '^') list.pushScore(value);
      else if (kind === '@s') list.pushTime(value, 's');
      else if (kind === '@ms') list.pushTime(value, 'ms');
      else if (kind === '*' || kind === '+') list.pushMany(value, kind === '+');
      else list.push(value);
    },
  };
}

function shapeStep(index: number, name: string, optional: boolean): Step {
  const shape = isShape(name) ? shapes[name] : undefined;
  if (!shape) throw new Error(`No such shape: ${name}`);
  return {
    parameter: { index, text: shape.text },
    add(list, args) {
      if (optional && args[index] === undefined) return;
      shape.add(list, args[index], args.slice(index + 1));
    },
  };
}

const isShape = (name: string): name is ShapeName => Object.hasOwn(shapes, name);

function optionsStep(index: number, text: string): Step {
  const options = text.split(' ').map((token) => {
    const name = token.replace(/[!#]$|@m?s$/, '');
    return { name, kind: token.slice(name.length), bare: !WORD.test(name) };
  });
  const types = options.map(({ name, kind }) => {
    const type = kind === '!' ? 'true' : kind === '#' ? 'number' : kind === '' ? 'string' : 'number | Date';
    return `${name}?: ${type}`;
  });
  return {
    parameter: { index, text: `options?: { ${types.join(', ')} }` },
    add(list, args) {
      for (const { name, kind, bare } of options) {
        const value = field(args[index], name);
        if (value === undefined || value === null || value === false) continue;
        if (!bare) list.push(name);
        if (kind === '#') list.pushNumber(value);
        else if (kind.startsWith('@')) list.pushTime(value, kind === '@s' ? 's' : 'ms');
        else if (kind !== '!') list.push(value);
      }
    },
  };
}
