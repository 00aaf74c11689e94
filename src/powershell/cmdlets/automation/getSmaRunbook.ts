import { cmdlet } from '../../runtime/cmdlet.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { SMA_MODULE } from '../../runtime/serviceModules.ts';
import { SERVICE_PARAMETERS } from './serviceParameters.ts';
import { serviceOf, writeRows } from './smaService.ts';

export const getSmaRunbook = cmdlet({
  name: 'Get-SmaRunbook', module: SMA_MODULE, defaultSet: 'All',
  synopsis: 'Gets runbooks of this service: all, or those of these names or ids.',
  params: {
    Name: { type: arrayOf(T.String), aliases: ['RunbookName'], sets: ['ByRunbookName'], mandatory: ['ByRunbookName'], position: 0, from: 'property', help: 'Names of runbooks.' },
    Id: { type: arrayOf(T.String), aliases: ['RunbookId'], sets: ['ByRunbookId'], mandatory: ['ByRunbookId'], help: 'Ids of runbooks.' },
    ...SERVICE_PARAMETERS,
  },
  run: (p, ctx) => ({
    process() {
      const by = p.Id === undefined ? 'name' : 'id';
      writeRows(ctx, 'Get-SmaRunbook', serviceOf(ctx, 'Get-SmaRunbook', p), { of: 'runbooks', by, values: Array.from(p.Id ?? p.Name ?? []) });
    },
  }),
});
