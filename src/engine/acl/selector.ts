/**
 * A set of permissions: which commands, on which keys, in which channels. A user has one and may have more; a command is
 * allowed where one of them allows all of it.
 */
import type { Command } from '../command.ts';
import { globMatch } from '../glob.ts';
import type { KeyPosition } from '../keys.ts';

export interface KeyPattern {
  readonly pattern: string;
  readonly read: boolean;
  readonly write: boolean;
}

/** Why something is not allowed; `subject` is the key, the channel or the command. */
export interface Denial {
  readonly reason: 'command' | 'key' | 'channel' | 'auth';
  readonly subject: string;
}

/** What a call wants, as far as rights are concerned. */
export interface Request {
  readonly command: Command;
  readonly argv: readonly string[];
  readonly keys: readonly KeyPosition[];
}

export class Selector {
  allKeys = false;
  allChannels = false;
  keys: KeyPattern[] = [];
  channels: string[] = [];
  /** Whether commands without a rule of their own may run. */
  everyCommand = false;
  /** Rules since the last `+@all` or `-@all`, as they are shown: `+get`, `-@dangerous`. */
  rules: string[] = [];
  /** What the rules come to, by command id. */
  commands = new Map<string, boolean>();
  /** First arguments that are allowed of a command that otherwise is not: `+select|0`. */
  firstArguments = new Map<string, Set<string>>();

  copy(): Selector {
    const copy = new Selector();
    copy.allKeys = this.allKeys;
    copy.allChannels = this.allChannels;
    copy.keys = [...this.keys];
    copy.channels = [...this.channels];
    copy.everyCommand = this.everyCommand;
    copy.rules = [...this.rules];
    copy.commands = new Map(this.commands);
    copy.firstArguments = new Map([...this.firstArguments].map(([id, words]) => [id, new Set(words)]));
    return copy;
  }

  /** True where nothing is forbidden, so that nothing need be checked. */
  get unlimited(): boolean {
    return this.allKeys && this.allChannels && this.everyCommand && this.rules.length === 0;
  }

  /** `+@all` or `-@all`: all earlier rules are void. */
  setEvery(allowed: boolean): void {
    this.everyCommand = allowed;
    this.rules = [];
    this.commands.clear();
    this.firstArguments.clear();
  }

  /** Allows or forbids a command with its subcommands. */
  setCommand(command: Command, allowed: boolean): void {
    this.commands.set(command.id, allowed);
    this.firstArguments.delete(command.id);
    for (const sub of command.subcommands?.values() ?? []) this.setCommand(sub, allowed);
  }

  /** Adds a rule to those shown; one about the same command or its subcommands gives way. `name` has no sign. */
  addRule(name: string, allowed: boolean): void {
    const lower = name.toLowerCase();
    this.rules = this.rules.filter((rule) => {
      const other = rule.slice(1);
      return other !== lower && !other.startsWith(`${lower}|`);
    });
    this.rules.push(`${allowed ? '+' : '-'}${lower}`);
  }

  allowsCommand(command: Command, argv: readonly string[]): boolean {
    if (this.commands.get(command.id) ?? this.everyCommand) return true;
    if (command.flags.includes('no_auth')) return true;
    const first = argv[command.words];
    return first !== undefined && (this.firstArguments.get(command.id)?.has(first.toLowerCase()) ?? false);
  }

  /** True where a key may be used as `access` (`RW update`) says. */
  allowsKey(key: string, access: string): boolean {
    if (this.allKeys) return true;
    const reads = / access\b/.test(access);
    const writes = / (insert|delete|update)\b/.test(access);
    return this.keys.some(
      ({ pattern, read, write }) => (read || !reads) && (write || !writes) && globMatch(pattern, key),
    );
  }

  /** A channel, or with `literally` a pattern, which must be one of those allowed. */
  allowsChannel(channel: string, literally: boolean): boolean {
    if (this.allChannels) return true;
    return this.channels.some((pattern) => (literally ? pattern === channel : globMatch(pattern, channel)));
  }

  /** What stands in the way of a call; undefined where nothing does. */
  check({ command, argv, keys }: Request): Denial | undefined {
    if (!this.allowsCommand(command, argv)) return { reason: 'command', subject: command.id };
    for (const { at, access } of keys) {
      const key = argv[at] ?? '';
      if (!this.allowsKey(key, access)) return { reason: 'key', subject: key };
    }
    const channels = CHANNELS[command.id];
    if (!channels || this.allChannels) return undefined;
    const subject = argv
      .slice(1, channels.first ? 2 : argv.length)
      .find((channel) => !this.allowsChannel(channel, channels.pattern));
    return subject === undefined ? undefined : { reason: 'channel', subject };
  }
}

/** Commands whose arguments name channels; leaving one is always allowed. */
const CHANNELS: Record<string, { readonly first: boolean; readonly pattern: boolean }> = {
  subscribe: { first: false, pattern: false },
  ssubscribe: { first: false, pattern: false },
  psubscribe: { first: false, pattern: true },
  publish: { first: true, pattern: false },
  spublish: { first: true, pattern: false },
};
