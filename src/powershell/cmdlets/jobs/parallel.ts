/** `ForEach-Object -Parallel`: each object in a thread of its own, so many at once; what they write comes as it arrives. */
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { exception } from '../../runtime/errors/raise.ts';
import { named } from '../../runtime/types/t.ts';
import { ErrorRecord } from '../../runtime/values/errorRecord.ts';
import { Record } from '../../runtime/values/misc.ts';
import type { ScriptBlock } from '../../runtime/values/scriptBlock.ts';
import type { Value } from '../../runtime/values/value.ts';
import type { Job, JobGroup } from '../../workflow/jobs/job.ts';
import { tell } from './jobCmdlets.ts';
import { LOOK_MILLISECONDS, jobTable } from '../../workflow/jobs/jobTable.ts';
import { requestFor } from './request.ts';

const TASK = named<Record>('System.Management.Automation.PSTasks.PSTask');

export interface Parallel { process(item: Value): void; end(): void }

/** `-AsJob`: one job whose children run the scripts; it is there once all objects have come. */
export function parallelJob(ctx: CmdletContext, block: ScriptBlock, throttle: number, isNewEach: boolean): Parallel {
  const table = jobTable(ctx), group: JobGroup = { throttle, hidden: true, numbered: true };
  const parent = table.start(requestFor(ctx, block, { isShared: true, isParallel: true }), 'PSTaskJob', { command: block.text });
  parent.places = isNewEach ? Number.POSITIVE_INFINITY : throttle;
  return {
    process(item) { table.start(requestFor(ctx, block, { variables: new Map([['_', item]]), isShared: true, isParallel: true }), 'PSTaskChildJob', { command: block.text, parent }, group); },
    end() { parent.isClosed = true; table.close(parent); ctx.write(parent); },
  };
}
export function parallel(ctx: CmdletContext, block: ScriptBlock, options: { readonly throttle: number; readonly seconds: number }): Parallel {
  const table = jobTable(ctx), group: JobGroup = { throttle: options.throttle, hidden: true }, begun = performance.now();
  let open: Job[] = [], isLate = false;
  const look = (milliseconds: number): void => {
    ctx.toll();
    table.pump(milliseconds);
    for (const job of open) {
      const records = job.unread;
      job.unread = [];
      for (const r of records) tell(ctx, r);
      // What ended it is told as an error, and the command goes on (PSTask.HandleStateChanged); that of one still waiting for its turn is not told.
      const ended = job.state === 'Stopped' && job.begun !== undefined ? exception('System.Management.Automation.PipelineStoppedException', 'The pipeline has been stopped.') : job.failure?.record.exception;
      if (ended !== undefined) { const record = new ErrorRecord(ended, 'PSTaskException', 'InvalidOperation', new Record(TASK, [])); record.isOfNoCommand = true; ctx.writeError(record); }
    }
    for (const job of open) if (job.isOver) table.remove(job);
    open = open.filter((j) => !j.isOver);
    if (!isLate && options.seconds > 0 && open.length > 0 && performance.now() - begun > options.seconds * 1000) {
      isLate = true;
      for (const job of open) table.stop(job);
    }
  };
  return {
    process(item) {
      open.push(table.start(requestFor(ctx, block, { variables: new Map([['_', item]]), isShared: true, isParallel: true }), 'ThreadJob', { command: block.text }, group));
      // What cannot start yet need not be read yet: the objects of a long pipeline are not all held at once.
      do look(open.length >= options.throttle * 2 ? LOOK_MILLISECONDS : 0); while (open.length >= options.throttle * 2);
    },
    end() { while (open.length > 0) look(LOOK_MILLISECONDS); },
  };
}
