/** A job whose runbook runs in PowerShell whole. The engine stays with it: for assets, masking, and how it ends. */
import { PowerShellHostError } from '../../powershell/host/errors.ts';
import { conversationOf } from '../../powershell/host/remoteCommands.ts';
import { workflowCall } from '../../powershell/host/workflowText.ts';
import { runWhole } from '../../powershell/host/wholeScript.ts';
import type { Engine } from '../../powershell/runtime/engine.ts';
import type { PowerShellPort } from '../../powershell/runtime/host.ts';
import { StopSignal } from '../../powershell/runtime/run/signals.ts';
import { SourceText } from '../../powershell/runtime/run/source.ts';
import type { Value } from '../../powershell/runtime/values/value.ts';
import { initialPreferences } from '../streamRules.ts';
import { errorText } from './exceptionText.ts';
import type { JobSink } from './jobSink.ts';
import type { SandboxJob } from './protocol.ts';
import type { Ended } from './runJob.ts';

interface Parts { readonly job: SandboxJob; readonly engine: Engine; readonly port: PowerShellPort; readonly parameters: Readonly<Record<string, Value>>; readonly sink: JobSink }

/**
 * Undefined for a workflow where the PowerShell has none (only Windows PowerShell has): the built-in engine runs it then,
 * and its InlineScript blocks go to PowerShell.
 */
export function runInPowerShell({ job, engine, port, parameters, sink }: Parts): Ended | undefined {
  const isWorkflow = job.runbookType === 'Script';
  return engine.use((session): Ended | undefined => {
    try {
      if (conversationOf(port).start(isWorkflow)?.edition !== 'Desktop' && isWorkflow) return undefined;
      const { verbose, debug } = initialPreferences(job), call = isWorkflow ? workflowCall(job.script, job.runbookName) : job.script;
      const variables = new Map<string, Value>([['VerbosePreference', verbose], ['DebugPreference', debug], ['PSPrivateMetadata', session.variable('PSPrivateMetadata')]]);
      const error = runWhole(port, { text: call, source: new SourceText(job.script, job.runbookName), parameters, variables, asText: true }, (record) => {
        // A command that is not there ends nothing here: PowerShell has gone on already.
        if (record.stream === 'Error') sink.writeError(record.error);
        else sink.write(record);
      });
      sink.end();
      if (error === undefined) return { status: 'Completed', exception: null };
      sink.writeError(error);
      // A workflow too: there is no checkpoint here from which it could be resumed.
      return { status: 'Failed', exception: errorText(error, job.runbookName) };
    } catch (e) {
      if (e instanceof StopSignal) return { status: 'Stopped', exception: null };
      if (e instanceof PowerShellHostError) return { status: 'Failed', exception: e.message };
      throw e;
    }
  });
}
