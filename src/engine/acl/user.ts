/** A user of the access control list. */
export class User {
  readonly name: string;
  enabled = false;
  /** Any password will do. */
  noPassword = false;
  /** SHA-256 of each password, in hex, in the order in which they were added. */
  readonly passwords = new Set<string>();

  constructor(name: string) {
    this.name = name;
  }

  /** A user who may do everything without a password, as the default user starts. */
  static unlimited(name: string): User {
    const user = new User(name);
    user.enabled = true;
    user.noPassword = true;
    return user;
  }
}
