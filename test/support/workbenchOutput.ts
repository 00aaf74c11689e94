import type { Page } from 'playwright-core';
import { eventually } from './eventually.ts';

const LINES = '[id="workbench.panel.output"] .view-lines .view-line';

/** The Output panel below the editors. */
export class OutputPanel {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** The lines on the screen, top to bottom. Lines scrolled out of sight are not among them. */
  async text(): Promise<string> {
    // The editor keeps its lines in any order and places them by their top; spaces are no-break spaces.
    const lines = await this.#page.locator(LINES).evaluateAll((elements) => (elements as unknown as { style: { top: string }; textContent: string | null }[])
      .map((element) => ({ top: Number.parseFloat(element.style.top), text: element.textContent ?? '' })));
    return lines.toSorted((a, b) => a.top - b.top).map((line) => line.text.replaceAll('\u00a0', ' ')).join('\n');
  }

  /** Waits until the lines on the screen match, and gives them. */
  async waitFor(text: string | RegExp, limit = 30_000): Promise<string> {
    return eventually(async () => {
      const shown = await this.text();
      const found = typeof text === 'string' ? shown.includes(text) : text.test(shown);
      if (!found) throw new Error(`the output panel shows:\n${shown}`);
      return shown;
    }, limit, `${String(text)} in the output panel`);
  }
}
