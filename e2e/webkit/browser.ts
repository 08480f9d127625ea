/** A WebKit in a window that nobody sees, driven by way of WebDriver. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Builder, By, Key, type WebDriver, type WebElement } from 'selenium-webdriver';
import { freePort } from '../real-server/redis.ts';

const MINI_BROWSER =
  process.env.KEYGLASS_MINI_BROWSER ?? '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser';
const SOON_MS = 30_000;

/** Started once for all tests; each opens a session of its own, which has nothing kept. */
export class WebKit {
  private readonly processes: readonly ChildProcess[];
  private readonly server: string;

  private constructor(processes: readonly ChildProcess[], server: string) {
    this.processes = processes;
    this.server = server;
  }

  static async start(): Promise<WebKit> {
    const display = `:${90 + (process.pid % 400)}`;
    const port = await freePort();
    const screen = spawn('Xvfb', [display, '-screen', '0', '1500x1000x24'], { stdio: 'ignore' });
    const driver = spawn('WebKitWebDriver', [`--port=${port}`, '--host=127.0.0.1'], {
      stdio: 'ignore',
      // No graphics card, and no user namespaces for a sandbox, where tests run.
      env: {
        ...process.env,
        DISPLAY: display,
        LIBGL_ALWAYS_SOFTWARE: '1',
        WEBKIT_DISABLE_COMPOSITING_MODE: '1',
        WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
      },
    });
    const server = `http://127.0.0.1:${port}`;
    await until(
      'WebKitWebDriver answers',
      async () => (await fetch(`${server}/status`).catch(() => undefined))?.ok,
    );
    return new WebKit([driver, screen], server);
  }

  /** A window of a new profile. */
  async open(): Promise<Window> {
    const driver = await new Builder()
      .usingServer(this.server)
      .withCapabilities({
        browserName: 'MiniBrowser',
        'webkitgtk:browserOptions': { binary: MINI_BROWSER, args: ['--automation'] },
      })
      .build();
    await driver.manage().window().setRect({ width: 1440, height: 900 });
    return new Window(driver);
  }

  async stop(): Promise<void> {
    for (const child of this.processes) {
      child.kill();
      await once(child, 'exit');
    }
  }
}

/** What a person does in the playground. */
export class Window {
  readonly driver: WebDriver;

  constructor(driver: WebDriver) {
    this.driver = driver;
  }

  /** Opens the playground and waits until it can be used. */
  async goto(url: string): Promise<void> {
    await this.driver.get(url);
    await this.sees('footer', /Saved/);
    await this.find('.monaco-editor .view-lines');
  }

  async find(css: string): Promise<WebElement> {
    let found: WebElement | undefined;
    await until(`there is ${css}`, async () => {
      [found] = await this.driver.findElements(By.css(css));
      return found;
    });
    if (!found) throw new Error(css);
    return found;
  }

  /** Waits until the text of what `css` finds is like that. */
  async sees(css: string, text: RegExp): Promise<void> {
    let seen = '';
    await until(
      `${css} has ${text}`,
      async () => {
        seen = await this.driver.executeScript<string>(
          'return [...document.querySelectorAll(arguments[0])].map((one) => one.innerText).join("\\n")',
          css,
        );
        // Monaco keeps its lines from being broken.
        return text.test(seen.replaceAll('\u00a0', ' '));
      },
      () => seen,
    );
  }

  /** Clicks what has that name. */
  async click(name: string): Promise<void> {
    let wanted: WebElement | null = null;
    await until(`there is ${name}`, async () => {
      wanted = await this.driver.executeScript<WebElement | null>(
        `return [...document.querySelectorAll('button, a, [role=tab], label')].find(
          (one) => (one.ariaLabel ?? one.innerText).trim() === arguments[0] && one.getBoundingClientRect().width > 0,
        ) ?? null`,
        name,
      );
      return wanted;
    });
    if (wanted) await this.driver.actions().move({ origin: wanted }).click().perform();
  }

  /** Puts `text` in place of the script and runs it. */
  async runScript(text: string): Promise<void> {
    const editor = await this.find(
      '[role=textbox][aria-label^="Script editor"], textarea[aria-label^="Script editor"]',
    );
    // Monaco's own lines lie above it, so it cannot be clicked.
    await this.driver.executeScript('arguments[0].focus()', editor);
    await this.press(Key.CONTROL, 'a');
    await this.press(Key.DELETE);
    for (const [i, line] of text.split('\n').entries()) {
      if (i > 0) await this.press(Key.ENTER);
      await this.driver.actions().sendKeys(line).perform();
      // Suggestions would take the Enter that follows.
      await this.press(Key.ESCAPE);
    }
    await this.click('Run script');
  }

  /** Runs a command in the console. */
  async command(line: string): Promise<void> {
    const prompt = await this.find('[role=combobox][aria-label="Command for main"]');
    await prompt.sendKeys(line, Key.ENTER);
  }

  /** Clicks a button of an embed at rest, in its shadow root. */
  async clickIn(embed: string, name: string): Promise<void> {
    await until(`there is ${name} in ${embed}`, () =>
      this.driver.executeScript(
        `const buttons = document.querySelector(arguments[0]).shadowRoot?.querySelectorAll('button') ?? [];
        const wanted = [...buttons].find((button) => button.innerText.trim().endsWith(arguments[1]));
        wanted?.click();
        return wanted !== undefined;`,
        embed,
        name,
      ),
    );
  }

  /** Works in an iframe, or in that of an embed. */
  async inFrameOf(css: string, work: () => Promise<void>): Promise<void> {
    let frame: WebElement | null = null;
    await until(`there is a frame of ${css}`, async () => {
      frame = await this.driver.executeScript<WebElement | null>(
        `const element = document.querySelector(arguments[0]);
        return element.shadowRoot?.querySelector('iframe') ?? element.closest('iframe');`,
        css,
      );
      return frame;
    });
    if (frame) await this.driver.switchTo().frame(frame);
    await work();
    await this.driver.switchTo().defaultContent();
  }

  async end(): Promise<void> {
    await this.driver.quit();
  }

  private async press(...keys: string[]): Promise<void> {
    const actions = this.driver.actions();
    for (const key of keys) actions.keyDown(key);
    for (const key of keys.toReversed()) actions.keyUp(key);
    await actions.perform();
  }
}

async function until(
  what: string,
  check: () => Promise<unknown>,
  seen: () => string = () => '',
): Promise<void> {
  const end = Date.now() + SOON_MS;
  while (!(await check())) {
    if (Date.now() > end) throw new Error(`in vain: ${what}; there is ${seen()}`);
    await sleep(100);
  }
}
