/** The errors of npm `redis` that a program may meet. */

export class ErrorReply extends Error {
  override readonly name: string = 'ErrorReply';
}

/** Some commands of a transaction failed; `replies` has all, errors among them. */
export class MultiErrorReply extends ErrorReply {
  override readonly name = 'MultiErrorReply';
  readonly replies: readonly unknown[];
  readonly errorIndexes: readonly number[];

  constructor(replies: readonly unknown[], errorIndexes: readonly number[]) {
    super(`${errorIndexes.length} commands failed, see .replies and .errorIndexes for more information`);
    this.replies = replies;
    this.errorIndexes = errorIndexes;
  }

  *errors(): IterableIterator<unknown> {
    for (const index of this.errorIndexes) yield this.replies[index];
  }
}

/** A watched key was changed, so the transaction was not run. */
export class WatchError extends Error {
  override readonly name = 'WatchError';
  constructor(message = 'One (or more) of the watched keys has been changed') {
    super(message);
  }
}

export class ClientClosedError extends Error {
  override readonly name = 'ClientClosedError';
  constructor() {
    super('The client is closed');
  }
}
