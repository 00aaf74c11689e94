/** The activities that only workflows have. */
import { checkpointWorkflow } from './checkpointWorkflow.ts';
import { inlineScript } from './inlineScript.ts';
import { suspendWorkflow } from './suspendWorkflow.ts';

export const workflowCmdlets = [inlineScript, checkpointWorkflow, suspendWorkflow] as const;
