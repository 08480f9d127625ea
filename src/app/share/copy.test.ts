import { afterEach, expect, test, vi } from 'vitest';
import { copyText } from './copy.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

class Item {
  readonly parts: Readonly<Record<string, Promise<Blob>>>;
  constructor(parts: Readonly<Record<string, Promise<Blob>>>) {
    this.parts = parts;
  }
}

test('the writing begins in the click, with a text that is still being made', async () => {
  const written: Item[] = [];
  vi.stubGlobal('ClipboardItem', Item);
  vi.stubGlobal('navigator', {
    clipboard: {
      write: async (items: Item[]) => {
        written.push(...items);
        await Promise.all(items.map(({ parts }) => parts['text/plain']));
      },
    },
  });
  let make: (text: string) => void = () => undefined;
  const copying = copyText(
    new Promise((resolve) => {
      make = resolve;
    }),
  );
  // Nothing was waited for yet: Safari refuses whatever comes after the click.
  expect(written).toHaveLength(1);
  make('the link');
  expect(await copying).toBe(true);
  const blob = await written[0]?.parts['text/plain'];
  expect([blob?.type, await blob?.text()]).toEqual(['text/plain', 'the link']);
});

test('a browser without such items gets the text itself; a refusal is told', async () => {
  const written: string[] = [];
  vi.stubGlobal('navigator', { clipboard: { writeText: async (text: string) => written.push(text) } });
  expect(await copyText(Promise.resolve('later'))).toBe(true);
  expect(await copyText('now')).toBe(true);
  expect(written).toEqual(['later', 'now']);
  const refuse = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
  vi.stubGlobal('navigator', { clipboard: { writeText: refuse, write: refuse } });
  vi.stubGlobal('ClipboardItem', Item);
  expect(await copyText('now')).toBe(false);
  expect(await copyText(Promise.resolve('later'))).toBe(false);
  vi.stubGlobal('navigator', {});
  expect(await copyText('now')).toBe(false);
});
