export { workflowCmdlets } from './workflowOnly.ts';
