/**
 * The activities that only workflows have. In a workflow's body the workflow tier runs them; these declarations serve
 * completion and help, and say what is wrong where one stands elsewhere.
 */
import { cmdlet } from '../../runtime/cmdlet.ts';
import type { Cmdlet } from '../../runtime/cmdlet.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { WORKFLOW_MODULE } from './module.ts';

const elsewhere = (name: string): Pick<Cmdlet, 'run'> => ({
  run: (_, ctx) => ({
    begin() {
      ctx.fail({
        id: 'WorkflowActivityOutsideWorkflow', category: 'InvalidOperation', exception: 'System.InvalidOperationException',
        message: `${name} works only as a statement of a workflow's body: not in a script, a function, an expression or a script block.`,
      });
    },
  }),
});

export const workflowCmdlets = [
  cmdlet({
    name: 'InlineScript', module: WORKFLOW_MODULE, synopsis: 'Runs a part of a workflow as one ordinary script.', ...elsewhere('InlineScript'),
    params: {
      Command: { type: T.ScriptBlock, position: 0, mandatory: true, help: 'The block; it reads the workflow’s variables with $using:.' },
      PSComputerName: { type: arrayOf(T.String) }, PSCredential: { type: T.PSCredential }, DisplayName: { type: T.String }, PSPersist: { type: T.Object },
    },
  }),
  cmdlet({ name: 'Checkpoint-Workflow', aliases: ['persist'], module: WORKFLOW_MODULE, synopsis: 'Saves the state of a workflow.', params: {}, ...elsewhere('Checkpoint-Workflow') }),
  cmdlet({ name: 'Suspend-Workflow', module: WORKFLOW_MODULE, synopsis: 'Suspends a workflow until it is resumed.', params: { Label: { type: T.String, position: 0 } }, ...elsewhere('Suspend-Workflow') }),
] as const;
