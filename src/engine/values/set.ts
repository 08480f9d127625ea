import type { CollectionBase } from './value.ts';

export class SetValue implements CollectionBase {
  readonly type = 'set';
  size = 0;
  encoding = 'listpack';
  copy(): SetValue {
    return new SetValue();
  }
}
