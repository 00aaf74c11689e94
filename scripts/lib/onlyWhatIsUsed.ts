import { resolve, sep } from 'node:path';
import type { Plugin } from 'esbuild';
import { root } from './paths.ts';

const pureFolders = ['src/powershell/syntax', 'src/powershell/analysis'].map((folder) => resolve(root, folder) + sep);
/** What reads texts only says what they hold: of those files a bundle takes what it uses, and not what a file makes ready for others. */
export const onlyWhatIsUsed: Plugin = {
  name: 'only-what-is-used',
  setup(context) {
    context.onResolve({ filter: /^\..*\.ts$/ }, ({ path, resolveDir, namespace }) => {
      const file = resolve(resolveDir, path);
      return namespace === 'file' && pureFolders.some((folder) => file.startsWith(folder)) ? { path: file, sideEffects: false } : undefined;
    });
  },
};
