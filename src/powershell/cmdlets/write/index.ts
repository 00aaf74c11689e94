/** What writes to the streams. */
import { writeDebug } from './writeDebug.ts';
import { writeError } from './writeError.ts';
import { writeHost } from './writeHost.ts';
import { writeInformation } from './writeInformation.ts';
import { writeOutput } from './writeOutput.ts';
import { writeProgress } from './writeProgress.ts';
import { writeVerbose } from './writeVerbose.ts';
import { writeWarning } from './writeWarning.ts';

export const writeCmdlets = [writeOutput, writeError, writeWarning, writeVerbose, writeDebug, writeInformation, writeHost, writeProgress] as const;
