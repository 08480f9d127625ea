import type { CollectionBase } from './value.ts';

export class Hash implements CollectionBase {
  readonly type = 'hash';
  size = 0;
  encoding = 'listpack';
  copy(): Hash {
    return new Hash();
  }
}
