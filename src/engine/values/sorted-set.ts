import type { CollectionBase } from './value.ts';

export class SortedSet implements CollectionBase {
  readonly type = 'zset';
  size = 0;
  encoding = 'listpack';
  copy(): SortedSet {
    return new SortedSet();
  }
}
