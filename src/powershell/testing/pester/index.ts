/** Pester's words, for files of tests; no Pester is needed. */
import type { Cmdlet } from '../../runtime/cmdlet.ts';
import { blockCmdlets } from './blocks.ts';
import { mockCmdlets } from './mockCmdlets.ts';
import { setupCmdlets } from './setup.ts';
import { should } from './should.ts';
import { testCmdlets } from './tests.ts';

export const pesterCmdlets: readonly Cmdlet[] = [...blockCmdlets, ...testCmdlets, ...setupCmdlets, ...mockCmdlets, should];
