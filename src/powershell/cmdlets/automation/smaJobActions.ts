import { cmdlet } from '../../runtime/cmdlet.ts';
import type { Cmdlet } from '../../runtime/cmdlet.ts';
import { SMA_MODULE } from '../../runtime/serviceModules.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { SERVICE_PARAMETERS } from './serviceParameters.ts';
import { serviceOf } from './smaService.ts';

type Action = 'Stop' | 'Suspend' | 'Resume';
const acting = (action: Action, synopsis: string): Cmdlet => {
  const name = `${action}-SmaJob`;
  return cmdlet({
    name, module: SMA_MODULE, synopsis, confirmImpact: 'Medium', supportsShouldProcess: true,
    params: { Id: { type: arrayOf(T.String), aliases: ['JobId'], mandatory: true, position: 0, from: 'property', help: 'Ids of jobs, as Start-SmaRunbook gives them.' }, ...SERVICE_PARAMETERS },
    run: (p, ctx) => ({
      process() {
        const port = serviceOf(ctx, name, p);
        for (const id of p.Id) {
          if (!ctx.shouldProcess(id, name)) continue;
          const refused = port.act === undefined ? `${name} needs an SMA service, and none runs this runbook.` : port.act(id, action);
          if (refused !== undefined) ctx.writeError({ id: 'SmaJobActionFailed', category: 'InvalidOperation', target: id, exception: 'System.InvalidOperationException', message: refused });
        }
      },
    }),
  });
};
export const stopSmaJob: Cmdlet = acting('Stop', 'Stops jobs of this service.');
export const suspendSmaJob: Cmdlet = acting('Suspend', 'Suspends jobs of this service: workflows at their next checkpoint.');
export const resumeSmaJob: Cmdlet = acting('Resume', 'Lets suspended jobs of this service go on.');
