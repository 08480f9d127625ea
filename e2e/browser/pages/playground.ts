/** The playground as a person uses it, by roles and labels. */
import { expect, type Locator, type Page } from '@playwright/test';

export class Playground {
  readonly page: Page;
  /** What the page said on the console that it should not have. */
  readonly complaints: string[] = [];

  constructor(page: Page) {
    this.page = page;
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text());
    });
    page.on('pageerror', (error) => this.complaints.push(error.message));
  }

  /** Opens the page and waits for the engine and the full editor. */
  async open(address = './'): Promise<void> {
    await this.page.goto(address);
    await this.ready();
  }

  async ready(): Promise<void> {
    await expect(this.page.getByText(/Saved|In memory only|Read-only/).first()).toBeVisible();
    await this.page.locator('.monaco-editor').first().waitFor();
  }

  get editor(): Locator {
    return this.page.getByRole('textbox', { name: /Script editor/ });
  }

  /** The text of the editor's lines, replies beside them included. */
  line(text: string | RegExp): Locator {
    return this.page.locator('.view-line').filter({ hasText: text });
  }

  /** Puts a script into the editor in place of what is there. */
  async write(script: string): Promise<void> {
    await this.editor.focus();
    await this.page.keyboard.press('ControlOrMeta+A');
    await this.page.keyboard.press('Delete');
    await this.page.keyboard.insertText(script);
  }

  async runScript(): Promise<void> {
    await this.page.getByRole('button', { name: 'Run script' }).click();
  }

  /** Opens a scenario by its title, and runs nothing. */
  async scenario(title: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Scenarios', exact: true }).click();
    await this.page.getByRole('menuitem', { name: title, exact: true }).click();
    await expect(this.page.getByRole('region', { name: 'Scenario', exact: true })).toContainText(title);
  }

  get keys(): Locator {
    return this.page.getByRole('tree', { name: 'Keys' });
  }

  key(name: string | RegExp): Locator {
    return this.keys.getByRole('treeitem', { name });
  }

  tab(name: string): Locator {
    return this.page.getByRole('tab', { name });
  }

  /** Runs a command of the palette by its title. */
  async command(title: string): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+K');
    const search = this.page.getByRole('combobox', { name: 'Search commands, keys and scenarios' });
    await search.fill(title);
    await this.page.getByRole('option', { name: title }).first().click();
  }

  /** Waits until everything written is in IndexedDB. */
  async saved(): Promise<void> {
    await expect(this.page.getByText('Saved', { exact: true })).toBeVisible();
  }
}
