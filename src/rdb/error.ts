/** Thrown where an RDB file or a DUMP payload cannot be read. `offset` counts bytes from its start. */
export class RdbError extends Error {
  override readonly name = 'RdbError';
  readonly offset: number;
  constructor(message: string, offset: number) {
    super(`${message} (at byte ${offset})`);
    this.offset = offset;
  }
}
