import { cmdlet } from '../../runtime/cmdlet.ts';
import { toItems } from '../../runtime/convert/enumerate.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import type { ScriptBlock } from '../../runtime/values/scriptBlock.ts';
import type { Value } from '../../runtime/values/value.ts';
import { decodeText } from '../items/fileSystem/encodings.ts';
import { portOf } from '../items/fileSystem/fileSystem.ts';
import { placeOf } from '../items/paths/paths.ts';
import type { Job, JobKind } from '../../workflow/jobs/job.ts';
import { jobTable } from '../../workflow/jobs/jobTable.ts';
import { requestFor } from './request.ts';

const PARAMS = {
  ScriptBlock: { type: T.ScriptBlock, aliases: ['Command'], position: 0, sets: ['ScriptBlock'], mandatory: ['ScriptBlock'] },
  FilePath: { type: T.String, sets: ['FilePath'], mandatory: ['FilePath'] },
  ArgumentList: { type: arrayOf(T.Object), aliases: ['Args'], allowNull: true, allowEmpty: true },
  InputObject: { type: T.Object, from: 'pipeline', allowNull: true, allowEmpty: true },
  Name: { type: T.String },
} as const;
interface Given { readonly InitializationScript?: ScriptBlock | undefined; readonly ScriptBlock?: ScriptBlock | undefined; readonly FilePath?: string | undefined; readonly ArgumentList?: readonly Value[] | undefined; readonly Name?: string | undefined }

function begin(ctx: CmdletContext, p: Given, kind: JobKind, input: readonly Value[] | undefined): Job {
  const block = p.ScriptBlock ?? ctx.session.parseBlock(decodeText(portOf(ctx).read(placeOf(ctx, p.FilePath ?? '').path)), p.FilePath);
  return jobTable(ctx).start(requestFor(ctx, block, { args: p.ArgumentList ?? [], input, isShared: kind === 'ThreadJob', first: p.InitializationScript }), kind, { command: block.text, name: p.Name });
}

export const startJob = cmdlet({
  name: 'Start-Job', aliases: ['sajb'], module: 'Microsoft.PowerShell.Core', defaultSet: 'ScriptBlock', synopsis: 'Runs a script beside this one.',
  params: { ...PARAMS, LiteralPath: { type: T.String }, InitializationScript: { type: T.ScriptBlock }, WorkingDirectory: { type: T.String }, RunAs32: { type: T.Switch }, PSVersion: { type: T.Object }, Credential: { type: T.PSCredential } },
  run(p, ctx) {
    const input: Value[] = [];
    return {
      process() { if (ctx.expectingInput) input.push(p.InputObject ?? null); else if (ctx.isBound('InputObject')) input.push(...toItems(p.InputObject)); },
      end() {
        if (p.Credential !== undefined) ctx.fail({ id: 'CredentialNotSupported', category: 'NotImplemented', exception: 'System.Management.Automation.PSNotSupportedException', message: 'Start-Job cannot run a job as another user here: leave -Credential out.' });
        ctx.write(begin(ctx, p, 'BackgroundJob', input.length > 0 ? input : undefined));
      },
    };
  },
});
export const startThreadJob = cmdlet({
  name: 'Start-ThreadJob', module: 'Microsoft.PowerShell.ThreadJob', defaultSet: 'ScriptBlock', synopsis: 'Runs a script beside this one, in a thread.',
  params: { ...PARAMS, ThrottleLimit: { type: T.Int32, validate: [{ range: [1, 1_000_000] }] }, StreamingHost: { type: T.Object }, InitializationScript: { type: T.ScriptBlock } },
  run(p, ctx) {
    const input: Value[] = [];
    return {
      process() { if (ctx.expectingInput) input.push(p.InputObject ?? null); else if (ctx.isBound('InputObject')) input.push(...toItems(p.InputObject)); },
      end() {
        if (p.ThrottleLimit !== undefined) jobTable(ctx).group.throttle = p.ThrottleLimit;
        ctx.write(begin(ctx, p, 'ThreadJob', input.length > 0 ? input : undefined));
      },
    };
  },
});
