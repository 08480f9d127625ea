import { expect, test } from 'vitest';
import { xxh3Hex } from './xxh3.ts';

/** A fixed stream of bytes, so that every length class is hashed over the same input. */
function bytes(length: number): string {
  let text = '';
  let state = 1;
  for (let i = 0; i < length; i++) {
    state = (state * 48271) % 2147483647;
    text += String.fromCharCode(state & 255);
  }
  return text;
}

// Computed with the xxHash library over the same bytes; the lengths are the borders of the algorithm's cases.
test.each([
  [0, '2d06800538d394c2'],
  [1, '634f605949bbd098'],
  [2, '10b3bfcc62a8618f'],
  [3, 'c9af0872b0643e86'],
  [4, '73976dfd44059f13'],
  [5, '76c2350fe12dd73a'],
  [7, 'fac8ae9aff4352b5'],
  [8, 'a1beb59ee415c44b'],
  [9, '5b1d313a7f1088e2'],
  [12, '54cc5ed3b978df97'],
  [16, 'f973efb1b8fbf738'],
  [17, '59582a8fb6af1d12'],
  [31, '4aad6c3c5fdaf47b'],
  [32, '54dd4d10339bbef9'],
  [33, '2d7a141953c7983e'],
  [64, '02a25f031c048ede'],
  [65, '5d76b6cebcefe7c2'],
  [96, '982ece6f0533f630'],
  [97, '9d54fa45bacdc498'],
  [128, 'a4e07b26244c92a1'],
  [129, '3e72110cc505ad56'],
  [144, '7c525e5e70b6cee7'],
  [160, 'db85544f85422405'],
  [200, '2b6df090ffd41ca4'],
  [239, 'dc9260f0ec4a070b'],
  [240, 'a27126b1fdf1bf15'],
  [241, 'fa09d4e9cb0fd470'],
  [256, 'a12b3c9225fe2902'],
  [300, '22f392ac8bfef87f'],
  [511, 'acf2e646daba9e37'],
  [512, '682b5479b2208344'],
  [513, 'da082ad1f197673e'],
  [1023, '14ba848691cef4ea'],
  [1024, 'dc85ceec30b9d413'],
  [1025, '5a59a48b714fdf7a'],
  [1088, '31f379fc0b95761a'],
  [1089, '86d5633ec57b9971'],
  [2048, '83c44f97dd288d4c'],
  [2049, '28effec58f329463'],
  [3000, 'cadbaff566ed55eb'],
])('%i bytes', (length, digest) => {
  expect(xxh3Hex(bytes(length))).toBe(digest);
});

test('the digest keeps its leading zeros', () => {
  const value =
    'v8lf0c11xh8ymlqztfd3eeq16kfn4sspw7fqmnuuq3k3t75em5wdizgcdw7uc26nnf961u2jkfzkjytls2kwlj7626sd';
  expect(xxh3Hex(value)).toBe('00006c38adf31777');
});
