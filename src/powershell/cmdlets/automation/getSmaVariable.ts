import { cmdlet } from '../../runtime/cmdlet.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { assetsOf } from './missingAsset.ts';
import { SERVICE_PARAMETERS, SMA_MODULE, checkEndpoint, writePages } from './smaService.ts';

export const getSmaVariable = cmdlet({
  name: 'Get-SmaVariable', module: SMA_MODULE,
  synopsis: 'Gets variables of this service: all, or those of these names. The value of an encrypted one is empty; Get-AutomationVariable gives it.',
  params: {
    Name: { type: arrayOf(T.String), position: 0, from: 'property', help: 'Names of variables.' },
    ...SERVICE_PARAMETERS,
  },
  run: (p, ctx) => ({
    process() {
      checkEndpoint(ctx, 'Get-SmaVariable', p.WebServiceEndpoint);
      const assets = assetsOf(ctx), names = Array.from(p.Name ?? []);
      writePages(ctx, (after) => assets.listVariables?.(names, after) ?? { refused: 'Get-SmaVariable needs an SMA service, and none runs this runbook.' });
    },
  }),
});
