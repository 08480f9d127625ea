import type { CollectionBase } from './value.ts';

export class Stream implements CollectionBase {
  readonly type = 'stream';
  size = 0;
  encoding = 'listpack';
  copy(): Stream {
    return new Stream();
  }
}
