import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { scenarios } from '../../scenarios/index.ts';
import { cardPage } from './card.ts';

const FOLDER = 'public/cards';

test.each(scenarios)(
  'the picture of $id shows what the scenario says (npm run cards makes it anew)',
  (scenario) => {
    const source = createHash('sha256').update(cardPage(scenario)).digest('hex');
    const file = readFileSync(`${FOLDER}/${scenario.id}.png`);
    expect(file.subarray(1, 4).toString()).toBe('PNG');
    expect(file.includes(source)).toBe(true);
    expect(file.length).toBeLessThan(60_000);
  },
);

test('there is no picture without a scenario', () => {
  expect(readdirSync(FOLDER).sort()).toEqual(scenarios.map(({ id }) => `${id}.png`).sort());
});

test('text is text in the picture too', () => {
  const [first] = scenarios;
  if (!first) throw new Error('there are no scenarios');
  const page = cardPage({ ...first, title: '<img src=x>', summary: '<b>', script: 'GET <i>' });
  expect(page).not.toMatch(/<img|<i>|<p><b>/);
});
