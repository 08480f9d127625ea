/** For tests: an engine on a manual clock, commands as text, replies as plain values that are easy to compare. */
import type { Client, ClientOptions } from './client.ts';
import { ManualClock } from './clock.ts';
import { type Effect, Engine, type EngineOptions } from './engine.ts';
import type { Reply } from './reply.ts';

/**
 * A reply as a plain value: `+text` for a simple string, `-text` for an error, strings and numbers as they are, null for
 * either null, arrays nested; `{ map }`, `{ set }`, `{ push }`, `{ double }`, `{ boolean }` for RESP3's own.
 */
export type Plain = string | number | bigint | null | Plain[] | { [kind: string]: Plain | boolean };

export function plain(reply: Reply): Plain {
  if (reply === null || typeof reply !== 'object') return reply;
  if (Array.isArray(reply)) return (reply as Reply[]).map(plain);
  const value = reply as Exclude<Reply, string | number | bigint | null | readonly Reply[]>;
  switch (value.kind) {
    case 'simple':
      return `+${value.text}`;
    case 'error':
      return `-${value.text}`;
    case 'nullarray':
      return null;
    case 'map':
      return { map: value.entries.map(plain) };
    case 'set':
      return { set: value.items.map(plain) };
    case 'push':
      return { push: value.items.map(plain) };
    case 'double':
      return { double: value.value };
    case 'boolean':
      return { boolean: value.value };
    case 'verbatim':
      return value.text;
    case 'bignumber':
      return value.digits;
    case 'attribute':
      return plain(value.reply);
    case 'spoken':
      return { [`resp${value.resp}`]: plain(value.reply) };
    case 'none':
      return '(none)';
  }
}

/** Splits on spaces; double quotes group and know \\n \\r \\t \\" \\\\ \\xHH, single quotes group as they are. */
export function words(line: string): string[] {
  const found = line.match(/"(?:[^"\\]|\\.)*"|'[^']*'|\S+/gs) ?? [];
  return found.map((word) => {
    if (word.startsWith("'")) return word.slice(1, -1);
    if (!word.startsWith('"')) return word;
    return word
      .slice(1, -1)
      .replace(/\\x([0-9a-fA-F]{2})|\\(.)/gs, (_, hex: string | undefined, char: string) =>
        hex !== undefined
          ? String.fromCharCode(Number.parseInt(hex, 16))
          : ({ n: '\n', r: '\r', t: '\t', b: '\b', a: '\x07' }[char] ?? char),
      );
  });
}

export class TestClient {
  readonly client: Client;
  /** What came out of turn: late replies and pushes, as plain values. */
  readonly inbox: Plain[] = [];
  closed = false;
  private readonly bench: Bench;

  constructor(bench: Bench, options?: ClientOptions) {
    this.bench = bench;
    this.client = bench.engine.connect(
      {
        reply: (reply) => this.inbox.push(plain(reply)),
        push: (message) => this.inbox.push(plain(message)),
        close: () => {
          this.closed = true;
        },
      },
      options,
    );
  }

  /** Runs one line and returns its reply; `(none)` where the client is blocked or nothing is written. */
  run(line: string | readonly string[]): Plain {
    return plain(this.bench.engine.execute(this.client, typeof line === 'string' ? words(line) : line));
  }

  /** Submits a line as a host does: every reply goes to the inbox. */
  send(line: string): void {
    this.bench.engine.submit(this.client, words(line));
  }

  /** Returns the inbox and empties it. */
  take(): Plain[] {
    return this.inbox.splice(0);
  }
}

/** An engine under test. */
export class Bench {
  readonly clock = new ManualClock();
  readonly engine: Engine;
  readonly main: TestClient;
  /** Every group of effects that went to the log. */
  readonly effects: Effect[][] = [];

  constructor(options: Partial<EngineOptions> = {}) {
    this.engine = new Engine({ clock: this.clock, seed: 1, ...options });
    this.engine.observer = { effects: (group) => this.effects.push([...group]) };
    this.main = new TestClient(this);
  }

  connect(options?: ClientOptions): TestClient {
    return new TestClient(this, options);
  }

  run(line: string | readonly string[]): Plain {
    return this.main.run(line);
  }

  /** Moves time on and lets the engine do what is due. */
  advance(ms: number): void {
    this.clock.advance(ms);
    this.engine.tick();
  }

  /** The logged effects so far as lines, and empties them; a group of several stands in brackets. */
  takeEffects(): string[] {
    const lines = this.effects.map((group) => {
      const commands = group.map(({ argv }) => argv.join(' '));
      return commands.length === 1 ? (commands[0] ?? '') : `[${commands.join('; ')}]`;
    });
    this.effects.length = 0;
    return lines;
  }
}
