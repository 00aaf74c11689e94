import type { Change } from '../change.ts';

/** Contexts that no job was started with say nothing once their link is gone. */
export async function dropUnusedContexts(change: Change, contextIds: readonly string[]): Promise<void> {
  if (contextIds.length === 0) return;
  await change.db.deleteFrom('JobContexts').where('JobContextID', 'in', contextIds)
    .where((e) => e.not(e.exists(e.selectFrom('Jobs').select('JobID').whereRef('Jobs.JobContextID', '=', 'JobContexts.JobContextID')))).execute();
}
