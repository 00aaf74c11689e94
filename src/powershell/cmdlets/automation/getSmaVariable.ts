import { cmdlet } from '../../runtime/cmdlet.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { SMA_MODULE } from '../../runtime/serviceModules.ts';
import { SERVICE_PARAMETERS } from './serviceParameters.ts';
import { variablesOf, writePages } from './smaService.ts';

export const getSmaVariable = cmdlet({
  name: 'Get-SmaVariable', module: SMA_MODULE,
  synopsis: 'Gets variables of this service: all, or those of these names. The value of an encrypted one is empty; Get-AutomationVariable gives it.',
  params: {
    Name: { type: arrayOf(T.String), position: 0, from: 'property', help: 'Names of variables.' },
    ...SERVICE_PARAMETERS,
  },
  run: (p, ctx) => ({
    process() {
      const port = variablesOf(ctx, 'Get-SmaVariable', p), names = Array.from(p.Name ?? []);
      writePages(ctx, (after) => port.list(names, after));
    },
  }),
});
