/** What of a browser a playground wants that keeps something: a database in memory, and locks that nobody else asks for. */
import 'fake-indexeddb/auto';

const locks = {
  request: (name: string, _options: unknown, granted: (lock: { name: string }) => unknown) =>
    Promise.resolve().then(() => granted({ name })),
};
Object.defineProperty(globalThis, 'navigator', { value: { locks }, configurable: true });
