import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/lib/paths.ts';
import { decodeScript } from '../../src/powershell/index.ts';
import { seedOf, type Seed } from './mutate.ts';

/** The recorded scripts and the samples: what mutants are made of. */
export function corpusSeeds(): Seed[] {
  return globSync(['test/conformance/cases/**/*.ps1', 'media/samples/*.ps1'], { cwd: root }).toSorted()
    .map((file) => seedOf(file, decodeScript(readFileSync(join(root, file))).text)).filter(({ tokens }) => tokens.length > 0);
}
