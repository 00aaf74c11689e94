/** The table of commands, in the order of help. */
import type { CommandSpec } from '../command.ts';
import { auditCommand, backupCommand, doctorCommand, restoreCommand, rotateKeyCommand } from './data.ts';
import { jobsCommand } from './jobs.ts';
import { lintCommand } from './lint.ts';
import { publishCommand } from './publish.ts';
import { runCommand } from './run.ts';
import { serveCommand } from './serve.ts';
import { startCommand } from './start.ts';
import { testCommand } from './test.ts';
import { usersCommand } from './users.ts';

export const COMMANDS: readonly CommandSpec[] = [runCommand, testCommand, serveCommand, lintCommand, publishCommand, startCommand, jobsCommand, usersCommand, backupCommand, restoreCommand, doctorCommand, rotateKeyCommand, auditCommand];
