import type { Locator, Page } from 'playwright-core';
import { eventually } from './eventually.ts';
import type { QuickInput } from './workbenchQuickInput.ts';

/** The editor that has the focus, and its tab. */
export class Editor {
  readonly #page: Page;
  readonly #quickInput: QuickInput;

  constructor(page: Page, quickInput: QuickInput) {
    this.#page = page;
    this.#quickInput = quickInput;
  }

  get element(): Locator {
    return this.#page.locator('.editor-group-container.active .editor-instance .monaco-editor').first();
  }

  /** The tab of an open editor. */
  tab(name: string | RegExp): Locator {
    return this.#page.locator('.tabs-container').getByRole('tab', { name });
  }

  /** Opens a file of the folder by its name. */
  async open(file: string): Promise<void> {
    await this.#page.keyboard.press('Escape');
    await this.#page.keyboard.press('Control+P');
    await this.#quickInput.fill(file);
    await this.#quickInput.pick(file);
    await this.tab(file.replace(/^.*\//, '')).waitFor();
    await this.focus();
  }

  async focus(): Promise<void> {
    await this.element.locator('.view-line').first().click();
  }

  /** Types where the cursor is. */
  async type(text: string): Promise<void> {
    await this.#page.keyboard.type(text);
  }

  /**
   * Replaces everything with this text, as a paste does: nothing is completed, closed or indented on the way.
   */
  async replaceAll(text: string): Promise<void> {
    await this.focus();
    await this.#page.keyboard.press('Control+A');
    await this.#page.keyboard.insertText(text);
  }

  /** The lines on the screen, top to bottom. */
  async text(): Promise<string> {
    const lines = await this.element.locator('.view-lines .view-line').evaluateAll((elements) => (elements as unknown as { style: { top: string }; textContent: string | null }[])
      .map((element) => ({ top: Number.parseFloat(element.style.top), text: element.textContent ?? '' })));
    return lines.toSorted((a, b) => a.top - b.top).map((line) => line.text.replaceAll('\u00a0', ' ')).join('\n');
  }

  /** Saves and waits until the tab is no longer marked as changed. */
  async save(): Promise<void> {
    await this.#page.keyboard.press('Control+S');
    await eventually(async () => await this.#page.locator('.editor-group-container.active .tab.active.dirty').count() === 0, 10_000, 'the file saved');
  }

  /** A button in the editor's title bar. */
  titleAction(name: string | RegExp): Locator {
    return this.#page.locator('.editor-group-container.active .editor-actions').getByRole('button', { name });
  }

  /** A link above a line of code. */
  codeLens(text: string | RegExp): Locator {
    return this.element.locator('.codelens-decoration a', { hasText: text });
  }
}
