/** An open lesson as a person uses it, by roles and labels. */
import { expect, type Locator, type Page } from '@playwright/test';

export class LessonPage {
  readonly page: Page;
  readonly panel: Locator;

  constructor(page: Page) {
    this.page = page;
    this.panel = page.getByRole('region', { name: 'Lesson', exact: true });
  }

  /** Waits until a step stands there with all that belongs to it. */
  async shows(title: string): Promise<void> {
    await expect(this.panel.getByRole('heading', { level: 3, name: title, exact: true })).toBeVisible();
    // A step may need Postgres, which is loaded and started first.
    await expect(this.panel.locator('[data-busy]')).toHaveCount(0, { timeout: 90_000 });
  }

  button(name: string | RegExp): Locator {
    return this.panel.getByRole('button', { name, exact: typeof name === 'string' });
  }

  /** The checks, those that hold or those that do not. */
  checks(ok?: boolean): Locator {
    const all = this.panel.locator('section', { hasText: 'Checks' }).locator('li[data-ok]');
    return ok === undefined ? all : this.panel.locator(`li[data-ok="${ok}"]`);
  }

  get done(): Locator {
    return this.panel.getByText('done', { exact: true });
  }

  mark(step: number): Locator {
    return this.panel
      .getByRole('navigation', { name: 'Steps' })
      .getByRole('button', { name: new RegExp(`^Step ${step}:`) });
  }

  async menu(item: string): Promise<void> {
    await this.button('Lesson menu').click();
    await this.page.getByRole('menuitem', { name: item }).click();
  }

  get course(): Locator {
    return this.page.getByRole('dialog', { name: 'Learn' });
  }

  /** The row of a lesson in the list of all. */
  row(title: string | RegExp): Locator {
    return this.course.getByRole('listitem').filter({ hasText: title });
  }
}
