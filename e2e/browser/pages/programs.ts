/** The panel of programs. */
import type { Locator, Page } from '@playwright/test';

export class ProgramsPage {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async show(): Promise<void> {
    await this.page.getByRole('tab', { name: 'Programs' }).click();
  }

  /** A program in the list; its text says how it is. */
  row(name: string): Locator {
    return this.page.getByRole('list', { name: 'Programs' }).getByRole('listitem').filter({ hasText: name });
  }

  /** Brings a program to the front. */
  async choose(name: string): Promise<void> {
    await this.row(name).getByRole('button', { name }).first().click();
  }

  log(name: string): Locator {
    return this.page.getByRole('log', { name: `Log of ${name}` });
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  get outcomes(): Locator {
    return this.page.getByRole('list', { name: 'Outcomes' });
  }
}
