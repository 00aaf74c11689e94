import { existsSync, globSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.ts';
import { run } from './processes.ts';
import { SetUpError } from './progress.ts';

/** What a build writes about itself. */
interface Stamp {
  readonly started: number;
  readonly minified: boolean;
}

export const vsixFile = join(root, 'dist/sma-runbooks.vsix');

/** Changed after `time`: any of these files or folders, or anything below them. */
function changedSince(time: number, paths: readonly string[]): boolean {
  const newer = (path: string): boolean => (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) > time;
  // A folder's own time tells of files added and removed.
  return paths.some((path) => newer(join(root, path))
    || globSync(`${path}/**`, { cwd: root }).some((file) => newer(join(root, file))));
}

function builtAt(minifiedOnly: boolean): number {
  try {
    const stamp = JSON.parse(readFileSync(join(root, 'dist/build.json'), 'utf8')) as Stamp;
    return minifiedOnly && !stamp.minified ? 0 : stamp.started;
  } catch {
    return 0;
  }
}

/** Builds the bundles when they are missing or older than what they are made from. Throws SetUpError with the compiler's words. */
export async function ensureBuilt(options: { minified: boolean }): Promise<void> {
  const time = builtAt(options.minified);
  if (time > 0 && !changedSince(time, ['src', 'package.json', 'package-lock.json', 'esbuild.mjs'])) return;
  const { code, output } = await run(process.execPath, [join(root, 'esbuild.mjs'), ...(options.minified ? ['--minify'] : [])],
    { cwd: root, timeLimit: 120_000 });
  if (code !== 0) throw new SetUpError(`The build failed.\n${output}`);
}

/** Packs the extension as a user gets it. Does nothing when the package is newer than what it is made from. */
export async function ensurePackaged(): Promise<string> {
  await ensureBuilt({ minified: true });
  const parts = ['dist/build.json', 'media', 'syntaxes', 'l10n', 'package.json', 'package.nls.json', 'README.md', 'CHANGELOG.md', 'LICENSE', '.vscodeignore'];
  if (existsSync(vsixFile) && !changedSince(statSync(vsixFile).mtimeMs, parts)) return vsixFile;
  mkdirSync(join(root, 'dist'), { recursive: true });
  const { code, output } = await run(process.execPath, [
    join(root, 'node_modules/@vscode/vsce/vsce'), 'package', '--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links',
    '--out', vsixFile,
  ], { cwd: root, timeLimit: 120_000 });
  if (code !== 0) throw new SetUpError(`Packing the extension failed.\n${output}`);
  return vsixFile;
}
