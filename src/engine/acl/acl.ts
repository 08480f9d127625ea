/** Users and who may log in as whom. */
import { sha256Hex } from './sha256.ts';
import { User } from './user.ts';

export class Acl {
  readonly users = new Map<string, User>();
  /** The user that every new client is. */
  readonly defaultUser: User;

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

  /** The password of the default user as `requirepass` shows it; empty for none. */
  requirePass = '';

  /** Gives the default user this one password, or none where it is empty. */
  setRequirePass(password: string): void {
    this.requirePass = password;
    this.defaultUser.passwords.clear();
    this.defaultUser.noPassword = password === '';
    if (password !== '') this.defaultUser.passwords.add(sha256Hex(password));
  }

  /** True where a new client is logged in from the start. */
  get open(): boolean {
    return this.defaultUser.enabled && this.defaultUser.noPassword;
  }
}
