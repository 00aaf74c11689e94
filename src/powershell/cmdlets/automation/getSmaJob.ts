import { cmdlet } from '../../runtime/cmdlet.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { SMA_MODULE } from '../../runtime/serviceModules.ts';
import { SERVICE_PARAMETERS } from './serviceParameters.ts';
import { serviceOf, writeRows } from './smaService.ts';

export const getSmaJob = cmdlet({
  name: 'Get-SmaJob', module: SMA_MODULE, defaultSet: 'All',
  synopsis: 'Gets jobs of this service: all, or by their ids, their contexts or their runbooks.',
  params: {
    Id: { type: arrayOf(T.String), aliases: ['JobId'], sets: ['ByJobId'], mandatory: ['ByJobId'], position: 0, from: 'property', help: 'Ids of jobs, as Start-SmaRunbook gives them.' },
    ContextId: { type: arrayOf(T.String), aliases: ['JobContextId'], sets: ['ByContextId'], mandatory: ['ByContextId'], help: 'Ids of job contexts.' },
    RunbookId: { type: arrayOf(T.String), sets: ['ByRunbookId'], mandatory: ['ByRunbookId'], help: 'Ids of runbooks.' },
    RunbookName: { type: arrayOf(T.String), sets: ['ByRunbookName'], mandatory: ['ByRunbookName'], help: 'Names of runbooks.' },
    ...SERVICE_PARAMETERS,
  },
  run: (p, ctx) => ({
    process() {
      const port = serviceOf(ctx, 'Get-SmaJob', p);
      const [by, values] = p.ContextId !== undefined ? ['contextId', p.ContextId] as const : p.RunbookId !== undefined ? ['runbookId', p.RunbookId] as const
        : p.RunbookName !== undefined ? ['runbookName', p.RunbookName] as const : ['id', p.Id ?? []] as const;
      writeRows(ctx, 'Get-SmaJob', port, { of: 'jobs', by, values: Array.from(values) });
    },
  }),
});
