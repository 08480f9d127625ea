import { expect, test } from 'vitest';
import type { SharedScenario } from './scenario.ts';
import { asText } from './text.ts';

const scenario = (title: string, script: string): SharedScenario => ({
  title,
  text: [],
  script,
  view: undefined,
  keyspace: undefined,
});

test.each([
  ['a title', 'Board', 'ZADD s 1 a\n', 'Board\n\n```\nZADD s 1 a\n```\nLINK\n'],
  ['no title', '', 'PING', '```\nPING\n```\nLINK\n'],
  ['a title on two lines', 'a\n b', 'PING', 'a b\n\n```\nPING\n```\nLINK\n'],
  ['a fence inside', '', 'SET k "```"', '````\nSET k "```"\n````\nLINK\n'],
])('a scenario with %s as text', (_what, title, script, text) => {
  expect(asText(scenario(title, script), 'LINK')).toBe(text);
});

test('a long script is cut, and says so', () => {
  const script = Array.from({ length: 50 }, (_, i) => `SET k${i} v`).join('\n');
  const text = asText(scenario('', script), 'LINK');
  expect(text).toContain('SET k39 v\n# … and 10 more lines behind the link\n```');
  expect(text).not.toContain('k40');
  expect(asText(scenario('', `SET a ${'x'.repeat(1e6)}\nPING`), 'LINK').length).toBeLessThan(3200);
});
