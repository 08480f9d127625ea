import { expect, test } from './fixtures.ts';

test('bars follow the scores', async ({ playground, page }) => {
  await playground.open('./?scenario=leaderboard');
  await playground.runScript();
  await expect(page.getByText(/^\d+ commands?/).first()).toBeVisible();
  const ranking = page.getByRole('list', { name: /Ranking/ });
  const rows = ranking.getByRole('listitem');
  await expect(rows).toHaveCount(5);
  const order = async () => {
    const boxes = await rows.evaluateAll((items) =>
      items.map((item) => ({ top: item.getBoundingClientRect().top, text: item.textContent ?? '' })),
    );
    return boxes
      .sort((a, b) => a.top - b.top)
      .map(({ text }) => /ada|grace|linus|margaret|dennis/.exec(text)?.[0]);
  };
  await expect.poll(order).toEqual(['margaret', 'grace', 'ada', 'linus', 'dennis']);
});
