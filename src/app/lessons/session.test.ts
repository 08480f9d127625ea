import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readLesson } from '../../lessons/read.ts';
import { KEPT_LESSON, readKept } from './kept.ts';
import { ProcessPlayground } from './process.testing.ts';
import { keepProgress, readProgress } from './progress.ts';
import { createLessonSession } from './session.ts';
import type { LessonOptions, LessonSession } from './state.ts';

const FRONT = '---\nid: a-lesson\ntitle: A lesson\nsummary: One sentence.\n---\n';
const block = (words: string, ...lines: string[]) => ['```' + words, ...lines, '```'].join('\n');

const LESSON = `${FRONT}## One
${block('redis', 'INCR views')}
### Task
Count to three.
### Hint
INCR.
### Hint
INCR, INCR.
${block('redis setup', 'SET views 1', 'SET seed yes')}
${block('redis solution', 'INCR views', '# @wait 2s', 'INCR views', 'EXPIRE seed 60')}
${block('check', 'key views is 3', 'used INCR', 'key seed ttl between 50s and 60s')}
## Two
Read this.
## Three
${block('redis', 'GET views')}
### Task
Delete views.
${block('redis setup', 'SET three yes')}
${block('redis solution', 'DEL views')}
${block('check', 'key views missing', 'avoided KEYS', 'answered 1')}
${block('question', 'Which?', '- [ ] a', '    SADD chosen a', '    SMEMBERS chosen', '- [x] b', '---', 'b')}
`;

let playground: ProcessPlayground;
let session: LessonSession;

beforeEach(async () => {
  playground = new ProcessPlayground();
  await playground.open();
});
afterEach(() => {
  session?.end();
  playground.dispose();
});

function open(text = LESSON, options: LessonOptions = {}): void {
  const { lesson, problems } = readLesson(text);
  if (!lesson) throw new Error(problems[0]?.message);
  const kept = readKept(playground.store.getState().settings[KEPT_LESSON], lesson);
  session = createLessonSession(playground.store, playground.editor, lesson, problems, kept, {
    course: false,
    ...options,
  });
}
const settled = () => playground.run(session.settled());
const here = () => session.get().steps[session.get().step];
const words = () => here()?.checks?.map(({ ok, words: text }) => `${ok ? 'yes' : 'no'}: ${text}`);
const draft = () => playground.store.getState().draft;
async function reply(line: string): Promise<unknown> {
  return (await playground.run(playground.store.getState().actions.run('me', line.split(' '), 'console')))
    .reply;
}
async function runScript(text: string): Promise<void> {
  playground.editor.edited(text);
  playground.editor.runScript();
  await playground.until(() => !playground.editor.status().running);
  await settled();
}

it('what was done in a playground that is gone stays done, until it is reset', async () => {
  keepProgress('a-lesson', { done: [true, false, false], skipped: [false, true], at: 1 });
  open(LESSON, { course: true });
  await settled();
  const marks = () => session.get().steps.map(({ done, skipped }) => [done, skipped]);
  expect(marks()).toEqual([
    [true, false],
    [false, true],
    [false, false],
  ]);
  expect(readProgress().get('a-lesson')?.done[0]).toBe(true);
  session.actions.resetLesson();
  await settled();
  expect(marks().flat()).not.toContain(true);
  keepProgress('a-lesson', undefined);
});

describe('a step', () => {
  it('begins with its setup unseen, its script as the draft, and checks that say what is missing', async () => {
    open();
    expect(session.get().busy).toBe('starting');
    await settled();
    expect(session.get()).toMatchObject({ step: 0, busy: undefined, trouble: undefined });
    expect(draft()).toBe('INCR views');
    expect(words()).toEqual([
      'no: The key views is “1”; “3” is wanted.',
      'no: INCR has not been used yet.',
      'no: The key seed has no TTL; between 50 s and 60 s is wanted.',
    ]);
    const { log, lanes, transcripts } = playground.store.getState();
    expect([log, lanes, transcripts.main]).toEqual([[], ['main'], []]);
  });

  it('is done when all checks hold at once, and stays done', async () => {
    open();
    await settled();
    await runScript('INCR views\nINCR views');
    expect(words()?.map((text) => text.slice(0, 3))).toEqual(['yes', 'yes', 'no:']);
    expect(here()?.done).toBe(false);
    await reply('EXPIRE seed 60');
    await settled();
    expect(here()).toMatchObject({ done: true });
    await reply('DEL views');
    await settled();
    expect(words()?.[0]).toBe('no: There is no key views yet.');
    expect(here()).toMatchObject({ done: true });
  });

  it('is solved by its solution, which waits on the playground’s clock', async () => {
    open();
    await settled();
    session.actions.showSolution();
    expect(draft()).toContain('# @wait 2s');
    expect(here()?.done).toBe(false);
    const timers = vi.spyOn(globalThis, 'setTimeout');
    await runScript(draft());
    expect(here()?.done).toBe(true);
    // Two seconds passed there, and nobody waited for them here.
    expect(Math.max(...timers.mock.calls.map(([, ms = 0]) => ms))).toBeLessThan(2000);
    timers.mockRestore();
  });

  it('a run of the whole script is a fresh attempt', async () => {
    open();
    await settled();
    await runScript('INCR views');
    expect(words()?.[1]).toBe('yes: INCR was used.');
    await runScript('PING');
    expect(words()?.[1]).toBe('no: INCR has not been used yet.');
  });

  it('tells what of its setup failed', async () => {
    open(`${FRONT}## One\n${block('redis setup', 'SET a 1', 'LPUSH a b')}\n`);
    await settled();
    expect(session.get().trouble).toMatch(/^The setup of step 1 failed. LPUSH a b: WRONGTYPE/);
  });

  it('shows hints one at a time', async () => {
    open();
    await settled();
    for (let i = 0; i < 4; i++) session.actions.showHint();
    expect(here()?.hintsShown).toBe(2);
  });
});

describe('from step to step', () => {
  it('goes on with what the solved step has left', async () => {
    open();
    await settled();
    await runScript('INCR views\nINCR views\nEXPIRE seed 60\nSET mine 1');
    session.actions.goTo(1);
    await settled();
    expect(session.get()).toMatchObject({ step: 1 });
    // Without a script of its own it goes on with the one before.
    expect(draft()).toBe('INCR views\nINCR views\nEXPIRE seed 60\nSET mine 1');
    session.actions.goTo(2);
    await settled();
    // A step without checks is done when it was read.
    expect(session.get().steps.map(({ done }) => done)).toEqual([true, true, false]);
    expect(draft()).toBe('GET views');
    expect(await reply('MGET views seed three mine')).toEqual(['3', 'yes', 'yes', '1']);
  });

  it('makes everything anew where the step before is not solved', async () => {
    open();
    await settled();
    await runScript('SET mine 1');
    session.actions.skip();
    await settled();
    expect(session.get().steps[0]).toMatchObject({ done: false, skipped: true });
    expect(await reply('MGET views seed mine')).toEqual(['3', 'yes', null]);
    session.actions.goTo(2);
    await settled();
    expect(await reply('MGET views seed three')).toEqual(['3', 'yes', 'yes']);
  });

  it('opens at any step', async () => {
    open(LESSON, { step: 2 });
    await settled();
    expect(session.get().step).toBe(2);
    expect(await reply('MGET views three')).toEqual(['3', 'yes']);
    expect(words()?.[0]).toBe('no: The key views is still there.');
    await settled();
    expect(playground.store.getState().log.map(({ lane }) => lane)).toEqual(['me']);
  });

  it('back loses no work', async () => {
    open();
    await settled();
    await runScript('INCR views\n# mine');
    session.actions.skip();
    await settled();
    playground.editor.edited('second');
    session.actions.goTo(0);
    await settled();
    expect(draft()).toBe('INCR views\n# mine');
    session.actions.goTo(1);
    await settled();
    expect(draft()).toBe('second');
  });

  it('a reset makes the step as it was', async () => {
    open(LESSON, { step: 2 });
    await settled();
    await runScript('DEL views three\nSET x 1\nCONFIG SET maxmemory-policy allkeys-lru');
    expect(words()?.slice(0, 2)).toEqual(['yes: There is no key views.', 'yes: KEYS was not used.']);
    session.actions.resetStep();
    await settled();
    expect(draft()).toBe('GET views');
    expect(await reply('MGET views three x')).toEqual(['3', 'yes', null]);
    expect(await reply('CONFIG GET maxmemory-policy')).toMatchObject({
      entries: ['maxmemory-policy', 'noeviction'],
    });
    expect(words()?.[0]).toBe('no: The key views is still there.');
  });

  it('starting again forgets all', async () => {
    open();
    await settled();
    await runScript('INCR views\nINCR views\nEXPIRE seed 60');
    session.actions.goTo(1);
    session.actions.resetLesson();
    await settled();
    expect(session.get()).toMatchObject({ step: 0 });
    expect(session.get().steps.map(({ done }) => done)).toEqual([false, false, false]);
    expect(draft()).toBe('INCR views');
    expect(await reply('GET views')).toBe('1');
  });
});

it('what comes after a reset step is begun anew, with its draft', async () => {
  open();
  await settled();
  await runScript('INCR views\nINCR views\nEXPIRE seed 60');
  session.actions.goTo(1);
  session.actions.goTo(2);
  await settled();
  await runScript('DEL three');
  session.actions.goTo(0);
  session.actions.resetStep();
  await settled();
  expect(draft()).toBe('INCR views');
  session.actions.goTo(2);
  await settled();
  expect(draft()).toBe('DEL three');
  expect(await reply('MGET views three')).toEqual(['3', 'yes']);
});

it('programs of earlier solutions do not sleep in real time', async () => {
  const program = block(
    'js app shop solution',
    'for (let i = 0; i < 5; i++) { await sleep(20000); await redis.incr("n") }',
  );
  open(`${FRONT}## One\n${block('redis', 'PING')}\n${program}\n## Two\n`, { step: 1 });
  await settled();
  const { programs, log } = playground.store.getState();
  expect([programs, log]).toEqual([[], []]);
  expect(JSON.stringify(await reply('INFO stats'))).toContain('keyspace_hits:0');
  expect(await reply('GET n')).toBe('5');
});

describe('questions', () => {
  it('run the choice unseen and show what it printed', async () => {
    open(LESSON, { step: 2 });
    await settled();
    session.actions.choose(0, 0);
    await settled();
    expect(here()?.answers).toEqual([
      { choice: 0, open: false, output: ['> SADD chosen a', '(integer) 1', '> SMEMBERS chosen', '1) "a"'] },
    ]);
    expect(words()?.[2]).toBe('no: The answer to question 1 is not right yet.');
    expect(playground.store.getState().log).toEqual([]);
    session.actions.choose(0, 1);
    await settled();
    expect(words()?.[2]).toBe('yes: Question 1 is answered.');
    expect(here()?.answers[0]).toMatchObject({ choice: 1, open: true, output: [] });
  });
});

describe('whose keys', () => {
  it('touches none that are not the lesson’s', async () => {
    await reply('SET mine 1');
    open();
    await settled();
    expect(session.get().trouble).toMatch(/not the lesson’s/);
    expect(await reply('MGET mine seed')).toEqual(['1', null]);
    session.actions.resetStep();
    await settled();
    expect(session.get().trouble).toBeUndefined();
    expect(await reply('MGET mine seed')).toEqual([null, 'yes']);
  });

  it('comes back as it was left', async () => {
    open();
    await settled();
    await runScript('INCR views\nINCR views\nEXPIRE seed 60');
    session.actions.goTo(1);
    session.actions.goTo(2);
    await settled();
    playground.editor.edited('mine');
    session.actions.showHint();
    session.actions.choose(0, 1);
    await settled();
    session.end();
    playground.editor.edited('other');
    open();
    await settled();
    expect(session.get()).toMatchObject({ step: 2, trouble: undefined });
    expect(session.get().steps.map(({ done }) => done)).toEqual([true, true, false]);
    expect(here()?.answers).toMatchObject([{ choice: 1, open: true }]);
    expect(draft()).toBe('mine');
    expect(await reply('GET views')).toBe('3');
  });

  it('is not done by coming back: what was to be avoided is not forgiven then', async () => {
    open(LESSON, { step: 2 });
    await settled();
    session.actions.choose(0, 1);
    await runScript('KEYS *\nDEL views');
    expect(words()?.[1]).toBe('no: KEYS was used; this is to be done without it.');
    session.end();
    open();
    await settled();
    expect(here()).toMatchObject({ done: false });
    expect(words()?.[0]).toBe('yes: There is no key views.');
    await runScript('DEL views');
    expect(here()).toMatchObject({ done: true });
  });
});

it('follows programs', async () => {
  const text = `${FRONT}## One
### Task
Run it.
${block('js app shop', 'await sleep(60000)', 'await redis.incr("n")', 'log("user " + user)', 'report("200")')}
${block('load', 'users: 5', 'each: shop')}
${block('redis solution', 'PING')}
${block('check', 'key n is 5', 'used INCR 5 times', 'log shop contains "user 3"', 'finished shop', 'outcome shop 200 5')}
`;
  open(text);
  await settled();
  expect(words()?.slice(2)).toEqual([
    'no: The program shop has not run yet.',
    'no: The program shop has not run yet.',
    'no: The program shop has not run yet.',
  ]);
  await runScript(draft());
  expect(words()).toEqual([
    'yes: The key n is “5”.',
    'yes: INCR was used 5 times.',
    'yes: shop logged “user 3”.',
    'yes: The program shop finished.',
    'yes: 5 runs of shop reported “200”.',
  ]);
});

it('unreadable kept state is no state', () => {
  const { lesson } = readLesson(LESSON);
  if (!lesson) throw new Error('There is no lesson.');
  for (const value of [undefined, null, 1, 'x', [], {}, { id: 'a-lesson' }, { id: 'other', steps: [] }])
    expect(readKept(value, lesson)).toBeUndefined();
  expect(
    readKept(
      { id: 'a-lesson', step: 99, steps: [{ done: 'yes', hintsShown: 99, answers: 7, draft: 5 }, null] },
      lesson,
    ),
  ).toMatchObject({
    step: 2,
    steps: [{ done: false, hintsShown: 2, answers: [], draft: undefined }, { done: false }, { done: false }],
  });
  expect(
    readKept({ id: 'a-lesson', step: -1, steps: [{}, {}, { answers: [{ choice: 9, open: 1 }] }] }, lesson),
  ).toMatchObject({ step: 0, steps: [{}, {}, { answers: [{ choice: undefined, open: false }] }] });
});
