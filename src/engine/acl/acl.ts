/** Users, who may log in as whom, what is allowed to whom, and the log of what was refused. */
import type { Origin } from '../call.ts';
import type { Client } from '../client.ts';
import { describeClient } from '../client-line.ts';
import type { Command } from '../command.ts';
import * as errors from '../errors.ts';
import { keyPositions } from '../keys.ts';
import type { ErrorReply } from '../reply.ts';
import { AccessLog } from './log.ts';
import { type Denial, Selector } from './selector.ts';
import { sha256Hex } from './sha256.ts';
import { User } from './user.ts';

export class Acl {
  readonly users = new Map<string, User>();
  /** The user that every new client is. */
  readonly defaultUser: User;
  readonly log = new AccessLog();
  /** The password of the default user as `requirepass` shows it; empty for none. */
  requirePass = '';
  /** Whether permissions begin with every channel (`acl-pubsub-default allchannels`) or with none. */
  allChannels = false;

  constructor() {
    this.defaultUser = User.unlimited('default');
    this.users.set('default', this.defaultUser);
  }

  /** The user, where the name is known, the user is enabled and the password is one of theirs. */
  authenticate(name: string, password: string): User | undefined {
    const user = this.users.get(name);
    if (!user?.enabled) return undefined;
    return user.noPassword || user.passwords.has(sha256Hex(password)) ? user : undefined;
  }

  /** Gives the default user this one password, or none where it is empty. */
  setRequirePass(password: string): void {
    this.requirePass = password;
    this.defaultUser.passwords.clear();
    this.defaultUser.noPassword = password === '';
    if (password !== '') this.defaultUser.passwords.add(sha256Hex(password));
  }

  /** Permissions as they are before any rule. It is bound. */
  readonly blank = (): Selector => {
    const selector = new Selector();
    selector.allChannels = this.allChannels;
    return selector;
  };

  /** True where a new client is logged in from the start. */
  get open(): boolean {
    return this.defaultUser.enabled && this.defaultUser.noPassword;
  }

  /** What stands in a user's way to a call; undefined where nothing does. */
  denial(user: User, command: Command, argv: readonly string[]): Denial | undefined {
    if (user.unlimited) return undefined;
    return user.check({ command, argv, keys: keyPositions(command, argv) ?? [] });
  }

  /** The error for a call that is not allowed to a client, which is also logged; undefined where it is allowed. */
  check(
    client: Client,
    command: Command,
    argv: readonly string[],
    now: number,
    origin: Origin = 'plain',
  ): ErrorReply | undefined {
    if (client.user.unlimited) return undefined;
    const denial = this.denial(client.user, command, argv);
    if (!denial) return undefined;
    this.note(client, denial, client.user.name, now, origin, argv);
    return errors.noPermission(client.user.name, denial);
  }

  /** Logs a login that failed. */
  noteFailedLogin(client: Client, name: string, argv: readonly string[], now: number): void {
    this.note(client, { reason: 'auth', subject: argv[0] ?? 'AUTH' }, name, now, 'plain', argv);
  }

  private note(
    client: Client,
    { reason, subject }: Denial,
    user: string,
    now: number,
    origin: Origin,
    argv: readonly string[],
  ): void {
    const context =
      origin === 'script' ? 'lua' : origin === 'exec' || client.transaction ? 'multi' : 'toplevel';
    const info = describeClient(client, now, argv);
    this.log.add({ reason, context, object: subject, user, client: info, at: now });
  }
}
