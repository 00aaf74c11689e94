import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { openChromium } from '../../scripts/lib/browser.ts';
import { ensurePackaged } from '../../scripts/lib/build.ts';
import { installVsix, quietSettings, startServer, windowUrl, type RunningServer } from '../../scripts/lib/codeServer.ts';
import { ensureHost } from '../../scripts/lib/host.ts';
import { root } from '../../scripts/lib/paths.ts';
import { Editor } from './workbenchEditor.ts';
import { eventually } from './eventually.ts';
import { OutputPanel } from './workbenchOutput.ts';
import { QuickInput } from './workbenchQuickInput.ts';

export type Theme = 'dark' | 'light';

export interface WorkbenchOptions {
  /** The folder to open a copy of; without one an empty folder. */
  readonly folder?: string;
  /** Copies only these files of the folder. */
  readonly only?: readonly string[];
  readonly theme?: Theme;
  /** On top of those that keep the window quiet. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Opens the folder in restricted mode, as VS Code does with one that nobody has said to trust. */
  readonly untrusted?: boolean;
  /** False opens VS Code without the extension. */
  readonly extension?: boolean;
  /** Chromium is started for tests at this size. */
  readonly viewport?: { readonly width: number; readonly height: number };
}

const testSettings = {
  // Text that a test pastes stays as it is.
  'editor.autoIndent': 'none',
  // The window follows the browser's colour scheme, so that a test can switch it at once.
  'window.autoDetectColorScheme': true,
  'workbench.preferredDarkColorTheme': 'Dark Modern',
  'workbench.preferredLightColorTheme': 'Light Modern',
};

/** Where screenshots and the logs of failures go. */
export const actualDir = join(root, 'test/e2e/actual');

/**
 * A VS Code window in a real browser with the packed extension installed, as a user has it: what tests click in.
 * It has a profile, a folder, a port and a browser of its own, and `close` leaves nothing of them behind.
 */
export class Workbench {
  /** The copy of the folder that the window shows. */
  readonly folder: string;
  readonly page: Page;
  readonly quickInput: QuickInput;
  readonly output: OutputPanel;
  readonly editor: Editor;
  /** VS Code's own data: settings, logs, the extension's storage. */
  readonly data: string;
  readonly #temporary: string;
  readonly #server: RunningServer;
  readonly #browser: Browser;
  readonly #settings: Record<string, unknown>;

  private constructor(parts: { temporary: string; server: RunningServer; browser: Browser; page: Page; settings: Record<string, unknown> }) {
    this.#temporary = parts.temporary;
    this.#server = parts.server;
    this.#browser = parts.browser;
    this.#settings = parts.settings;
    this.page = parts.page;
    this.folder = join(parts.temporary, 'runbooks');
    this.data = join(parts.temporary, 'data');
    this.quickInput = new QuickInput(parts.page);
    this.output = new OutputPanel(parts.page);
    this.editor = new Editor(parts.page, this.quickInput);
  }

  /** Starts the server and the browser and waits until the window is there. */
  static async open(options: WorkbenchOptions = {}): Promise<Workbench> {
    const temporary = mkdtempSync(join(tmpdir(), 'sma-e2e-'));
    const folder = join(temporary, 'runbooks');
    mkdirSync(folder);
    if (options.folder) for (const name of options.only ?? readdirSync(options.folder)) cpSync(join(options.folder, name), join(folder, name), { recursive: true });
    const trust = options.untrusted === true ? { 'security.workspace.trust.enabled': true, 'security.workspace.trust.startupPrompt': 'never', 'security.workspace.trust.banner': 'never' } : {};
    const settings = { ...quietSettings, ...testSettings, ...trust, ...options.settings };
    const profile = { data: join(temporary, 'data'), extensions: join(temporary, 'extensions') };
    mkdirSync(join(profile.data, 'User'), { recursive: true });
    writeFileSync(join(profile.data, 'User/settings.json'), JSON.stringify(settings, null, 2));
    const host = await ensureHost();
    if (options.extension !== false) await installVsix(host, profile, await ensurePackaged());
    const server = await startServer({ ...profile, host, port: 0, asksForTrust: options.untrusted === true });
    const browser = await openChromium();
    const context = await browser.newContext({ viewport: options.viewport ?? { width: 1400, height: 900 }, colorScheme: options.theme ?? 'dark' });
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    const workbench = new Workbench({ temporary, server, browser, page, settings });
    try {
      await workbench.reload();
      return workbench;
    } catch (error) {
      await workbench.saveFailure('opening the workbench');
      await workbench.close();
      throw error;
    }
  }

  /** Loads the window anew, as a user does who closes it and comes back. */
  async reload(): Promise<void> {
    await this.page.goto(windowUrl(this.#server, this.folder));
    await this.page.locator('.monaco-workbench').waitFor({ timeout: 60_000 });
    // The status bar has its entries when the window is ready for keys.
    await this.page.locator('.statusbar-item').first().waitFor();
  }

  /** A second window of the same user, on the same folder. The caller closes it. */
  async another(): Promise<Page> {
    const page = await this.page.context().newPage();
    page.setDefaultTimeout(30_000);
    await page.goto(windowUrl(this.#server, this.folder));
    await page.locator('.monaco-workbench').waitFor({ timeout: 60_000 });
    return page;
  }

  /** Ends browser and server with everything below them, and removes the profile and the folder. */
  async close(): Promise<void> {
    await this.#browser.close();
    await this.#server.stop();
    rmSync(this.#temporary, { recursive: true, force: true, maxRetries: 3 });
  }

  /** The id of the server process, to look at what runs below it. */
  get serverPid(): number {
    return this.#server.child.pid ?? 0;
  }

  /** Runs a command by its title in the palette, "SMA: Refresh" for example. */
  async command(title: string): Promise<void> {
    await this.quickInput.command(title);
  }

  /** The tab of a view container in the activity bar. */
  activityTab(name: string): Locator {
    return this.page.locator('.activitybar').getByRole('tab', { name: new RegExp(`^${escape(name)}`) });
  }

  /** Opens a view container if it is not shown yet. */
  async openContainer(name: string): Promise<void> {
    const tab = this.activityTab(name);
    await tab.waitFor({ timeout: 60_000 });
    if (await tab.getAttribute('aria-selected') !== 'true') await tab.click();
    await eventually(async () => await tab.getAttribute('aria-selected') === 'true', 10_000, `the view container ${name}`);
  }

  /** A row of a tree, by its whole accessible name, or by a pattern of it. */
  treeItem(name: string | RegExp): Locator {
    return typeof name === 'string' ? this.page.getByRole('treeitem', { name, exact: true }) : this.page.getByRole('treeitem', { name });
  }

  /** Unfolds a row that is folded. */
  async expand(name: string | RegExp): Promise<void> {
    const item = this.treeItem(name).first();
    await item.waitFor();
    if (await item.getAttribute('aria-expanded') !== 'false') return;
    await item.click();
    // A click on a row with a command of its own does not unfold it; the key does.
    if (await item.getAttribute('aria-expanded') === 'false') await this.page.keyboard.press('ArrowRight');
    await eventually(async () => await item.getAttribute('aria-expanded') === 'true', 10_000, `${String(name)} unfolded`);
  }

  /** One of the buttons that a row shows under the mouse. */
  async rowAction(row: string | RegExp, action: string | RegExp): Promise<void> {
    const item = this.treeItem(row).first();
    await item.hover();
    await item.getByRole('button', { name: action }).first().click();
  }

  /** An entry of a row's context menu. */
  async rowMenu(row: string | RegExp, entry: string): Promise<void> {
    await this.treeItem(row).first().click({ button: 'right' });
    const item = this.page.getByRole('menuitem', { name: entry, exact: true }).first();
    await item.waitFor();
    // A menu that has just opened takes a click for the end of the one that opened it.
    await eventually(async () => {
      if (await item.isVisible()) await item.click({ timeout: 1000 });
      return !await item.isVisible();
    }, 15_000, `${entry} chosen`);
  }

  /** A view of the open container, with its title bar. */
  view(name: string): Locator {
    return this.page.locator('.pane', { has: this.page.getByRole('button', { name: `${name} Section`, exact: true }) });
  }

  /** Presses a button in a view's title bar; the bar shows its buttons under the mouse only. */
  async viewAction(view: string, action: string | RegExp): Promise<void> {
    await this.view(view).hover();
    await this.view(view).locator('.pane-header').getByRole('button', { name: action }).first().click();
  }

  /** A button of a view that has nothing to show yet. */
  welcomeButton(name: string): Locator {
    return this.page.locator('.welcome-view-content').getByRole('button', { name });
  }

  /** The modal dialog in the middle of the window. */
  dialog(): Locator {
    return this.page.locator('.monaco-dialog-box');
  }

  /** Answers the modal dialog with one of its buttons. */
  async answer(button: string | RegExp): Promise<void> {
    await this.dialog().getByRole('button', { name: button }).click();
    await this.dialog().waitFor({ state: 'hidden' });
  }

  /** A message at the lower right. */
  toast(text: string | RegExp): Locator {
    return this.page.locator('.notification-toast', { hasText: text });
  }

  /** Presses a button of a message at the lower right. */
  async toastAction(text: string | RegExp, button: string): Promise<void> {
    await this.toast(text).getByRole('button', { name: button }).first().click();
  }

  /** What the notifications say that are open, so that a test which finds one too many names it. */
  async toastTexts(page: Page = this.page): Promise<string[]> {
    return await page.locator('.notification-toast .notification-list-item-message').allInnerTexts();
  }

  /** Takes away all messages at the lower right. */
  async clearToasts(): Promise<void> {
    await this.command('Notifications: Clear All Notifications');
    await this.page.locator('.notification-toast').first().waitFor({ state: 'detached' });
  }

  /** An entry of the status bar. */
  statusBarItem(text: string | RegExp): Locator {
    return this.page.locator('.statusbar-item', { hasText: text });
  }

  /** The lines of the output panel as they are on the screen. */
  async outputText(): Promise<string> {
    return this.output.text();
  }

  /** Switches between the dark and the light theme. */
  async theme(theme: Theme): Promise<void> {
    await this.page.emulateMedia({ colorScheme: theme });
    await this.page.locator(`.monaco-workbench.${theme === 'dark' ? 'vs-dark' : 'vs'}`).waitFor();
  }

  /** Changes a user setting; VS Code reads the file by itself. */
  async setting(name: string, value: unknown): Promise<void> {
    const file = join(this.data, 'User/settings.json');
    const now = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    writeFileSync(file, JSON.stringify({ ...this.#settings, ...now, [name]: value }, null, 2));
    await Promise.resolve();
  }

  /** A picture of the window as test/e2e/actual/NAME.png. Gives its path. */
  async screenshot(name: string): Promise<string> {
    mkdirSync(actualDir, { recursive: true });
    // The mouse leaves, so that no tooltip or hover colour is in the picture by chance.
    await this.#withoutHover();
    const path = join(actualDir, `${name.replaceAll(/[^\w.-]+/g, '-')}.png`);
    await this.page.screenshot({ path, animations: 'disabled', caret: 'hide' });
    return path;
  }

  /** Moves the mouse to where nothing explains itself; a hover that stays all the same is in the picture. */
  async #withoutHover(): Promise<void> {
    const hover = this.page.locator('.workbench-hover');
    for (const [x, y] of [[250, 4], [1150, 4], [250, 896]] as const) {
      await this.page.mouse.move(x, y);
      if (await hover.first().waitFor({ state: 'hidden', timeout: 2000 }).then(() => true, () => false)) return;
    }
  }

  /** After a failure: a picture and all logs, under the name of the test. */
  async saveFailure(title: string): Promise<void> {
    const name = `failed-${title.replaceAll(/[^\w.-]+/g, '-').slice(0, 100)}`;
    await this.screenshot(name).catch(() => undefined);
    const logs = join(this.data, 'logs');
    if (existsSync(logs)) cpSync(logs, join(actualDir, name), { recursive: true });
    const address = await this.page.title().catch(() => 'no page');
    process.stderr.write(`      See test/e2e/actual/${name}.png and the logs beside it (window: ${address})\n`);
  }
}

/**
 * For a suite of tests in one window: opens it before them, closes it after them, and saves a picture and the logs
 * of a test that fails. Gives the function by which tests reach it.
 */
export function useWorkbench(options: WorkbenchOptions = {}): () => Workbench {
  let workbench: Workbench | undefined;
  before(async function () {
    this.timeout(180_000);
    workbench = await Workbench.open(options);
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench?.saveFailure(this.currentTest.fullTitle());
  });
  after(async function () {
    this.timeout(60_000);
    await workbench?.close();
  });
  return () => {
    if (!workbench) throw new Error('The workbench is open within tests only.');
    return workbench;
  };
}

const escape = (text: string): string => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);
