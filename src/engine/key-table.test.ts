import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Keyed, KeyTable } from './key-table.ts';
import { hashOf } from './values/hash-cells.ts';

class Item implements Keyed {
  readonly key: string;
  slot: number;

  constructor(key: string, slot: number) {
    this.key = key;
    this.slot = slot;
  }
}

function expectSame(table: KeyTable<Item>, model: ReadonlyMap<string, Item>): void {
  expect(table.size).toBe(model.size);
  expect(new Set(table.slots)).toEqual(new Set(model.values()));
  for (const [slot, item] of table.slots.entries()) {
    expect(item.slot).toBe(slot);
    expect(table.get(item.key)).toBe(item);
  }
}

const few = fc.integer({ min: 0, max: 40 }).map((n) => `key:${n}`);
const step = fc.oneof(
  fc.record({ op: fc.constant('add' as const), key: few }),
  fc.record({ op: fc.constant('addNew' as const), key: few }),
  fc.record({ op: fc.constant('remove' as const), key: few }),
  fc.record({ op: fc.constant('reserve' as const), key: few }),
);

it('finds what a Map finds, whatever comes and goes', () => {
  fc.assert(
    fc.property(fc.integer(), fc.array(step, { maxLength: 200 }), (salt, steps) => {
      const table = new KeyTable<Item>(salt);
      const model = new Map<string, Item>();
      for (const { op, key } of steps) {
        const known = model.get(key);
        const item = new Item(key, table.size);
        expect(table.get(key)).toBe(known);
        expect(table.has(key)).toBe(known !== undefined);
        if (op === 'reserve') table.reserve(table.size + key.length);
        else if (op === 'addNew') {
          expect(table.addNew(item)).toBe(known === undefined);
          if (!known) model.set(key, item);
        } else if (op === 'add' && !known) {
          table.add(item);
          model.set(key, item);
        } else if (op === 'remove' && known) {
          const last = table.slots.at(-1);
          expect(table.remove(known)).toBe(last === known ? undefined : last);
          expect(known.slot).toBe(-1);
          model.delete(key);
        }
      }
      expectSame(table, model);
    }),
  );
});

it('grows to many keys and gives the room back as they go', () => {
  const table = new KeyTable<Item>(7);
  const model = new Map<string, Item>();
  for (let i = 0; i < 20_000; i++) {
    const item = new Item(`user:${i}`, i);
    table.add(item);
    model.set(item.key, item);
  }
  expectSame(table, model);
  for (let i = 0; i < 20_000; i++) {
    if (i % 1000 === 0) continue;
    const item = table.get(`user:${i}`);
    if (item) table.remove(item);
    model.delete(`user:${i}`);
  }
  expectSame(table, model);
  expect(table.get('user:1')).toBeUndefined();
});

it('keys that fall on one cell with one salt do not with another', () => {
  const many = Array.from({ length: 100_000 }, (_, i) => `k${i}`);
  const together = (salt: number) => new Set(many.filter((key) => (hashOf(key, salt) & 0xffff) === 0));
  const [first, second] = [together(1), together(2)];
  expect(first.size).toBeGreaterThan(0);
  expect([...first].filter((key) => second.has(key)).length).toBeLessThanOrEqual(1);
});
