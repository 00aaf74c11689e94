/** `ForEach-Object -Parallel`: each object in a thread of its own, so many at once; what they write comes as it arrives. */
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { ErrorRecord } from '../../runtime/values/errorRecord.ts';
import type { ScriptBlock } from '../../runtime/values/scriptBlock.ts';
import type { Value } from '../../runtime/values/value.ts';
import type { Job, JobGroup } from '../../workflow/jobs/job.ts';
import { tell } from './jobCmdlets.ts';
import { LOOK_MILLISECONDS, jobTable } from '../../workflow/jobs/jobTable.ts';
import { requestFor } from './request.ts';

export interface Parallel { process(item: Value): void; end(): void }

/** `-AsJob`: one job whose children run the scripts; it is there once all objects have come. */
export function parallelJob(ctx: CmdletContext, block: ScriptBlock, throttle: number): Parallel {
  const table = jobTable(ctx), group: JobGroup = { throttle, hidden: true, numbered: true };
  const parent = table.start(requestFor(ctx, block, { isParallel: true }), 'PSTaskJob', { command: block.text });
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
      // What ended it is told as an error of the command, which goes on (PSTask.HandleStateChanged).
      if (job.failure !== undefined) ctx.writeError(new ErrorRecord(job.failure.record.exception, 'PSTaskException', 'InvalidOperation', 'System.Management.Automation.PSTasks.PSTask'));
    }
    for (const job of open) if (job.isOver) table.remove(job);
    open = open.filter((j) => !j.isOver);
    if (!isLate && options.seconds > 0 && open.length > 0 && performance.now() - begun > options.seconds * 1000) {
      isLate = true;
      for (const job of open) table.stop(job);
      ctx.writeError({ id: 'ParallelTimeout', category: 'OperationTimeout', exception: 'System.TimeoutException', message: `The scripts of ForEach-Object -Parallel took longer than the ${options.seconds} seconds of -TimeoutSeconds and were stopped.` });
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
