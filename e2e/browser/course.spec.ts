/** Every lesson of the house: its own solutions solve it in the page, step by step, and without them it is not solved. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Lesson, Step } from '../../src/lessons/lesson.ts';
import { readLesson } from '../../src/lessons/read.ts';
import { expect, test } from './fixtures.ts';
import { LessonPage } from './pages/lessons.ts';

const FOLDER = 'src/scenarios/lessons';
const lessons = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.md'))
  .sort()
  .flatMap((name): Lesson[] => {
    const { lesson } = readLesson(readFileSync(join(FOLDER, name), 'utf8'));
    return lesson ? [lesson] : [];
  });

test('there are lessons to solve', () => {
  expect(lessons.length).toBeGreaterThanOrEqual(19);
});

for (const lesson of lessons) {
  test(`the solutions of “${lesson.title}” solve it`, async ({ playground, page }) => {
    await playground.open(`./?lesson=${lesson.id}`);
    // Some of it goes by the clock, and Postgres takes its time on a busy machine; nothing here is about how much.
    test.setTimeout(240_000);
    const open = new LessonPage(page);
    for (const [i, step] of lesson.steps.entries()) {
      await open.shows(step.title);
      if (step.checks.length > 0) {
        await open.button('Check').click();
        await expect(open.checks(false).first()).toBeVisible();
        await expect(open.done).toHaveCount(0);
        await answer(open, step);
        if (step.solution !== '') {
          await open.button('Show solution').click();
          await playground.runScript();
        }
        await expect(open.done).toBeVisible({ timeout: 90_000 });
      }
      if (i < lesson.steps.length - 1) await open.button('Next').click();
    }
    await expect(page.getByRole('region', { name: 'End of the lesson' })).toContainText('Lesson done');
  });
}

/** Takes the right choices of a step's questions. */
async function answer(open: LessonPage, step: Step): Promise<void> {
  const questions = open.panel.getByRole('region', { name: 'Question', exact: true });
  for (const [i, { choices }] of step.questions.entries()) {
    const right = choices.findIndex((choice) => choice.right);
    if (right < 0) continue;
    const asked = questions.nth(i);
    await asked.locator('button[aria-pressed]').nth(right).click();
    await expect(asked.getByText('Right.', { exact: true })).toBeVisible({ timeout: 90_000 });
  }
}
