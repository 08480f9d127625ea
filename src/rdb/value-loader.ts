import type { Collection } from '../engine/values/value.ts';
import type { ByteReader } from './byte-reader.ts';

/** Reads a collection in steps: it can stop where a chunk ends, and goes on from its last `commit`. */
export abstract class ValueLoader {
  /** Parts of the value that have no place here, for the person. */
  readonly leftOut: string[] = [];
  /** Goes on reading; returns the value when it is whole (undefined: it is empty), throws NEED_MORE until then. */
  abstract run(reader: ByteReader): Collection | undefined;
}

/** Reads a collection element by element. An element is taken only when all of it is there. */
export abstract class ElementLoader extends ValueLoader {
  private left: number;

  constructor(count: number) {
    super();
    this.left = count;
  }

  override run(reader: ByteReader): Collection | undefined {
    while (this.left > 0) {
      this.element(reader);
      this.left--;
      reader.commit();
    }
    return this.finish();
  }

  protected abstract element(reader: ByteReader): void;
  protected abstract finish(): Collection | undefined;
}
