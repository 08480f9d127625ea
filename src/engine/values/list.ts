import type { CollectionBase } from './value.ts';

export class List implements CollectionBase {
  readonly type = 'list';
  size = 0;
  encoding = 'listpack';
  copy(): List {
    return new List();
  }
}
