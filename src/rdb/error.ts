/** Thrown where an RDB file or a DUMP payload cannot be read. `offset` counts bytes from its start. */
export class RdbError extends Error {
  override readonly name = 'RdbError';
  /** What is wrong, without the place, for those who tell that themselves. */
  readonly reason: string;
  readonly offset: number;
  constructor(reason: string, offset: number) {
    super(`${reason} (at byte ${offset})`);
    this.reason = reason;
    this.offset = offset;
  }
}
