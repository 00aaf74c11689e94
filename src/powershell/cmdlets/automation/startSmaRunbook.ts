import { cmdlet } from '../../runtime/cmdlet.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { T } from '../../runtime/types/t.ts';
import { Guid } from '../../runtime/values/guid.ts';

/** The machine names that mean the service the job itself runs in. */
const HERE = /^(localhost|127\.0\.0\.1|\[?::1\]?|\.)$/i;
const hostOf = (endpoint: string): string => /^[a-z]+:\/\/(\[[^\]]*\]|[^/:]*)/i.exec(endpoint)?.[1] ?? endpoint;

export const startSmaRunbook = cmdlet({
  name: 'Start-SmaRunbook', module: 'Microsoft.SystemCenter.ServiceManagementAutomation', outputType: [T.Guid], defaultSet: 'ByRunbookName',
  synopsis: 'Starts a runbook of this service as a job of its own; gives the id of the job.',
  params: {
    Name: { type: T.String, aliases: ['RunbookName'], sets: ['ByRunbookName'], mandatory: ['ByRunbookName'], position: 0, from: 'both', help: 'The name of the runbook.' },
    Id: { type: T.String, aliases: ['RunbookId'], sets: ['ByRunbookId'], mandatory: ['ByRunbookId'], help: 'The id of the runbook.' },
    Parameters: { type: T.Hashtable, aliases: ['Parameter'], help: 'Parameters of the runbook, by name.' },
    ScheduleName: { type: T.String },
    WebServiceEndpoint: { type: T.String, help: 'The address of the web service; this one where it is left out or names this machine.' },
    Port: { type: T.Int32 },
    AuthenticationType: { type: T.String },
    Credential: { type: T.PSCredential },
  },
  run: (p, ctx) => ({
    process() {
      const port = ctx.host.runbooks ?? ctx.fail({
        id: 'RunbooksNotAvailable', category: 'ResourceUnavailable', exception: 'System.InvalidOperationException',
        message: 'Start-SmaRunbook needs an SMA service, and none runs this runbook. Start it as a job of a service.',
      });
      const host = p.WebServiceEndpoint === undefined ? 'localhost' : hostOf(p.WebServiceEndpoint);
      if (!HERE.test(host) && host.toLowerCase() !== ctx.host.environment.computerName.toLowerCase()) {
        ctx.fail({
          id: 'OtherServiceNotAvailable', category: 'NotEnabled', target: p.WebServiceEndpoint ?? null, exception: 'System.NotSupportedException',
          message: `Start-SmaRunbook starts runbooks of the service that this job runs in, and '${host}' is another one. Leave -WebServiceEndpoint out, or call its web service with Invoke-RestMethod.`,
        });
      }
      if (p.ScheduleName !== undefined) ctx.fail({ id: 'ScheduleNotSupported', category: 'NotImplemented', message: 'Start-SmaRunbook starts at once here; -ScheduleName is not supported in a runbook.' });
      const name = p.Name ?? p.Id ?? '', given = Array.from(p.Parameters?.entries.values() ?? [], ({ key, value }) => [toText(key), value] as const);
      const started = port.start(name, given);
      if ('refused' in started) ctx.writeError({ id: 'RunbookNotStarted', category: 'InvalidOperation', target: name, exception: 'System.InvalidOperationException', message: started.refused });
      else ctx.write(Guid.parse(started.jobId) ?? started.jobId);
    },
  }),
});
