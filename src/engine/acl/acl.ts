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

  /** True where a new client is logged in from the start. */
  get open(): boolean {
    return this.defaultUser.enabled && this.defaultUser.noPassword;
  }
}
