/** A job whose runbook runs in PowerShell whole. The engine stays with it: for assets, masking, and how it ends. */
import { PowerShellHostError } from '../../powershell/host/errors.ts';
import { conversationOf } from '../../powershell/host/remoteCommands.ts';
import { needsService, workflowCall } from '../../powershell/host/workflowText.ts';
import { runWhole } from '../../powershell/host/wholeScript.ts';
import type { Engine } from '../../powershell/engine/engine.ts';
import type { PowerShellPort } from '../../powershell/runtime/host.ts';
import { asksService } from '../../powershell/runtime/serviceModules.ts';
import { StopSignal } from '../../powershell/runtime/run/pipeline/signals.ts';
import { SourceText } from '../../powershell/runtime/run/source.ts';
import type { Value } from '../../powershell/runtime/values/value.ts';
import { childFiles } from './threads/childFiles.ts';
import type { ChildFiles } from './threads/childFiles.ts';
import { initialPreferences } from '../jobs/streamRules.ts';
import { errorText } from './records/exceptionText.ts';
import type { JobSink } from './records/jobSink.ts';
import type { SandboxJob } from './protocol.ts';
import type { Ended } from './runJob.ts';

interface Parts { readonly job: SandboxJob; readonly engine: Engine; readonly port: PowerShellPort; readonly parameters: Readonly<Record<string, Value>>; readonly sink: JobSink }

const NO_SUSPEND = 'This workflow cannot be suspended: it takes no checkpoint, and runs whole in Windows PowerShell. It goes on to its end. Stop the job, or add Checkpoint-Workflow to the runbook.';

/**
 * Undefined for a workflow that the built-in engine runs, with its InlineScript blocks in PowerShell: where the PowerShell has no
 * workflows (only Windows PowerShell has), and where it needs the service: checkpoints, assets, other runbooks.
 */
export function runInPowerShell({ job, engine, port, parameters, sink }: Parts): Ended | undefined {
  const isWorkflow = job.runbookType === 'Script';
  return engine.use((session): Ended | undefined => {
    let children: ChildFiles | undefined, told = false;
    const { checkpoints, runbooks } = session.host, { checkTime } = session;
    // What the engine has is no runbook; that need not be asked.
    const isAsked = (name: string): boolean => {
      const known = session.cmdlets.get(name);
      return known === undefined ? runbooks?.find(name)?.isWorkflow === true : asksService(known);
    };
    const look = (): void => {
      if (!isWorkflow || told || checkpoints?.suspendAsked() !== true) return;
      told = true;
      sink.write({ stream: 'Warning', text: NO_SUSPEND });
    };
    session.checkTime = () => { checkTime?.(); look(); };
    try {
      if (isWorkflow && (conversationOf(port).start(true)?.edition !== 'Desktop' || needsService(job.script, isAsked))) return undefined;
      const { verbose, debug } = initialPreferences(job), call = isWorkflow ? workflowCall(job.script, job.runbookName) : job.script;
      const variables = new Map<string, Value>([['VerbosePreference', verbose], ['DebugPreference', debug], ['PSPrivateMetadata', session.variable('PSPrivateMetadata')]]);
      // A run from a folder has them there.
      if (!isWorkflow && job.directory === undefined && runbooks !== undefined) children = childFiles(job.script, (name) => runbooks.find(name));
      const source = new SourceText(job.script, job.runbookName);
      if (!isWorkflow) source.path = job.path ?? '';
      const error = runWhole(port, { text: children?.text ?? call, source, parameters, variables, asText: true, ...(children === undefined ? {} : { children }) }, (record) => {
        look();
        // A command that is not there ends nothing here: PowerShell has gone on already.
        if (record.stream === 'Error') sink.writeError(record.error);
        else sink.write(record);
      });
      sink.end();
      if (error === undefined) return { status: 'Completed', exception: null };
      sink.writeError(error);
      // A workflow too: there is no checkpoint here from which it could be resumed.
      return { status: 'Failed', exception: errorText(error) };
    } catch (e) {
      if (e instanceof StopSignal) return { status: 'Stopped', exception: null };
      if (e instanceof PowerShellHostError) return { status: 'Failed', exception: e.message };
      throw e;
    } finally {
      session.checkTime = checkTime;
      children?.dispose();
    }
  });
}
