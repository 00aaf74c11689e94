import type { Job, SmaApi } from '../../client/index.ts';
import { isJobStatus } from '../../sma/jobStateMachine.ts';
import { familyOrder } from '../../sma/jobFamilies.ts';
import { JOB_STATUSES } from '../../sma/jobStatus.ts';
import type { Starter } from '../../sma/values/startedBy.ts';
import { CliError } from '../cliError.ts';
import type { CommandSpec } from '../command.ts';
import { CONNECTION_OPTIONS, UNREACHED, withClient } from '../connection.ts';
import { ExitCode } from '../exitCodes.ts';
import { writeLine } from '../io.ts';
import { nearest } from '../nearest.ts';
import { table } from '../table.ts';

const DEFAULT_LIMIT = 50;

/** `sma jobs`. */
export const jobsCommand: CommandSpec = {
  name: 'jobs',
  summary: 'list jobs of a server, newest first, those that a job started below it',
  positionals: [],
  options: [
    { name: 'status', short: 's', value: 'STATUS', help: 'only those in this state: Running, Failed, …' },
    { name: 'limit', short: 'n', value: 'NUMBER', help: `how many at most; ${DEFAULT_LIMIT} if not given` },
    { name: 'json', help: 'one JSON object a line; an error is one too: stream (Error), text, time, id, category' },
    ...CONNECTION_OPTIONS,
  ],
  exitCodes: [ExitCode.connection, ExitCode.refused],
  exitMeanings: [UNREACHED, [ExitCode.refused, 'refused by the server']],
  examples: ['jobs --status Running', 'jobs -n 500 --json'],
  run: (input) => {
    const status = readStatus(input.options.text('status'));
    const limit = readLimit(input.options.text('limit'));
    return withClient(input, 'jobs', async (client) => {
      const names = new Map<string, string>();
      for await (const runbook of client.runbooks.list(input.signal)) names.set(runbook.id, runbook.name);
      const rows: Row[] = [];
      for await (const jobs of newest(client, status, limit, input.signal)) {
        const starters = await client.jobs.starters(jobs, input.signal);
        for (const job of jobs) {
          const runbook = names.get((await client.jobs.runbookIdOf(job, input.signal)) ?? '') ?? null;
          const row: Row = { id: job.id, job, runbook, starter: starters.get(job.id) };
          if (input.options.has('json')) await writeLine(input.io.stdout, JSON.stringify(jsonRow(row)));
          else rows.push(row);
        }
      }
      if (!input.options.has('json')) await writeLine(input.io.stdout, rows.length === 0 ? 'No jobs.' : textTable(rows));
      return ExitCode.ok;
    });
  },
};

interface Row { readonly id: string; readonly job: Job; readonly runbook: string | null; readonly starter: Starter | undefined }
const HEADINGS = ['JOB', 'STATUS', 'RUNBOOK', 'CREATED (UTC)', 'ENDED (UTC)', 'ERRORS', 'WARNINGS'];

/** In the pages they come in. */
async function* newest(client: SmaApi, status: Job['status'] | undefined, limit: number, signal: AbortSignal): AsyncGenerator<readonly Job[], void, undefined> {
  let left = limit;
  let page = await client.jobs.list(status !== undefined && isJobStatus(status) ? { status } : {}, signal);
  for (;;) {
    yield page.items.slice(0, left);
    left -= page.items.length;
    const next = left > 0 ? await page.next(signal) : undefined;
    if (next === undefined) return;
    page = next;
  }
}

/** A job's children stand below it, further in; the parent has a column where there is one, for it may not be in the list. */
function textTable(rows: readonly Row[]): string {
  const hasParents = rows.some(({ starter }) => starter?.job !== undefined);
  const lines = familyOrder(rows, ({ starter }) => starter?.job?.id)
    .map(({ item, level }) => [...textRow(item, level), ...(hasParents ? [item.starter?.job?.id ?? ''] : [])]);
  return table(hasParents ? [...HEADINGS, 'PARENT JOB'] : HEADINGS, lines);
}

const textRow = ({ job, runbook }: Row, level: number): readonly string[] =>
  [job.id, job.status, `${'  '.repeat(level)}${runbook ?? '(deleted)'}`, moment(job.createdAt), moment(job.endedAt), String(job.errorCount ?? ''), String(job.warningCount ?? '')];

const jsonRow = ({ job, runbook, starter }: Row): object =>
  ({ id: job.id, status: job.status, runbook, parent: starter?.job?.id ?? null, startedBy: starter?.text ?? null, createdAt: utc(job.createdAt), startedAt: utc(job.startedAt), endedAt: utc(job.endedAt), errorCount: job.errorCount, warningCount: job.warningCount, exception: job.exception });

/** Times of the wire are UTC and do not say so; a reader of JSON takes such a one for its own time zone's. */
const utc = (time: string | null): string | null => (time === null || /(?:Z|[+-]\d\d:\d\d)$/.test(time) ? time : `${time}Z`);

const moment = (time: string | null): string => (time === null ? '' : time.slice(0, 19).replace('T', ' '));

function readStatus(text: string | undefined): Job['status'] | undefined {
  if (text === undefined) return undefined;
  const status = JOB_STATUSES.find((candidate) => candidate.toLowerCase() === text.toLowerCase());
  if (status !== undefined) return status;
  const near = nearest(text, JOB_STATUSES);
  throw new CliError(ExitCode.usage, `"${text}" is no job state${near === undefined ? '.' : `; did you mean ${near}?`} The states are ${JOB_STATUSES.join(', ')}.`, 'jobs');
}

function readLimit(text: string | undefined): number {
  if (text === undefined) return DEFAULT_LIMIT;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new CliError(ExitCode.usage, '--limit needs a whole number from 1 on.', 'jobs');
  return Number(text);
}
