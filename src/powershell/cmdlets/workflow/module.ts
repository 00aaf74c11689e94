/** The module Windows PowerShell lists these activities under. */
export const WORKFLOW_MODULE = 'PSWorkflow';
