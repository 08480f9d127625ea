import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { UnsavedDraft } from '../protocol/methods.ts';
import { DraftKeeper, readSlip, takeSlip } from './draft.ts';

const NAME = 'keyglass:unsaved';
let kept: Map<string, string>;

beforeEach(() => {
  vi.useFakeTimers();
  kept = new Map();
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A page with a script, and a worker that writes when it is let. */
function page() {
  const saved: UnsavedDraft[] = [];
  const answers: { resolve(): void; reject(error: Error): void }[] = [];
  const state = { script: '', nothing: false };
  const keeper = new DraftKeeper({
    draft: () =>
      state.nothing ? undefined : { id: 'p', script: state.script, settings: '{}', at: Date.now() },
    save: (draft) =>
      new Promise((resolve, reject) => {
        saved.push(draft);
        answers.push({ resolve, reject });
      }),
  });
  const write = (script: string) => {
    state.script = script;
    keeper.changed();
  };
  return { keeper, saved, answers, state, write };
}

test('changes are kept together, a moment later', () => {
  const { saved, write } = page();
  write('S');
  vi.advanceTimersByTime(100);
  write('SET a 1');
  expect(saved).toEqual([]);
  vi.advanceTimersByTime(400);
  expect(saved.map(({ script }) => script)).toEqual(['SET a 1']);
});

test('a page that goes leaves what is not written yet, also what is on its way', () => {
  const { keeper, saved, write } = page();
  keeper.leave();
  expect([saved, kept.size]).toEqual([[], 0]);
  write('SET a 1');
  vi.advanceTimersByTime(400);
  expect([saved.length, readSlip()]).toEqual([1, undefined]);
  keeper.leave();
  expect(readSlip()).toMatchObject({ id: 'p', script: 'SET a 1' });
});

test('the slip goes once all of it is written, and not before', async () => {
  const { keeper, saved, answers, write } = page();
  write('SET a 1');
  keeper.leave();
  expect(saved.map(({ script }) => script)).toEqual(['SET a 1']);
  write('SET a 2');
  keeper.leave();
  answers[0]?.resolve();
  await vi.advanceTimersByTimeAsync(0);
  expect(readSlip()).toMatchObject({ script: 'SET a 2' });
  answers[1]?.resolve();
  await vi.advanceTimersByTimeAsync(0);
  expect(readSlip()).toBeUndefined();
});

test('what could not be written stays on the slip', async () => {
  const { keeper, answers, write } = page();
  write('SET a 1');
  keeper.leave();
  answers[0]?.reject(new Error('full'));
  await vi.advanceTimersByTimeAsync(0);
  expect(readSlip()).toMatchObject({ script: 'SET a 1' });
});

test('where nothing may be kept, nothing is left', () => {
  const { keeper, saved, state, write } = page();
  state.nothing = true;
  write('SET a 1');
  keeper.leave();
  expect([saved, kept.size]).toEqual([[], 0]);
});

test('a slip of another playground is left alone', () => {
  kept.set(NAME, JSON.stringify({ id: 'q', script: 'PING', settings: '{}', at: 1 }));
  takeSlip('p');
  expect(readSlip()?.id).toBe('q');
  takeSlip('q');
  expect(readSlip()).toBeUndefined();
});

test.each(['{', 'null', '[]', '{"id":1}', '{"id":"p","script":"","settings":{},"at":1}'])(
  'a slip that makes no sense is none: %s',
  (text) => {
    kept.set(NAME, text);
    expect(readSlip()).toBeUndefined();
  },
);

test('storage that is refused does no harm', () => {
  const refuse = () => {
    throw new DOMException('no', 'SecurityError');
  };
  vi.stubGlobal('localStorage', { getItem: refuse, setItem: refuse, removeItem: refuse });
  const { keeper, saved, write } = page();
  write('SET a 1');
  keeper.leave();
  takeSlip('p');
  expect([saved.length, readSlip()]).toEqual([1, undefined]);
});
