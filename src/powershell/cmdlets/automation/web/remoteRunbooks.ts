/** Runbooks, jobs and variables of another web service, for the cmdlets that ask the service of their job otherwise. */
import type { RunbookPage, RunbookPort, RunbookQuery, VariablePort } from '../../../runtime/host.ts';
import type { CmdletContext } from '../../../runtime/run/pipeline/cmdletContext.ts';
import { PowerShellError } from '../../../runtime/values/errorRecord.ts';
import { Guid } from '../../../runtime/values/guid.ts';
import type { PSObject } from '../../../runtime/values/psObject.ts';
import type { Value } from '../../../runtime/values/value.ts';
import { writeJson } from '../../json/jsonWriter.ts';
import type { ServiceArguments } from '../serviceParameters.ts';
import { entity } from './entity.ts';
import { guidOf, missing, named, runbookOf } from './found.ts';
import { ServiceRefusal, WebService, filter, key, literal, textOf, type Row } from './webService.ts';

/** What clients write values with (sma-rest-api.md 3.7). */
const DEPTH = 10;
const jsonOf = (value: Value): string => writeJson(value, { depth: DEPTH, compress: true, enumsAsStrings: false, escape: 'Default', onTruncated: () => undefined });
const isGuid = (text: string): boolean => /^\{?[0-9a-f]{8}-/i.test(text) && Guid.parse(text) !== undefined;
type Refused = { readonly refused: string };

/** The other service as a port; what it refuses is told as that of the job tells it. */
export function remoteRunbooks(ctx: CmdletContext, p: ServiceArguments): RunbookPort {
  const service = new WebService(ctx, p);
  const attempt = <R>(work: () => R): R | Refused => {
    try { return work(); } catch (error) {
      if (error instanceof ServiceRefusal) return { refused: error.message };
      throw error;
    }
  };
  const reason = (answer: Refused | undefined): string | undefined => answer?.refused;
  const variables: VariablePort = {
    list: (names) => attempt((): RunbookPage => page((names.length === 0 ? Array.from(service.rows('Variables')) : names.map((name) => there(named(service, 'Variables', 'Name', name), 'variable', name)))
      .map((row) => entity(row).set('Value', row['IsEncrypted'] === true || row['Value'] === null ? null : decoded(ctx, textOf(row['Value'])))))),
    put: (name, value, { description, isEncrypted }) => reason(attempt((): undefined => {
      const known = named(service, 'Variables', 'Name', name), told = description === undefined ? {} : { Description: description };
      if (known === undefined) service.request('POST', 'Variables', { Name: name, Value: jsonOf(value), IsEncrypted: isEncrypted, ...told });
      else if (known['IsEncrypted'] !== true && isEncrypted) throw new ServiceRefusal('SmaEncryptionIsFixed', 'InvalidArgument', `The variable '${name}' is there and not encrypted; that cannot be changed. Remove it first, or leave -Encrypted out.`);
      else service.request('MERGE', key('Variables', textOf(known['VariableID'])), { Value: jsonOf(value), IsEncrypted: known['IsEncrypted'] ?? false, ...told });
    })),
  };
  return {
    // Inline children are those of the job's own service.
    find: (name) => ctx.host.runbooks?.find(name),
    start: (name, parameters) => attempt(() => {
      const runbook = isGuid(name) ? runbookOf(service, undefined, name) : runbookOf(service, name, undefined);
      const body = { parameters: parameters.map(([Name, value]) => ({ __metadata: { type: 'Orchestrator.ResourceModel.NameValuePair' }, Name, Value: jsonOf(value) })) };
      return { jobId: textOf((service.request('POST', `${key('Runbooks', textOf(runbook['RunbookID']))}/Start`, body) as Row)['Start']) };
    }),
    act: (jobId, action) => reason(attempt((): undefined => { service.request('POST', `${key('Jobs', guidOf(jobId, 'job'))}/${action}`, {}); })),
    query: (query) => attempt(() => page(rowsOf(service, query))),
    variables,
  };
}

const there = (row: Row | undefined, what: string, name: string): Row => { if (row === undefined) throw missing(what, name); return row; };
/** One page: what is asked page by page over the network is not asked for twice. */
const page = (rows: readonly PSObject[]): RunbookPage => ({ rows: rows.map((row) => row.shape.names.map((name): readonly [string, Value] => [name, row.get(name)])), next: undefined });
/** A stored text as a value: JSON, else the text itself. */
function decoded(ctx: CmdletContext, text: string): Value {
  try { return ctx.call('ConvertFrom-Json', { InputObject: text, NoEnumerate: true })[0] ?? null; } catch (error) {
    if (error instanceof PowerShellError) return text;
    throw error;
  }
}

function rowsOf(service: WebService, query: RunbookQuery): readonly PSObject[] {
  switch (query.of) {
    case 'records': {
      const since = query.since === '' ? '' : `&streamsCreatedSinceDateTime=${literal(query.since)}`;
      return Array.from(service.rows(`JobStreams/GetStreamItems?jobId=${literal(guidOf(query.jobId, 'job'))}&streamType=${literal(query.stream)}${since}`), (row) => entity(row));
    }
    case 'runbooks': return (query.values.length === 0 ? Array.from(service.rows('Runbooks')) : query.values.map((value) => (query.by === 'id' ? runbookOf(service, undefined, value) : runbookOf(service, value, undefined)))).map((row) => entity(row));
    case 'variables': return [];
    case 'jobs': {
      const expand = '$expand=JobContext/RunbookVersion', condition = (value: string): string => {
        switch (query.by) {
          case 'id': return `$filter=JobID%20eq%20guid'${guidOf(value, 'job')}'`;
          case 'contextId': return `$filter=JobContextID%20eq%20guid'${guidOf(value, 'job context')}'`;
          case 'runbookId': return `$filter=JobContext/RunbookVersion/RunbookID%20eq%20guid'${guidOf(value, 'runbook')}'`;
          case 'runbookName': return filter('JobContext/RunbookVersion/Runbook/RunbookName', value);
        }
      };
      const found = query.values.length === 0 ? Array.from(service.rows(`Jobs?${expand}`)) : query.values.flatMap((value) => {
        const rows = Array.from(service.rows(`Jobs?${condition(value)}&${expand}`));
        if (rows.length === 0 && query.by === 'id') throw missing('job', value);
        return rows;
      });
      // The runbook of a job is told with it (section 7), and not what leads there.
      return found.map(({ JobContext: context, ...row }) => entity(row, [['RunbookID', Guid.parse(textOf(((context as Row | null)?.['RunbookVersion'] as Row | null)?.['RunbookID'])) ?? null]]));
    }
  }
}
