import { scenarios } from '../../src/scenarios/index.ts';
import { expect, test } from './fixtures.ts';

for (const scenario of scenarios) {
  test(`the scenario “${scenario.title}” runs as its text says`, async ({ playground, page }) => {
    await playground.open(`./?scenario=${scenario.id}`);
    await expect(page.getByRole('region', { name: 'Scenario', exact: true })).toContainText(scenario.title);
    await playground.runScript();
    const summary = page.getByText(/^\d+ commands?/).first();
    await expect(summary).toBeVisible({ timeout: 40_000 });
    await expect(summary).not.toContainText(/not as expected|stopped/);
  });
}
