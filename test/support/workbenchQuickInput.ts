import type { Locator, Page } from 'playwright-core';
import { eventually } from './eventually.ts';

/** The box at the top of the window: palette, quick pick and input box. */
export class QuickInput {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  get widget(): Locator {
    return this.#page.locator('.quick-input-widget');
  }

  get input(): Locator {
    return this.widget.locator('input[type="text"], input[type="password"]').first();
  }

  /** Rows of the list below the box that hold this text. */
  rows(text: string | RegExp): Locator {
    return this.widget.locator('.quick-input-list .monaco-list-row', { hasText: text });
  }

  /** Runs a command by its title in the palette. */
  async command(title: string): Promise<void> {
    // A box still open from before, or a modal editor, keeps the palette away.
    // What takes the focus a moment later, as a command of the last key does, closes it again.
    await eventually(async () => {
      await this.#page.keyboard.press('Escape');
      await this.#page.keyboard.press('F1');
      try {
        await this.input.fill(`>${title}`, { timeout: 5_000 });
        await this.rows(title).first().click({ timeout: 5_000 });
        return true;
      } catch {
        return false;
      }
    }, 60_000, `${title} in the command palette`);
  }

  /** Waits for a step of several questions, so that an answer does not go to the one before. */
  async step(number: number, of: number): Promise<void> {
    await this.widget.getByText(`(${number}/${of})`).waitFor();
  }

  /** Answers an input box: waits for it, types the text over what is there, and accepts. */
  async answer(text: string): Promise<void> {
    await this.fill(text);
    await this.#page.keyboard.press('Enter');
  }

  /** Types into the box without accepting, to see a validation message for example. */
  async fill(text: string): Promise<void> {
    await this.input.waitFor();
    await this.input.fill(text);
  }

  /** Chooses the row that holds this text. */
  async pick(text: string | RegExp): Promise<void> {
    await this.rows(text).first().click();
  }

  /** The prompt or the validation message below the box. */
  async message(): Promise<string> {
    return (await this.widget.locator('.quick-input-message').innerText()).replaceAll('\u00a0', ' ');
  }

  /** Closes the box without an answer. */
  async cancel(): Promise<void> {
    await this.#page.keyboard.press('Escape');
    await this.widget.waitFor({ state: 'hidden' });
  }
}
