/** The methods of `redis` for whoever writes a program: how each is called, and what it gives. */
import { methods } from './redis/methods.ts';

export interface MethodHelp {
  readonly name: string;
  /** `set(key: string, value: string | number, options?: { … })`. */
  readonly call: string;
  readonly parameters: readonly string[];
  /** The type that its promise gives. */
  readonly gives: string;
  /** The command that it sends; undefined where it is more than one. */
  readonly command: string | undefined;
}

/** What is more than a command, with its parameters. */
const OWN: readonly (readonly [name: string, parameters: readonly string[], gives: string])[] = [
  ['multi', [], 'a transaction: chain commands, then exec() or execAsPipeline()'],
  ['sendCommand', ['words: string[]'], 'unknown'],
  ['subscribe', ['channels: string | string[]', 'listener: (message, channel) => void'], 'void'],
  ['unsubscribe', ['channels?: string | string[]'], 'void'],
  ['pSubscribe', ['patterns: string | string[]', 'listener: (message, channel) => void'], 'void'],
  ['pUnsubscribe', ['patterns?: string | string[]'], 'void'],
  ['duplicate', [], 'one more client, to be connected'],
  ['connect', [], 'the client'],
  ['close', [], 'void'],
  ['scanIterator', ['options?: { MATCH?: string, COUNT?: number }'], 'pages of keys, for await … of'],
  ['hScanIterator', ['key: string', 'options?: object'], 'pages of fields, for await … of'],
  ['sScanIterator', ['key: string', 'options?: object'], 'pages of members, for await … of'],
  ['zScanIterator', ['key: string', 'options?: object'], 'pages of members, for await … of'],
];

export function describeMethods(): readonly MethodHelp[] {
  const help = (
    name: string,
    parameters: readonly string[],
    gives: string,
    command: string | undefined,
  ): MethodHelp => ({ name, call: `${name}(${parameters.join(', ')})`, parameters, gives, command });
  return [
    ...OWN.map(([name, parameters, gives]) => help(name, parameters, gives, undefined)),
    ...[...methods.values()].map(({ name, parameters, gives, words }) =>
      help(name, parameters, gives, words.join(' ')),
    ),
  ];
}
