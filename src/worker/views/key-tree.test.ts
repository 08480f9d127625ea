import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Folder, KeyTree, orderedFolders, orderedKeys } from './key-tree.ts';

/** Every folder by its path, with the keys right in it and the number of those below. */
function shape(folder: Folder, into = new Map<string, { count: number; keys: string[] }>()) {
  const byName = (a: string, b: string) => (a < b ? -1 : 1);
  into.set(folder.path, { count: folder.count, keys: [...orderedKeys(folder, byName, true)] });
  for (const child of orderedFolders(folder, false)) shape(child, into);
  return into;
}

/** The same from the keys alone: each separator but one at the end closes a folder's path. */
function expected(keys: ReadonlySet<string>) {
  const folders = new Map<string, { count: number; keys: string[] }>([['', { count: 0, keys: [] }]]);
  for (const key of [...keys].sort()) {
    const paths = [''];
    for (let i = 0; i < key.length - 1; i++) if (key[i] === ':') paths.push(key.slice(0, i + 1));
    for (const path of paths) {
      const folder = folders.get(path) ?? { count: 0, keys: [] };
      folder.count++;
      folders.set(path, folder);
    }
    folders.get(paths.at(-1) ?? '')?.keys.push(key);
  }
  return folders;
}

const key = fc.string({ unit: fc.constantFrom('a', 'b', ':'), maxLength: 6 });

test('folders, counts and keys are those that the names say, however they came and went', () => {
  const steps = fc.array(fc.tuple(fc.constantFrom('add', 'add', 'remove', 'look'), key), { maxLength: 60 });
  fc.assert(
    fc.property(steps, (steps) => {
      const tree = new KeyTree(':');
      const keys = new Set<string>();
      for (const [what, key] of steps) {
        if (what === 'add') {
          expect(tree.add(key)).toBe(!keys.has(key));
          keys.add(key);
        } else if (what === 'remove') expect(tree.remove(key)).toBe(keys.delete(key));
        // An order that was asked for is kept up with what comes and goes.
        else expect(shape(tree.root)).toEqual(expected(keys));
        expect(tree.has(key)).toBe(keys.has(key));
        expect(tree.size).toBe(keys.size);
      }
      expect(shape(tree.root)).toEqual(expected(keys));
    }),
    { numRuns: 500 },
  );
});

test('a name with separators by the million makes few folders', () => {
  const tree = new KeyTree(':');
  const deep = `${'a:'.repeat(100_000)}x`;
  expect([tree.add(deep), tree.add(deep), tree.has(deep)]).toEqual([true, false, true]);
  const folders = [...shape(tree.root)];
  expect(folders).toHaveLength(65);
  expect(folders.at(-1)?.[1].keys).toEqual([deep]);
  expect([tree.remove(deep), tree.size, tree.root.folders.size]).toEqual([true, 0, 0]);
});

test('without a separator all keys stand in one list', () => {
  const tree = new KeyTree(undefined);
  for (const key of ['b:1', 'a', 'b:2']) tree.add(key);
  expect(shape(tree.root)).toEqual(new Map([['', { count: 3, keys: ['a', 'b:1', 'b:2'] }]]));
});
