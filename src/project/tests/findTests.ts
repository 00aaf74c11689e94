/** Files of tests in a folder. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isTestFile } from './fileNames.ts';

/** By name; folders of tools are left out. */
export async function findTests(folder: string): Promise<string[]> {
  const entries = (await readdir(folder, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1)), found: string[] = [];
  for (const entry of entries) {
    if (entry.isFile() && isTestFile(entry.name)) found.push(join(folder, entry.name));
    else if (entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules') found.push(...await findTests(join(folder, entry.name)));
  }
  return found;
}
