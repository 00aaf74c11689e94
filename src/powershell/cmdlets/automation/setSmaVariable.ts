import { cmdlet } from '../../runtime/cmdlet.ts';
import { T } from '../../runtime/types/t.ts';
import { SMA_MODULE } from '../../runtime/serviceModules.ts';
import { SERVICE_PARAMETERS } from './serviceParameters.ts';
import { variablesOf } from './smaService.ts';

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
      const port = variablesOf(ctx, 'Set-SmaVariable', p);
      if (!ctx.shouldProcess(p.Name, 'Set-SmaVariable')) return;
      const refused = port.put(p.Name, p.Value, { description: p.Description, isEncrypted: p.Encrypted === true });
      if (refused !== undefined) ctx.writeError({ id: 'SmaVariableNotSet', category: 'InvalidOperation', target: p.Name, exception: 'System.InvalidOperationException', message: refused });
    },
  }),
});
