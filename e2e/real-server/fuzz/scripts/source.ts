/**
 * Random Lua: expressions and statements that are mostly sound and give the same on every machine. A body is one statement
 * a line, so that what differs can be cut down line by line. Left out is what the reference leaves open (the order of sets
 * and hashes goes through `sorted`) or what its releases do in different ways (numbers with many digits as words).
 */
import type { Random } from '../../../../src/engine/random.ts';

/** Words of a command for redis.call. */
export type DrawCommand = (random: Random) => readonly string[];

const HEAD = [
  "local t = {} local function keep(...) for i = 1, select('#', ...) do local v = select(i, ...) if v == nil then v = 'nil' end t[#t + 1] = v end end",
  "local function sorted(v) if type(v) ~= 'table' or v.err then return v end local l = {} for k, x in pairs(v.set or v.map or v) do l[#l + 1] = tostring(k ~= nil and (v.set or v.map) and k or x) .. (v.map and tostring(x) or '') end table.sort(l) return l end",
];
const UNORDERED = /^(SMEMBERS|SUNION|SINTER|SDIFF|KEYS|HKEYS|HVALS|HGETALL)$/i;
/** Printed with other digits by older releases where they become part of a text. */
const DIGITS = /^(B?Z|GEO)/i;

const TEXTS = [
  '',
  'a',
  'foo',
  'bar baz',
  '12',
  '-3',
  '1.5',
  'x\x00y',
  'z\xff\r\n',
  'Hello',
  '{"a":[1,2,{"b":null}]}',
  '[]',
];
const JSON_TEXTS = [
  '[1,2.5,"x",true,null]',
  '{"a":1}',
  '[]',
  '{}',
  '"x"',
  '12',
  '[1,',
  '{"a":{"b":[true]}}',
  'nope',
  '',
];
const FORMATS = [
  '%d',
  '%5d|%s',
  '%x',
  '%s-%s',
  '%5.2f',
  '%q',
  '%g',
  '%o',
  '%%',
  '%c',
  '%05d',
  '%-4s|',
  '%i %u',
  '%e',
];
const PATTERNS = ['a', '%w+', '(%w)(%w)', '.', '%s*$', '^f', '[a-o]', '()', '%d', 'o-', '%'];
/** Without doubles: what cmsgpack writes for numbers of 2^63 and more is not the reference's. */
const STRUCTS = ['>I4', 'b', 'BB', 'hH', 'l', '<i8', 'I2s', 'c3', '!4bi', 'sb'];
const MESSAGES = ['oops', 'ERR bad', 'MY own text', '', '-X y', 'two\nlines'];

export class LuaSource {
  private readonly random: Random;
  private readonly draw: DrawCommand;

  constructor(random: Random, draw: DrawCommand) {
    this.random = random;
    this.draw = draw;
  }

  /** A whole body, without a first line of its own. */
  body(): string {
    const lines = [...HEAD];
    for (let i = this.below(7); i >= 0; i--) lines.push(this.statement());
    if (this.below(30) === 0)
      lines.push(this.pick('return (', 'local 1', 'end', 'x ==', "'", 'return 1 return'));
    lines.push(this.below(6) === 0 ? `return ${this.value(2)}` : 'return t');
    return lines.join('\n');
  }

  private below(count: number): number {
    return this.random.below(count);
  }
  private pick(...choices: readonly string[]): string {
    return choices[this.below(choices.length)] ?? '';
  }
  /** One of the writers, called. */
  private one(...writers: readonly (() => string)[]): string {
    return writers[this.below(writers.length)]?.() ?? '';
  }

  private statement(): string {
    return this.one(
      () => this.calling(),
      () => this.calling(),
      () => this.calling(),
      () => this.calling(),
      () => `keep(${this.value(2)})`,
      () => `keep(${this.value(2)})`,
      () => `local v = ${this.value(2)} keep(type(v), v)`,
      () => `redis.setresp(${this.pick('2', '3', '3')})`,
      () => `if ${this.condition()} then keep(1) else keep(2) end`,
      () => `for i = 1, ${this.below(5)} do redis.call('RPUSH', 'list:0', i) end`,
      () => `for i, v in ipairs(${this.table(1)}) do keep(i, type(v)) end`,
      () => this.protected(),
      () => this.protected(),
      () => this.odd(),
    );
  }

  /** A command is run and its reply kept, mostly in a way that survives an error. */
  private calling(): string {
    const argv = this.draw(this.random);
    const call = `${this.below(5) === 0 ? 'redis.call' : 'redis.pcall'}(${this.words(argv)})`;
    const name = argv[0] ?? '';
    if (UNORDERED.test(name)) return `keep(sorted(${call}))`;
    if (DIGITS.test(name)) return `keep(${call})`;
    return this.one(
      () => `keep(${call})`,
      () => `keep(${call})`,
      () => `keep(${call})`,
      () => `keep(type(${call}))`,
      () => `local r = ${call} keep(type(r) == 'table' and (r.err or r.ok or #r) or r)`,
      () => `keep(cjson.encode(${call}))`,
      () => `keep(cmsgpack.unpack(cmsgpack.pack(${call})))`,
      () => `keep(tostring((${call})) == 'x')`,
    );
  }

  /** The words of a command as arguments: texts, numbers, KEYS and ARGV. */
  private words(argv: readonly string[]): string {
    // Other words might be scores, and members of these keys all have the same; or times that come while both servers run.
    const fixed = argv.some((word) => word.startsWith('lex:')) || /EXPIRE|EX$|^SET$/.test(argv[0] ?? '');
    return argv
      .map((word, i) => {
        if (i > 0 && !fixed && this.below(12) === 0)
          return this.pick('KEYS[1]', 'KEYS[2]', 'ARGV[1]', 'ARGV[2]');
        if (i > 0 && !fixed && this.below(80) === 0)
          return this.pick('nil', '{}', 'true', '1.25', '-0.5', '1e3');
        // Not 0: where -0 stands in the same script, Lua takes one for the other, and older releases write it so.
        return /^-?[1-9]\d{0,8}$/.test(word) && this.below(2) === 0 ? word : literal(word);
      })
      .join(', ');
  }

  private protected(): string {
    return this.one(
      () => this.protectedCall(),
      () => `keep(pcall(error, (${this.value(1)})))`,
      () => `keep(pcall(function() error(${literal(this.pick(...MESSAGES))}) end))`,
      () => `keep(pcall(function() return ${this.value(2)} end))`,
      () => `keep(xpcall(function() return ${this.value(2)} end, function(e) return 'H' .. tostring(e) end))`,
      () => `keep(select(2, pcall(redis.call, 'INCR', 'list:0')))`,
      () =>
        `keep(coroutine.resume(coroutine.create(function(a) return a, ${this.value(1)} end), ${this.number(1)}))`,
      () => `keep(loadstring(${literal(`return ${this.value(1)}`)})())`,
    );
  }

  private protectedCall(): string {
    const argv = this.draw(this.random);
    const words = this.words(argv) || "'PING'";
    const kept = UNORDERED.test(argv[0] ?? '') ? 'sorted(r)' : 'r';
    return `local ok, r = pcall(redis.call, ${words}) keep(ok, ${kept})`;
  }

  private odd(): string {
    return this.one(
      () =>
        // Not with any table: without a text in `err` that ends a server of 7.0.
        `error(${this.one(
          () => literal(this.pick(...MESSAGES)),
          () => this.number(1),
          () => this.pick('nil', 'true'),
          () => `{err = ${this.text(0)}}`,
        )})`,
      () => `keep(redis.error_reply(${literal(this.pick(...MESSAGES))}))`,
      () => `keep(redis.status_reply(${this.text(0)}))`,
      () => `keep(redis.sha1hex(${this.value(0)}))`,
      () => `keep(redis.log(redis.LOG_DEBUG, ${this.text(0)}))`,
      () => `keep(redis.log(${this.value(0)}, ${this.text(0)}))`,
      () => `keep(redis.acl_check_cmd(${this.words(this.draw(this.random)) || "'GET'"}))`,
      () => `keep(redis.replicate_commands())`,
      () => `redis.set_repl(${this.pick('redis.REPL_ALL', 'redis.REPL_NONE', '9', 'redis.REPL_AOF')})`,
      () => `redis.call('SELECT', ${this.pick('0', '1', '2', '16')})`,
      () =>
        `keep(${this.pick('nope', 'nope.x', 'redis.nope', 'redis.nope()', 'KEYS.x.y', 'string.nope', '_G.nope')})`,
      () =>
        this.pick(
          'nope = 1',
          'redis.x = 1',
          'string.x = 1',
          '_G.x = 1',
          'KEYS[1] = "z"',
          'ARGV = {}',
          'x.y = 1',
        ),
      () => `math.randomseed(${this.below(50)}) keep(math.random(${1 + this.below(100)}))`,
      () => `keep(redis.setresp(${this.value(0)}))`,
      () => `do return ${this.value(1)} end`,
      () => `assert(${this.condition()}, ${this.text(0)})`,
    );
  }

  private condition(): string {
    return this.one(
      () => `${this.value(1)} == ${this.value(1)}`,
      () => `${this.number(1)} < ${this.number(1)}`,
      () => `${this.text(1)} <= ${this.text(1)}`,
      () => `not ${this.value(1)}`,
      () => `${this.text(1)}:find(${literal(this.pick(...PATTERNS))})`,
    );
  }

  /** Any value; `depth` bounds what is inside it. */
  private value(depth: number): string {
    if (depth <= 0)
      return this.one(
        () => this.text(0),
        () => this.number(0),
        () => this.pick('true', 'false', 'nil', '{}'),
      );
    return this.one(
      () => this.text(depth),
      () => this.text(depth),
      () => this.number(depth),
      () => this.number(depth),
      () => this.table(depth),
      () => this.pick('true', 'false', 'nil', 'KEYS', 'ARGV'),
      () => `{ok = ${this.text(depth - 1)}}`,
      () => `{err = ${this.text(depth - 1)}}`,
      () => `{double = ${this.number(depth - 1)}}`,
      () => `{big_number = ${literal(this.pick('12', '-123456789012345678901234567890', 'x'))}}`,
      () => `{verbatim_string = {string = ${this.text(depth - 1)}, format = 'txt'}}`,
      () => `{map = {a = ${this.value(depth - 1)}}}`,
      () => `{set = {a = true}}`,
      () => `cjson.decode(${literal(this.pick(...JSON_TEXTS))})`,
      () => `cmsgpack.unpack(cmsgpack.pack(${this.value(depth - 1)}))`,
      () => `struct.unpack(${literal(this.pick(...STRUCTS))}, ${this.text(depth - 1)})`,
      () => `${this.value(depth - 1)} and ${this.value(depth - 1)}`,
    );
  }

  private table(depth: number): string {
    const items: string[] = [];
    for (let i = this.below(4); i > 0; i--) items.push(this.value(depth - 1));
    if (this.below(4) === 0)
      items.push(`${this.pick('a', 'b', 'ok', 'err', '[3]', '[1.5]')} = ${this.value(depth - 1)}`);
    return `{${items.join(', ')}}`;
  }

  private text(depth: number): string {
    const simple = () =>
      this.one(
        () => literal(this.pick(...TEXTS)),
        () => this.pick('KEYS[1]', 'ARGV[1]', 'ARGV[2]', 'KEYS[3]'),
      );
    if (depth <= 0) return literal(this.pick(...TEXTS));
    const [text, number] = [() => this.text(depth - 1), () => this.number(depth - 1)];
    return this.one(
      simple,
      simple,
      () => `${text()} .. ${this.one(text, number)}`,
      () => `tostring(${this.one(number, () => this.pick('true', 'nil'), text)})`,
      () => `string.sub(${text()}, ${number()}, ${number()})`,
      () => `string.rep(${text()}, ${this.below(6) - 1})`,
      () => `(${text()}):${this.pick('upper', 'lower', 'reverse')}()`,
      () =>
        `string.format(${literal(this.pick(...FORMATS))}, ${this.one(number, text)}, ${this.one(number, text)})`,
      () => `cjson.encode(${this.value(depth - 1)})`,
      () => `cmsgpack.pack(${this.value(depth - 1)}, ${this.value(depth - 1)})`,
      () => `struct.pack(${literal(this.pick(...STRUCTS))}, ${number()}, ${number()})`,
      () => `redis.sha1hex(${text()})`,
      () =>
        `(string.gsub(${text()}, ${literal(this.pick(...PATTERNS))}, ${literal(this.pick('x', '%0%0', '', '%1', '%'))}))`,
      () => `(string.match(${text()}, ${literal(this.pick(...PATTERNS))}))`,
      () => `table.concat(${this.table(depth)}, ',')`,
      () => `type(${this.value(depth - 1)})`,
      () => `bit.tohex(${number()})`,
    );
  }

  private number(depth: number): string {
    const simple = () =>
      this.one(
        () => String(this.below(40) - 10),
        () =>
          this.pick('0.5', '-2.75', '100', '2147483648', '-1099511627776', '1e15', '3.99', '#KEYS', '#ARGV'),
      );
    if (depth <= 0) return simple();
    const number = () => this.number(depth - 1);
    return this.one(
      simple,
      simple,
      () => `(${number()} ${this.pick('+', '-', '*')} ${number()})`,
      () => `(${number()} % ${1 + this.below(9)})`,
      () => `(${number()} / ${1 + this.below(9)})`,
      () =>
        `#${this.one(
          () => this.text(depth - 1),
          () => this.table(depth),
        )}`.replace(/^#(.* \.\. .*)$/s, '#($1)'),
      () => `tonumber(${this.text(depth - 1)})`,
      () =>
        `tonumber(${literal(this.pick('ff', '10', '777', 'z', '', '7fffffffff'))}, ${this.pick('16', '8', '36', '2', '10')})`,
      () => `math.${this.pick('floor', 'ceil', 'abs')}(${number()})`,
      () => `math.${this.pick('max', 'min')}(${number()}, ${number()})`,
      () =>
        `bit.${this.pick('band', 'bor', 'bxor', 'lshift', 'rshift', 'arshift', 'rol')}(${number()}, ${number()})`,
      () => `bit.${this.pick('bnot', 'tobit', 'bswap')}(${number()})`,
      () => `string.byte(${this.text(depth - 1)})`,
      () => `string.len(${this.text(depth - 1)})`,
      () => `struct.size(${literal(this.pick(...STRUCTS))})`,
      () => `select('#', unpack(${this.table(depth - 1)}))`,
      () => `(0 - ${number()})`,
    );
  }
}

/** A byte string as Lua writes it. */
export function literal(text: string): string {
  const inside = text.replace(/[^ -&(-[\]-~]/g, (char) => `\\${String(char.charCodeAt(0)).padStart(3, '0')}`);
  return `'${inside}'`;
}
