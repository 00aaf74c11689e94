import { cmdlet } from '../../runtime/cmdlet.ts';
import { WORKFLOW_MODULE } from './module.ts';

/**
 * A place where a workflow could be resumed. Bodies run in order here and a lost job starts again from the beginning,
 * which a checkpoint allows too: what it promises is only that nothing before it must run twice on resume.
 */
export const checkpointWorkflow = cmdlet({
  name: 'Checkpoint-Workflow', aliases: ['Persist-Workflow'], module: WORKFLOW_MODULE, synopsis: 'Saves the state of a workflow.',
  params: {},
  run: () => ({}),
});
