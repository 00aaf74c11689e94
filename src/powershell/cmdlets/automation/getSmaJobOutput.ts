import { cmdlet } from '../../runtime/cmdlet.ts';
import { toUtc } from '../../runtime/types/system/dateTime.ts';
import { T } from '../../runtime/types/t.ts';
import { SMA_MODULE } from '../../runtime/serviceModules.ts';
import { SERVICE_PARAMETERS } from './serviceParameters.ts';
import { serviceOf, writeRows } from './smaService.ts';

export const getSmaJobOutput = cmdlet({
  name: 'Get-SmaJobOutput', module: SMA_MODULE,
  synopsis: 'Gets what a job of this service has written to a stream, in the order it was written.',
  params: {
    Id: { type: T.String, aliases: ['JobId'], mandatory: true, position: 0, from: 'property', help: 'The id of the job.' },
    Stream: { type: T.String, aliases: ['OutputType'], mandatory: true, position: 1, validate: [{ set: ['Any', 'Debug', 'Error', 'Output', 'Progress', 'Verbose', 'Warning'] }], help: 'The stream.' },
    StartTime: { type: T.DateTime, help: 'Only what was written from then on.' },
    ...SERVICE_PARAMETERS,
  },
  run: (p, ctx) => ({
    process() {
      const port = serviceOf(ctx, 'Get-SmaJobOutput', p);
      // Names of streams are case-sensitive for the service, not for who types them.
      const stream = p.Stream.charAt(0).toUpperCase() + p.Stream.slice(1).toLowerCase();
      writeRows(ctx, 'Get-SmaJobOutput', port, { of: 'records', jobId: p.Id, stream, since: p.StartTime === undefined ? '' : new Date(toUtc(p.StartTime).unixMs).toISOString() });
    },
  }),
});
