import { cmdlet } from '../../runtime/cmdlet.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { T } from '../../runtime/types/t.ts';
import { Guid } from '../../runtime/values/guid.ts';
import { SMA_MODULE } from '../../runtime/serviceModules.ts';
import { SERVICE_PARAMETERS } from './serviceParameters.ts';
import { serviceOf } from './smaService.ts';

export const startSmaRunbook = cmdlet({
  name: 'Start-SmaRunbook', module: SMA_MODULE, outputType: [T.Guid], defaultSet: 'ByRunbookName',
  synopsis: 'Starts a runbook of this service as a job of its own; gives the id of the job.',
  params: {
    Name: { type: T.String, aliases: ['RunbookName'], sets: ['ByRunbookName'], mandatory: ['ByRunbookName'], position: 0, from: 'both', help: 'The name of the runbook.' },
    Id: { type: T.String, aliases: ['RunbookId'], sets: ['ByRunbookId'], mandatory: ['ByRunbookId'], help: 'The id of the runbook.' },
    Parameters: { type: T.Hashtable, aliases: ['Parameter'], help: 'Parameters of the runbook, by name.' },
    ScheduleName: { type: T.String },
    ...SERVICE_PARAMETERS,
  },
  run: (p, ctx) => ({
    process() {
      const port = serviceOf(ctx, 'Start-SmaRunbook', p);
      if (p.ScheduleName !== undefined) ctx.fail({ id: 'ScheduleNotSupported', category: 'NotImplemented', message: 'Start-SmaRunbook starts at once here; -ScheduleName is not supported in a runbook.' });
      const name = p.Name ?? p.Id ?? '', given = Array.from(p.Parameters?.entries.values() ?? [], ({ key, value }) => [toText(key), value] as const);
      const started = port.start(name, given);
      if ('refused' in started) ctx.writeError({ id: 'RunbookNotStarted', category: 'InvalidOperation', target: name, exception: 'System.InvalidOperationException', message: started.refused });
      else ctx.write(Guid.parse(started.jobId) ?? started.jobId);
    },
  }),
});
