/** The PowerShell processes of one sandbox: one for each engine thread that asks, the first perhaps prepared ahead. */
import type { PowerShellNews, PowerShellRequest } from '../sandbox/engine/messages.ts';
import type { PowerShellSettings } from '../sandbox/settings.ts';
import { bootstrapFile } from '../processes/entryPoints.ts';
import { findPowerShell } from '../../powershell/host/process/findPowerShell.ts';
import { PowerShellProcess } from '../../powershell/host/process/powerShellProcess.ts';

/** A cold start of Windows PowerShell with a virus scanner takes its time. */
const START_SECONDS = 60;

/** What is not for a runbook was taken out of the environment already (processEnvironment.ts). */
const start = (path: string, directory: string | undefined): PowerShellProcess => new PowerShellProcess({ path, bootstrap: bootstrapFile(), directory, environment: process.env });

export interface Talker { powerShell(news: PowerShellNews): void }

export class PowerShells {
  private readonly settings: PowerShellSettings;
  private readonly processes = new Map<Talker, PowerShellProcess>();
  private prepared: PowerShellProcess | undefined;

  constructor(settings: PowerShellSettings) {
    this.settings = settings;
  }

  /** Starts one that the first who asks will get. */
  prepare(): void {
    if (this.settings.engine === 'builtIn' || this.prepared !== undefined) return;
    const found = findPowerShell(this.settings, false);
    if (found.kind === 'found') this.prepared = start(found.path, undefined);
  }

  request(talker: Talker, request: PowerShellRequest): void {
    const process = this.processes.get(talker);
    switch (request.kind) {
      case 'open': return this.open(talker, request);
      case 'line': return process?.send(request.text);
      case 'taken': return process?.taken(request.characters);
      case 'close': return this.end(talker);
    }
  }

  /** The thread is gone, and what it talked to with it. */
  end(talker: Talker): void {
    this.processes.get(talker)?.close();
    this.processes.delete(talker);
  }

  private open(talker: Talker, { mark, workflows, directory }: Extract<PowerShellRequest, { readonly kind: 'open' }>): void {
    this.end(talker);
    const found = findPowerShell(this.settings, workflows);
    if (found.kind !== 'found') {
      talker.powerShell({ kind: 'opened', result: found });
      return;
    }
    // One that was prepared stands in another folder, which a script with files beside it must not notice.
    const ready = this.prepared?.isEnded === false && this.prepared.path === found.path && directory === undefined ? this.prepared : undefined;
    if (ready !== undefined) this.prepared = undefined;
    const opened = ready ?? start(found.path, directory);
    this.processes.set(talker, opened);
    talker.powerShell({ kind: 'opened', result: { kind: 'open' } });
    opened.open(mark, this.settings.startSeconds ?? START_SECONDS, (news) => talker.powerShell(news));
  }
}
