import { cmdlet } from '../../runtime/cmdlet.ts';
import { T } from '../../runtime/types/t.ts';
import { assetsOf } from './missingAsset.ts';
import { SERVICE_PARAMETERS, SMA_MODULE, checkEndpoint } from './smaService.ts';

export const setSmaVariable = cmdlet({
  name: 'Set-SmaVariable', module: SMA_MODULE, supportsShouldProcess: true,
  synopsis: 'Sets a variable of this service, or makes it where there is none.',
  params: {
    Name: { type: T.String, mandatory: true, position: 0, from: 'property', help: 'The name of the variable.' },
    Value: { type: T.Object, mandatory: true, position: 1, allowNull: true, allowEmpty: true, help: 'The new value: text, number, truth, date, or anything that can be written as JSON.' },
    Description: { type: T.String, allowEmpty: true },
    Encrypted: { type: T.Switch, help: 'Makes an encrypted variable; one that is there cannot be changed to it.' },
    Force: { type: T.Switch },
    ...SERVICE_PARAMETERS,
  },
  run: (p, ctx) => ({
    process() {
      checkEndpoint(ctx, 'Set-SmaVariable', p.WebServiceEndpoint);
      if (!ctx.shouldProcess(p.Name, 'Set-SmaVariable')) return;
      const assets = assetsOf(ctx), more = { description: p.Description, isEncrypted: p.Encrypted === true };
      const refused = assets.putVariable === undefined ? 'Set-SmaVariable needs an SMA service, and none runs this runbook.' : assets.putVariable(p.Name, p.Value, more);
      if (refused !== undefined) ctx.writeError({ id: 'SmaVariableNotSet', category: 'InvalidOperation', target: p.Name, exception: 'System.InvalidOperationException', message: refused });
    },
  }),
});
