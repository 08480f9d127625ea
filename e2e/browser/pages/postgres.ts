/** The database beside the store, as a person meets it. */
import { expect, type Locator, type Page } from '@playwright/test';

/** Files that only the database needs. */
export const POSTGRES_FILES = /postgres-worker-[^/]*\.js|\.packed$/;

export class Postgres {
  readonly page: Page;
  /** Addresses of the database's files that were asked for. */
  readonly fetched: string[] = [];

  constructor(page: Page) {
    this.page = page;
    page.context().on('request', (request) => {
      if (POSTGRES_FILES.test(request.url())) this.fetched.push(request.url());
    });
  }

  get panel(): Locator {
    return this.page.getByRole('region', { name: 'Postgres' });
  }

  async show(part: 'Tables' | 'Queries' | 'Both stores'): Promise<void> {
    await this.panel.getByRole('radio', { name: part }).check();
  }

  table(name: string): Locator {
    return this.panel.getByRole('list', { name: 'Tables' }).getByRole('button', { name });
  }

  rows(table: string): Locator {
    return this.panel
      .getByRole('region', { name: `Rows of ${table}` })
      .locator('tbody')
      .getByRole('row');
  }

  get queries(): Locator {
    return this.panel.getByRole('list', { name: 'Queries' }).getByRole('listitem');
  }

  /** The count of queries that the panel tells. */
  async counts(queries: number): Promise<void> {
    await expect(this.panel.getByText(`Postgres ${queries} quer`)).toBeVisible();
  }
}
