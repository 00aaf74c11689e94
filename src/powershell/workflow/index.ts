/** The workflow tier: `workflow` bodies as activity trees with explicit state (README.md). */
export { connectWorkflows } from './run/called.ts';
export { runWorkflowJob } from './run/runbookWorkflow.ts';
