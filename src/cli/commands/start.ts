import type { Runbook, SmaApi } from '../../client/index.ts';
import { CliError } from '../cliError.ts';
import type { CommandSpec } from '../command.ts';
import { CONNECTION_OPTIONS, UNREACHED, withClient } from '../connection.ts';
import { encodeParameters } from '../encodeParameters.ts';
import { ExitCode } from '../exitCodes.ts';
import { followJob } from '../followJob.ts';
import { writeLine } from '../io.ts';
import { nearest } from '../nearest.ts';
import { givenParameters, PARAMETER_OPTION } from '../parameters.ts';

/** `sma start`. */
export const startCommand: CommandSpec = {
  name: 'start',
  summary: 'start a published runbook on a server',
  positionals: [{ name: 'NAME', help: 'the name of the runbook' }],
  options: [
    PARAMETER_OPTION,
    { name: 'wait', short: 'w', help: 'follow the job to its end; the exit code tells how it ended' },
    { name: 'json', help: 'records as JSON, one a line; the job itself before and after them; an error of the command is such a record too' },
    ...CONNECTION_OPTIONS,
  ],
  notes: [
    'Prints the id of the job. With --wait the Output stream goes to standard output and the other streams to standard error, as they arrive. Ctrl+C ends the following; the job goes on. A server that does not answer is waited for, 5 minutes at most.',
    'A job that is suspended counts as ended: nobody here will resume it.',
  ],
  exitCodes: [ExitCode.jobFailed, ExitCode.connection, ExitCode.refused],
  exitMeanings: [
    [ExitCode.ok, 'the job was started; with --wait: it completed'], [ExitCode.jobFailed, 'with --wait: the job ended otherwise: Failed, Stopped, Suspended'], UNREACHED,
    [ExitCode.refused, 'there is no such runbook, it is not published, or the server refused it'],
  ],
  examples: ['start Restart-Web --param Server=web01 --wait', 'start Report -p \'Names=["a","b"]\' -w --json'],
  run: (input) => {
    const [name = ''] = input.positionals;
    const given = givenParameters(input.options);
    return withClient(input, 'start', async (client) => {
      const runbook = await publishedRunbook(client, name, input.signal);
      const declared = await client.versions.parameters(runbook.publishedVersionId, input.signal);
      const jobId = await client.runbooks.start(runbook.id, encodeParameters(runbook.name, given, declared), input.signal);
      const json = input.options.has('json');
      if (json) await writeLine(input.io.stdout, JSON.stringify({ job: jobId, runbook: runbook.name }));
      else await writeLine(input.options.has('wait') ? input.io.stderr : input.io.stdout, input.options.has('wait') ? `Job ${jobId} of ${runbook.name}.` : jobId);
      return input.options.has('wait') ? followJob(client, jobId, runbook.name, { io: input.io, signal: input.signal, isJson: json }) : ExitCode.ok;
    });
  },
};

async function publishedRunbook(client: SmaApi, name: string, signal: AbortSignal): Promise<Runbook & { readonly publishedVersionId: string }> {
  const runbook = await client.runbooks.findByName(name, signal);
  if (runbook === undefined) {
    const names: string[] = [];
    for await (const other of client.runbooks.list(signal)) names.push(other.name);
    // The name of the file is at hand in a shell.
    const plain = name.replace(/^.*[\\/]/, '').replace(/\.ps1$/i, '');
    const near = names.find((other) => other.toLowerCase() === plain.toLowerCase()) ?? nearest(plain, names);
    const shown = name.length > 64 ? `${name.slice(0, 64)}…` : name;
    const hint = near === undefined ? '"sma publish" puts one there.' : `did you mean ${near}?${plain === name ? '' : ' A runbook is named without folder and ".ps1".'}`;
    throw new CliError(ExitCode.refused, `There is no runbook ${shown} on the server; ${hint}`);
  }
  const { publishedVersionId } = runbook;
  if (publishedVersionId === null) throw new CliError(ExitCode.refused, `${runbook.name} has only a draft; publish it first.`);
  return { ...runbook, publishedVersionId };
}
