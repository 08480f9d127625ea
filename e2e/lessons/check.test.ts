/** The check of the lessons finds what is wrong with them: each of these is wrong in one way. */
import './browser.ts';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkLesson } from './check.ts';

const block = (words: string, ...lines: string[]) => ['```' + words, ...lines, '```'].join('\n');
/** Steps begin at line 6. */
const lesson = (...parts: string[]) =>
  `---\nid: wrong\ntitle: Wrong\nsummary: Wrong.\n---\n## One\n### Task\nDo it.\n${parts.join('\n')}\n`;

async function findings(text: string): Promise<string[]> {
  const report = await checkLesson(text);
  return [...report.findings, ...report.steps.flatMap((step) => step.findings)].map(
    ({ line, message }) => `${line}: ${message}`,
  );
}

const CHECK = block('check', 'key a is 2');
const SOLUTION = block('redis solution', 'SET a 2');

test('a lesson in which nothing is wrong', async () => {
  expect(await findings(lesson(block('redis', 'SET a 1'), SOLUTION, CHECK))).toEqual([]);
});

test.each<[string, string[], RegExp]>([
  [
    'the setup alone',
    [block('redis setup', 'SET a 2'), SOLUTION, CHECK],
    /^6: All its checks hold with its setup/,
  ],
  [
    'the script alone',
    [block('redis', 'SET a 2'), SOLUTION, CHECK],
    /^6: All its checks hold when its script is run/,
  ],
  [
    'a solution that is none',
    [block('redis solution', 'SET a 3'), CHECK],
    /^13: After the solution: The key a is “3”; “2” is wanted/,
  ],
  [
    'a setup that fails',
    [block('redis setup', 'LPUSH a'), SOLUTION, CHECK],
    /^6: The setup of step 1 failed. LPUSH a: ERR wrong number/,
  ],
  [
    'an expectation',
    [block('redis solution', 'SET a 2', '# @expect 3'), CHECK],
    /^10: “SET a 2” did not give/,
  ],
  [
    'a setup that ends while somebody reads',
    [block('redis setup', 'SET b 2 EX 60'), block('redis solution', 'RENAME b a'), CHECK],
    /^16: After the solution: There is no key a/,
  ],
  [
    'a step that is done by waiting',
    [block('redis setup', 'SET b 2 EX 60'), SOLUTION, block('check', 'key b missing')],
    /^6: All its checks hold with its setup/,
  ],
  [
    'a script that spoils its solution',
    [block('redis', 'INCR a'), block('redis solution', 'INCR a', 'INCR a'), CHECK],
    /^17: After the script and then the solution: The key a is “3”/,
  ],
  [
    'a solution that spoils itself',
    [block('redis', 'PING'), block('redis solution', 'INCR a', 'INCR a'), CHECK],
    /^17: After the solution a second time: The key a is “4”/,
  ],
  [
    'a program that fails',
    [block('js app x solution', 'await redis.nope()'), CHECK],
    /^13: After the solution: There is no key a/,
  ],
  ['a file with an error', [block('redis solutoin', 'SET a 2'), SOLUTION, CHECK], /^9: There is no block/],
  ['a warning', [CHECK], /^6: This step has a task and no solution/],
  [
    'nothing that ends',
    [block('redis solution', 'BLPOP never 0', 'SET a 2'), CHECK],
    /^14: After the solution: There is no key a/,
  ],
])('%s', async (_, parts, expected) => {
  expect((await findings(lesson(...parts)))[0]).toMatch(expected);
});

test('time passes only where somebody waits for it', async () => {
  const text = lesson(
    block('redis solution', 'SET a 2 EX 3600', '# @wait 50m', 'SET b 1 EX 60'),
    block('js app slow solution', 'await sleep(590_000)', 'log("done")'),
    block('check', 'key a ttl between 9s and 10s', 'key b missing', 'finished slow'),
  );
  expect(await findings(text)).toEqual([]);
});

test('without its solutions no lesson of ours is solved', async () => {
  const text = readFileSync('src/scenarios/lessons/03-ttl.md', 'utf8');
  const without = text.replace(/```redis solution\n[\s\S]*?```/g, '```redis solution\nPING\n```');
  const report = await checkLesson(without);
  for (const { checks, findings: found } of report.steps) if (checks > 0) expect(found).not.toEqual([]);
});
