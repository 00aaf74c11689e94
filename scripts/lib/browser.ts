import type { Browser } from 'playwright-core';
import { ensureChromium, installCommand } from './system.ts';
import { SetUpError } from './progress.ts';

const quiet = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
];

/** A headless Chromium for tests. Throws SetUpError with the one command to run where none can be had. */
export async function openChromium(): Promise<Browser> {
  const executablePath = await ensureChromium();
  if (!executablePath) throw new SetUpError(`Tests in a real VS Code need Chromium: ${installCommand(['chromium'])}`);
  const { chromium } = await import('playwright-core');
  return chromium.launch({ executablePath, headless: !process.env['SMA_HEADED'], args: quiet });
}
