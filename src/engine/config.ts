/**
 * CONFIG's parameters: only those that mean something here, each with its type, bounds and effect. A host adds its own
 * (persistence does) with `register`. Values are shown and read as text; the texts of errors are the reference's.
 */
import * as errors from './errors.ts';
import { globMatch } from './glob.ts';
import { INT64_MAX, parseInt64 } from './numbers.ts';

/** One parameter. `get` and `set` work on the text; `set` throws a message where the text is no good. */
export interface Parameter {
  readonly name: string;
  /** Another name for the same thing, kept from older releases. */
  readonly alias?: string;
  /** Cannot be changed while the server runs. */
  readonly immutable?: boolean;
  get(): string;
  /** Takes the text and applies it; throws a `BadValue` with what is wrong. */
  set(text: string): void;
}

/** Why a value was refused: the words after the dash in CONFIG SET's error. */
export class BadValue {
  readonly message: string;
  constructor(message: string) {
    this.message = message;
  }
}

export class Config {
  private readonly byName = new Map<string, Parameter>();

  /** Adds a parameter, under its name and its alias; one of the same name is replaced. */
  register(parameter: Parameter): void {
    this.byName.set(parameter.name, parameter);
    if (parameter.alias !== undefined) this.byName.set(parameter.alias, parameter);
  }

  /** The value of a parameter, or undefined where there is none of that name. */
  get(name: string): string | undefined {
    return this.byName.get(name.toLowerCase())?.get();
  }

  /** Names and values that match any of the patterns, each name once. */
  match(patterns: readonly string[]): [name: string, value: string][] {
    const found = new Map<string, string>();
    for (const pattern of patterns) {
      const exact = this.byName.get(pattern.toLowerCase());
      // An exact name is answered in the spelling of the question.
      if (exact) found.set(pattern, exact.get());
      else if (/[*?[]/.test(pattern)) {
        for (const [name, parameter] of this.byName) {
          if (!found.has(name) && globMatch(pattern, name, true)) found.set(name, parameter.get());
        }
      }
    }
    return [...found];
  }

  /**
   * Sets all pairs or none: what was applied before a refused one is taken back.
   * Throws the reference's error reply for unknown, repeated, immutable and malformed ones.
   */
  set(pairs: readonly (readonly [name: string, value: string])[]): void {
    const planned = this.plan(pairs);
    const before: [Parameter, string][] = [];
    for (const [parameter, name, value] of planned) {
      const old = parameter.get();
      try {
        parameter.set(value);
      } catch (error) {
        if (!(error instanceof BadValue)) throw error;
        for (const [other, text] of before.reverse()) other.set(text);
        throw errors.configSetFailed(name, error.message);
      }
      before.push([parameter, old]);
    }
  }

  private plan(pairs: readonly (readonly [name: string, value: string])[]) {
    const planned: [Parameter, string, string][] = [];
    for (const [name, value] of pairs) {
      const parameter = this.byName.get(name.toLowerCase());
      if (!parameter) throw errors.unknownConfig(name);
      if (parameter.immutable) throw errors.configSetFailed(name, "can't set immutable config");
      if (planned.some(([other]) => other === parameter)) {
        throw errors.configSetFailed(name, 'duplicate parameter');
      }
      planned.push([parameter, name, value]);
    }
    return planned;
  }
}

interface Common {
  readonly alias?: string;
  readonly immutable?: boolean;
}

/** A whole number within [min, max]. `apply` gets the number; beyond 2⁵³ it is the nearest double. */
export function integerParameter(
  name: string,
  min: number,
  max: number | bigint,
  get: () => number,
  apply: (value: number) => void,
  common: Common = {},
): Parameter {
  return {
    name,
    ...common,
    get: () => String(get()),
    set(text) {
      const value = parseInt64(text);
      if (value === undefined) throw new BadValue("argument couldn't be parsed into an integer");
      if (value < min || value > max)
        throw new BadValue(`argument must be between ${min} and ${max} inclusive`);
      apply(Number(value));
    },
  };
}

const UNITS: Record<string, number> = {
  '': 1,
  b: 1,
  k: 1000,
  kb: 1024,
  m: 1e6,
  mb: 1024 ** 2,
  g: 1e9,
  gb: 1024 ** 3,
};

/** Bytes of a memory value such as `100mb`, or undefined; no digits are 0. Source: the reference's `memtoull`. */
export function parseMemory(text: string): number | undefined {
  const [, digits = '', unit = ''] = /^(\d*)([a-z]*)$/i.exec(text) ?? [undefined, '', '?'];
  const scale = UNITS[unit.toLowerCase()];
  return scale === undefined ? undefined : Number(digits) * scale;
}

/** A number of bytes, with the units k, kb, m, mb, g, gb. */
export function memoryParameter(
  name: string,
  min: number,
  get: () => number,
  apply: (bytes: number) => void,
  common: Common = {},
): Parameter {
  return {
    name,
    ...common,
    get: () => String(get()),
    set(text) {
      const bytes = parseMemory(text);
      if (bytes === undefined) throw new BadValue('argument must be a memory value');
      if (bytes < min) throw new BadValue(`argument must be between ${min} and ${INT64_MAX} inclusive`);
      apply(bytes);
    },
  };
}

/** `yes` or `no`. */
export function booleanParameter(
  name: string,
  get: () => boolean,
  apply: (value: boolean) => void,
): Parameter {
  return {
    name,
    get: () => (get() ? 'yes' : 'no'),
    set(text) {
      const word = text.toLowerCase();
      if (word !== 'yes' && word !== 'no') throw new BadValue("argument must be 'yes' or 'no'");
      apply(word === 'yes');
    },
  };
}

/** One of a few words. */
export function enumParameter<T extends string>(
  name: string,
  words: readonly T[],
  get: () => T,
  apply: (value: T) => void,
): Parameter {
  return {
    name,
    get,
    set(text) {
      const word = words.find((candidate) => candidate === text.toLowerCase());
      if (word === undefined) {
        throw new BadValue(`argument(s) must be one of the following: ${words.join(', ')}`);
      }
      apply(word);
    },
  };
}

/** Free text; `apply` throws a BadValue where it does not like it. */
export const textParameter = (
  name: string,
  get: () => string,
  apply: (value: string) => void,
): Parameter => ({
  name,
  get,
  set: apply,
});
