import type { Collection } from '../engine/values/value.ts';
import type { ByteReader } from './byte-reader.ts';

/** Reads a collection element by element. An element is taken only when all of it is there. */
export abstract class ValueLoader {
  private left: number;

  constructor(count: number) {
    this.left = count;
  }

  /** Goes on reading; returns the value when it is whole (undefined: it is empty), throws NEED_MORE until then. */
  run(reader: ByteReader): Collection | undefined {
    while (this.left > 0) {
      this.element(reader);
      this.left--;
      reader.commit();
    }
    return this.finish(reader);
  }

  protected abstract element(reader: ByteReader): void;
  /** Called again from its start where it threw NEED_MORE. */
  protected abstract finish(reader: ByteReader): Collection | undefined;
}
