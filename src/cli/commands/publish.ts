import { dirname, resolve } from 'node:path';
import { applyPublish, folderBaseStore, lintForPublish, located, openQuestions, preparePublish, type Decisions } from '../../project/index.ts';
import { runbookFolder } from '../../worker/local/folderRunbooks.ts';
import { CliError } from '../cliError.ts';
import type { CommandSpec } from '../command.ts';
import { CONNECTION_OPTIONS, UNREACHED, withClient } from '../connection.ts';
import { ExitCode } from '../exitCodes.ts';
import { writeLine } from '../io.ts';
import { neighbours, severitiesOf } from '../lintInput.ts';
import { folderAlone, serverFacts } from '../serverFacts.ts';
import { readInput } from '../readInput.ts';
import { decoded, unreadable } from '../runbookText.ts';

/** `sma publish`. */
export const publishCommand: CommandSpec = {
  name: 'publish',
  summary: 'publish a runbook file to a server',
  positionals: [{ name: 'FILE', help: 'the runbook, a .ps1 file' }],
  options: [
    { name: 'draft', help: 'save as a draft and do not publish it' },
    { name: 'force', help: 'overwrite what was not published from here: a draft from someone else, a text changed on the server, a runbook of that name' },
    { name: 'no-warnings', help: 'do not tell what the linter warns of' },
    { name: 'severity', value: 'RULE=LEVEL', repeatable: true, help: 'another severity for a rule of the linter, or off; see "sma lint"' },
    { name: 'json', help: 'tell the result as one JSON object, and what stands in the way as one a line: stream (Error), text, time, id, category, line, column' },
    ...CONNECTION_OPTIONS,
  ],
  notes: [
    'The file is checked before anything is sent: a syntax error is told as FILE:LINE:COLUMN. The name of the runbook is that of the workflow in the file, or of the file.',
    'Then the linter judges it, with the other runbooks of its folder and what the server has in mind: its errors refuse publishing, not a draft; its warnings are told and forbid nothing. A comment "# sma-lint-disable-line RULE" silences a rule.',
    'A text on the server that did not come from here is not overwritten without --force: a draft that was not saved from here, a published text that somebody changed since, a runbook that was never published from this folder (in a fresh checkout too, unless its text is the same). What is known of the server is kept in .sma/ of the folder.',
  ],
  exitCodes: [ExitCode.connection, ExitCode.refused, ExitCode.runbook],
  exitMeanings: [[ExitCode.ok, 'the server has the text'], UNREACHED],
  examples: ['publish runbooks/Restart-Web.ps1 --url https://sma:9090 --user CONTOSO\\\\ops --password-file ~/.sma-password', 'publish Report.ps1 --draft'],
  run: async (input) => {
    const [file = ''] = input.positionals;
    const path = resolve(input.io.cwd, file);
    const bytes = await readRunbook(path, file);
    const severities = severitiesOf(input.options, 'publish'), beside = await neighbours(path), text = decodeToSend(bytes, file);
    // What the folder alone shows to be wrong is told without asking a server.
    const isWrong = lintForPublish(file, text, { severities, folder: folderAlone(beside) }).errors.length > 0;
    return withClient(input, 'publish', async (client) => {
      const prepared = await preparePublish(client, {
        file, bytes, text, goal: input.options.has('draft') ? 'draft' : 'publish', bases: folderBaseStore((runbookFolder(dirname(path)) ?? dirname(path)), client.root),
        lint: { severities, folder: isWrong || input.options.has('draft') ? folderAlone(beside) : await serverFacts(client, file, text, beside, input.signal) },
      }, input.signal);
      if (!input.options.has('no-warnings')) for (const warning of prepared.warnings) await writeLine(input.io.stderr, `warning: ${located(file, warning)}`);
      const decisions: Decisions = input.options.has('force') ? { overwriteDraft: true, overwriteChanged: true, overwriteUnknown: true } : {};
      const open = openQuestions(prepared.plan, decisions);
      if (prepared.plan.problems.length === 0 && open.length > 0) {
        throw new CliError(ExitCode.refused, `${open.map((question) => question.message).join(' ')} Nothing was sent; use --force to overwrite it.`);
      }
      const result = await applyPublish(client, prepared, decisions, input.signal);
      const { name, id } = result.runbook;
      const word = input.options.has('draft') ? 'saved as a draft' : 'published';
      await writeLine(input.io.stdout, input.options.has('json')
        ? JSON.stringify({ runbook: name, id, versionId: result.versionId, outcome: result.outcome, goal: prepared.plan.goal })
        : result.outcome === 'unchanged' ? `${name} is already up to date: the server has the same text.` : `${name} was ${result.outcome} and ${word}.`);
      return ExitCode.ok;
    });
  },
};

async function readRunbook(path: string, file: string): Promise<Uint8Array> {
  const bytes = await readInput(path).catch((error: unknown) => { throw unreadable(file, error); });
  // Anything else was hardly meant: a list of passwords is text that parses, too.
  if (!/\.ps1$/i.test(path)) throw new CliError(ExitCode.runbook, `${file} is no runbook: the name of its file does not end in .ps1. Nothing was sent.`);
  return bytes;
}

/** SMA stores UTF-8; a text in another encoding would arrive as nonsense. */
function decodeToSend(bytes: Uint8Array, file: string): string {
  const { text, encoding } = decoded(bytes, file);
  if (encoding !== 'utf-8') throw new CliError(ExitCode.runbook, `The runbook ${file} is ${encoding} and not UTF-8, which SMA needs; save it with that encoding.`);
  return text;
}
