/** A user of the access control list. */
import type { Request } from './selector.ts';
import { type Denial, Selector } from './selector.ts';

export class User {
  readonly name: string;
  enabled = false;
  /** Any password will do. */
  noPassword = false;
  /** Whether RESTORE checks payloads, where somebody said so. */
  sanitize: boolean | undefined;
  /** SHA-256 of each password, in hex, in the order in which they were added. */
  passwords = new Set<string>();
  root: Selector;
  /** Further sets of permissions, written in parentheses. */
  selectors: Selector[] = [];
  /** True where nothing is forbidden to this user. */
  unlimited = false;

  constructor(name: string, root = new Selector()) {
    this.name = name;
    this.root = root;
  }

  /** A user who may do everything without a password, as the default user starts. */
  static unlimited(name: string): User {
    const user = new User(name);
    user.enabled = true;
    user.noPassword = true;
    user.root.allKeys = true;
    user.root.allChannels = true;
    user.root.setEvery(true);
    user.settle();
    return user;
  }

  copy(): User {
    const copy = new User(this.name);
    copy.take(this);
    return copy;
  }

  /** Takes over all that is said of another user, but the name. */
  take(other: User): void {
    this.enabled = other.enabled;
    this.noPassword = other.noPassword;
    this.sanitize = other.sanitize;
    this.passwords = new Set(other.passwords);
    this.root = other.root.copy();
    this.selectors = other.selectors.map((selector) => selector.copy());
    this.settle();
  }

  /** To be called after a change. */
  settle(): void {
    this.unlimited = this.root.unlimited;
  }

  /**
   * What stands in the way of a call; undefined where one of the selectors allows it. Of several obstacles the one that
   * came furthest is told.
   */
  check(request: Request): Denial | undefined {
    let furthest = this.root.check(request);
    for (const selector of this.selectors) {
      if (!furthest) return undefined;
      const denial = selector.check(request);
      if (!denial) return undefined;
      if (STAGE[denial.reason] > STAGE[furthest.reason]) furthest = denial;
    }
    return furthest;
  }

  /** True where one of the selectors lets the user listen to a channel, or to a pattern. */
  mayListen(channel: string, pattern: boolean): boolean {
    return [this.root, ...this.selectors].some((selector) => selector.allowsChannel(channel, pattern));
  }
}

const STAGE: Record<Denial['reason'], number> = { command: 1, key: 2, auth: 3, channel: 4 };
