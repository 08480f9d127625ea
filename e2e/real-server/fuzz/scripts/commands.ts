/** Commands that run scripts: EVAL and its kin, SCRIPT, FUNCTION and FCALL, with random bodies. */
import type { Random } from '../../../../src/engine/random.ts';
import { sha1Hex } from '../../../../src/engine/sha1.ts';
import { draw } from '../arguments.ts';
import { TEMPLATES } from '../grammar/index.ts';
import { expand } from '../template.ts';
import { LuaSource } from './source.ts';

/**
 * Left out inside scripts: replies by chance or time, and commands that releases answer in different ways, which only a
 * reply that stands for itself can be forgiven.
 */
const UNSUITED =
  /^(SPOP|RANDOMKEY|SRANDMEMBER|HRANDFIELD|ZRANDMEMBER|SCAN|.SCAN|P?TTL|P?EXPIRETIME|OBJECT|BITCOUNT|BITPOS|GEO.*|SORT.*|XREAD.*|XSETID|XGROUP|XINFO|XPENDING|XCLAIM|XAUTOCLAIM|XACK|LPOS|LREM|ZRANK|ZREVRANK|B[LRZ].*)$/;
const SUITED = TEMPLATES.filter(({ name }) => !UNSUITED.test(name));
const REFUSED: readonly (readonly string[])[] = [
  ['MULTI'],
  ['EVAL', 'return 1', '0'],
  ['SUBSCRIBE', 'x'],
  ['CLIENT', 'ID'],
  ['NOPE', 'x'],
  ['GET'],
  [],
  ['AUTH', 'x'],
  ['SCRIPT', 'FLUSH'],
];

function innerCommand(random: Random): readonly string[] {
  if (random.below(25) === 0) return REFUSED[random.below(REFUSED.length)] ?? [];
  const template = SUITED[random.below(SUITED.length)];
  return template ? expand(template, random) : [];
}

const FIRST_LINES = [
  '#!lua',
  '#!lua flags=no-writes',
  '#!lua flags=allow-oom,no-cluster',
  '#!lua flags=nope',
  '#!foo',
  '#!lua name=x',
];
const LIBRARIES = 3;

export class ScriptCommands {
  private readonly random: Random;
  private readonly source: LuaSource;
  private readonly bodies: string[] = [];

  constructor(random: Random) {
    this.random = random;
    this.source = new LuaSource(random, innerCommand);
  }

  command(): string[] {
    const { random } = this;
    const kind = random.below(32);
    if (kind < 14) return ['EVAL', this.body(), ...this.rest()];
    if (kind < 16) return ['EVAL_RO', this.body(), ...this.rest()];
    if (kind < 20) return ['EVALSHA', this.sha(), ...this.rest()];
    if (kind < 21) return ['EVALSHA_RO', this.sha(), ...this.rest()];
    if (kind < 22) return ['SCRIPT', 'LOAD', this.body()];
    if (kind < 23) return ['SCRIPT', 'EXISTS', this.sha(), this.sha()];
    if (kind < 26) return this.load();
    if (kind < 29) return ['FCALL', this.functionName(), ...this.rest()];
    if (kind < 30) return ['FCALL_RO', this.functionName(), ...this.rest()];
    return this.managing();
  }

  private body(): string {
    const { random } = this;
    const first = random.below(8) === 0 ? `${FIRST_LINES[random.below(FIRST_LINES.length)]}\n` : '';
    const body = first + this.source.body();
    this.bodies.push(body);
    if (this.bodies.length > 12) this.bodies.shift();
    return body;
  }

  private sha(): string {
    const body = this.bodies[this.random.below(this.bodies.length + 1)];
    return body === undefined ? 'f'.repeat(40) : sha1Hex(body);
  }

  /** The number of keys, the keys and some other words. */
  private rest(): string[] {
    const { random } = this;
    const keys = Array.from({ length: random.below(4) }, () => draw('key', random));
    const words = Array.from({ length: random.below(3) }, () => draw('value', random));
    const slip = random.below(40);
    const count = slip === 0 ? '-1' : slip === 1 ? '9' : slip === 2 ? 'x' : String(keys.length);
    return [count, ...keys, ...words];
  }

  private readonly functionName = () => `f${this.random.below(LIBRARIES + 1)}`;

  private load(): string[] {
    const { random } = this;
    const n = random.below(LIBRARIES);
    const flags = random.below(4) === 0 ? ", flags = {'no-writes'}" : '';
    const register =
      flags === ''
        ? `('f${n}', function(KEYS, ARGV)`
        : `{function_name = 'f${n}', callback = function(KEYS, ARGV)`;
    const end = flags === '' ? 'end)' : `end${flags}}`;
    const code = `#!lua name=lib${n}\nredis.register_function${register}\n${this.source.body()}\n${end}`;
    return ['FUNCTION', 'LOAD', ...(random.below(4) > 0 ? ['REPLACE'] : []), code];
  }

  private managing(): string[] {
    const commands = [
      ['FUNCTION', 'LIST'],
      ['FUNCTION', 'LIST', 'WITHCODE'],
      ['FUNCTION', 'LIST', 'LIBRARYNAME', 'lib[01]'],
      ['FUNCTION', 'STATS'],
      ['FUNCTION', 'DELETE', `lib${this.random.below(LIBRARIES)}`],
      ['FUNCTION', 'FLUSH'],
      ['FUNCTION', 'RESTORE', 'x'],
      ['SCRIPT', 'FLUSH'],
      ['SCRIPT', 'KILL'],
      ['FUNCTION', 'KILL'],
    ];
    return commands[this.random.below(commands.length)] ?? [];
  }
}
