import { expect, test } from 'vitest';
import { Random } from '../random.ts';
import { List } from './list.ts';
import { LISTPACK_OVERHEAD, listpackEntrySize } from './listpack.ts';

test('behaves as an array under any mix of operations', () => {
  const random = new Random(7);
  const list = new List();
  const model: string[] = [];
  for (let step = 0; step < 20000; step++) {
    const value = String(random.below(30));
    const grow = step % 4000 < 2000;
    switch (random.below(grow ? 5 : 9)) {
      case 0:
      case 1:
        list.pushLeft(value);
        model.unshift(value);
        break;
      case 2:
      case 3:
        list.pushRight(value);
        model.push(value);
        break;
      case 4: {
        const at = random.below(model.length + 1);
        list.insert(at, value);
        model.splice(at, 0, value);
        break;
      }
      case 5:
      case 6:
        if (model.length > 0) expect(list.popLeft()).toBe(model.shift());
        if (model.length > 0) expect(list.popRight()).toBe(model.pop());
        break;
      case 7: {
        const limit = random.below(3) + 1;
        const backwards = random.below(2) === 1;
        const before = model.length;
        let left = limit;
        const kept = (backwards ? model.reverse() : model).filter((item) => item !== value || left-- <= 0);
        model.splice(0, model.length, ...(backwards ? kept.reverse() : kept));
        expect(list.removeEqual(value, limit, backwards)).toBe(before - model.length);
        break;
      }
      case 8:
        if (model.length > 400) {
          list.trim(50, model.length - 50);
          model.splice(model.length - 50);
          model.splice(0, 50);
        }
    }
    expect(list.size).toBe(model.length);
    if (step % 500 === 0) expect(list.slice(0, list.size)).toEqual(model);
  }
  expect(list.payload).toBe(model.join('').length);
  const bytes = model.reduce((sum, item) => sum + listpackEntrySize(item), LISTPACK_OVERHEAD);
  expect(list.listpackBytes).toBe(bytes);
  const copy = list.copy();
  list.pushRight('more');
  expect(copy.slice(0, copy.size)).toEqual(model);
});

test.each([
  ['', 2],
  ['0', 2],
  ['127', 2],
  ['128', 3],
  ['-1', 3],
  ['4096', 4],
  ['40000', 5],
  ['8388608', 6],
  ['2147483648', 10],
  ['9223372036854775808', 21],
  ['01', 4],
  ['x'.repeat(63), 65],
  ['x'.repeat(64), 67],
  ['x'.repeat(4095), 4099],
  ['x'.repeat(4096), 4103],
])('a listpack entry of %.5s… takes %i bytes', (text, size) => {
  expect(listpackEntrySize(text)).toBe(size);
});

test('turns into a quicklist beyond the limit and back at half of it', () => {
  const list = new List();
  const push = (value: string) => {
    list.makeRoom(-2, value.length, 1);
    list.pushRight(value);
  };
  const element = 'x'.repeat(1000);
  for (let i = 0; i < 8; i++) push(element);
  expect(list.encoding).toBe('listpack');
  push(element);
  expect(list.encoding).toBe('quicklist');
  for (let i = 0; i < 4; i++) list.popLeft();
  list.compactAgain(-2);
  expect(list.encoding).toBe('quicklist');
  list.popLeft();
  list.compactAgain(-2);
  expect(list.encoding).toBe('listpack');
  list.makeRoom(3, 1, 1);
  expect(list.encoding).toBe('quicklist');
  for (let i = 0; i < 3; i++) list.popLeft();
  list.compactAgain(3);
  expect(list.encoding).toBe('listpack');
});
