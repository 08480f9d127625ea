/** The tab Durability and the dialog of files, by roles and labels. */
import { type Download, expect, type Locator, type Page } from '@playwright/test';
import type { Playground } from './playground.ts';

export class Durability {
  private readonly page: Page;
  private readonly playground: Playground;

  constructor(playground: Playground) {
    this.playground = playground;
    this.page = playground.page;
  }

  async show(part: 'Now' | 'Crash lab' | 'Storage'): Promise<void> {
    await this.playground.tab('Durability').click();
    await this.page.getByRole('radio', { name: part, exact: true }).check();
  }

  async log(choice: 'Off' | 'no' | 'everysec' | 'always'): Promise<void> {
    await this.choose('Append-only log', choice);
  }

  async snapshots(choice: 'Off' | 'At save points'): Promise<void> {
    await this.choose('Snapshots', choice);
  }

  /** The choice shows what the engine says, so it changes a moment after the click. */
  private async choose(group: string, choice: string): Promise<void> {
    const option = this.page.getByRole('group', { name: group }).getByLabel(choice, { exact: true });
    await option.click();
    await expect(option).toBeChecked();
  }

  /** Plays the editor's script and crashes at a moment, in ms. */
  async play(kind: 'Crash the process' | 'Pull the plug', at: number): Promise<void> {
    await this.page.getByRole('button', { name: /^Play (again|the script)$/ }).click();
    await this.page.getByLabel(kind).check();
    const moment = this.page.getByRole('slider', { name: 'Moment of the crash' });
    await moment.fill(String(at));
    await expect(this.page.getByText(`Crash at ${(at / 1000).toFixed(2)} s`)).toBeVisible();
  }

  /** The cells of a mode in the table of modes: acknowledged, survived, lost, what recovery found. */
  async outcome(mode: string): Promise<string[]> {
    const table = this.page.getByRole('table', { name: 'Modes side by side' });
    const row = table
      .getByRole('row')
      .filter({ has: this.page.getByRole('rowheader', { name: mode, exact: true }) });
    return row.getByRole('cell').allTextContents();
  }

  /** All text of both tables. */
  async everything(): Promise<string> {
    const modes = this.page.getByRole('table', { name: 'Modes side by side' });
    const commands = this.page.getByRole('table', { name: 'Commands' });
    return `${await modes.textContent()}\n${await commands.textContent()}`;
  }
}

export class Files {
  readonly dialog: Locator;
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.dialog = page.getByRole('dialog', { name: 'Files' });
  }

  async menu(item: 'Download…' | 'Open a file…' | 'Move to a real server…'): Promise<void> {
    await this.page.getByRole('button', { name: /^Playground:/ }).click();
    await this.page.getByRole('menuitem', { name: item }).click();
    await expect(this.dialog).toBeVisible();
  }

  async download(name: string): Promise<Download> {
    const coming = this.page.waitForEvent('download');
    await this.dialog.getByRole('button', { name: `Download ${name}` }).click();
    return coming;
  }

  async choose(files: Parameters<Locator['setInputFiles']>[0]): Promise<void> {
    await this.dialog.locator('input[type=file]').setInputFiles(files);
  }

  get inside(): Locator {
    return this.dialog.getByRole('region', { name: 'What is inside' });
  }
}
