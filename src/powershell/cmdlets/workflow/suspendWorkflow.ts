import { cmdlet } from '../../runtime/cmdlet.ts';
import { T } from '../../runtime/types/t.ts';
import { WORKFLOW_MODULE } from './module.ts';

export const suspendWorkflow = cmdlet({
  name: 'Suspend-Workflow', module: WORKFLOW_MODULE, synopsis: 'Suspends a workflow; not possible here yet.',
  params: { Label: { type: T.String, position: 0 } },
  run: (_, ctx) => ({
    end() {
      ctx.fail({
        id: 'SuspendNotAvailable', category: 'NotEnabled', exception: 'System.NotSupportedException',
        message: 'Suspend-Workflow is not available: this engine runs a workflow from beginning to end. Split the runbook at this point, or run it with Windows PowerShell 5.1.',
      });
    },
  }),
});
