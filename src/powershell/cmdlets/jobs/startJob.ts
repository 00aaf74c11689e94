import { NOT_NULL } from '../../runtime/cmdlet.ts';
import { NOT_EMPTY, cmdlet } from '../../runtime/cmdlet.ts';
import { toItems } from '../../runtime/convert/enumerate.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import type { ScriptBlock } from '../../runtime/values/scriptBlock.ts';
import type { Value } from '../../runtime/values/value.ts';
import { decodeText } from '../items/fileSystem/encodings.ts';
import { portOf } from '../items/fileSystem/fileSystem.ts';
import { attempt } from '../items/paths/itemSteps.ts';
import { placeOf } from '../items/paths/paths.ts';
import type { Job, JobKind } from '../../workflow/jobs/job.ts';
import { jobTable } from '../../workflow/jobs/jobTable.ts';
import { requestFor } from './request.ts';

/** Of Start-ThreadJob. */
const PARAMS = {
  ScriptBlock: { type: T.ScriptBlock, position: { ScriptBlock: 0 }, sets: ['ScriptBlock'], mandatory: ['ScriptBlock'], validate: NOT_NULL },
  FilePath: { type: T.String, sets: ['FilePath'], position: { FilePath: 0 }, mandatory: ['FilePath'], validate: NOT_EMPTY },
  ArgumentList: { type: arrayOf(T.Object), allowNull: true, allowEmpty: true },
  InputObject: { type: T.Object, from: 'pipeline', allowNull: true, allowEmpty: true },
  Name: { type: T.String, validate: NOT_EMPTY },
} as const;
const SETS = { block: 'ComputerName', file: 'FilePathComputerName', literal: 'LiteralFilePathComputerName', definition: 'DefinitionName' } as const;
const LOCAL = [SETS.file, SETS.block, SETS.literal], SECOND = { [SETS.file]: 1, [SETS.block]: 1, [SETS.literal]: 1 };
const BACKGROUND = {
  DefinitionName: { type: T.String, sets: [SETS.definition], position: { [SETS.definition]: 0 }, mandatory: [SETS.definition], validate: NOT_EMPTY }, DefinitionPath: { type: T.String, sets: [SETS.definition], position: { [SETS.definition]: 1 }, validate: NOT_EMPTY },
  Type: { type: T.String, sets: [SETS.definition], position: { [SETS.definition]: 2 }, validate: NOT_EMPTY },
  Name: { type: T.String, sets: LOCAL, from: 'property' },
  ScriptBlock: { type: T.ScriptBlock, aliases: ['Command'], sets: [SETS.block], position: { [SETS.block]: 0 }, mandatory: [SETS.block] },
  Credential: { type: T.PSCredential, sets: LOCAL },
  FilePath: { type: T.String, sets: [SETS.file], position: { [SETS.file]: 0 }, mandatory: [SETS.file] }, LiteralPath: { type: T.String, aliases: ['PSPath', 'LP'], sets: [SETS.literal], mandatory: [SETS.literal] },
  InitializationScript: { type: T.ScriptBlock, sets: LOCAL, position: SECOND }, WorkingDirectory: { type: T.String, validate: [{ notWhite: true }] }, RunAs32: { type: T.Switch, sets: LOCAL }, PSVersion: { type: T.Version, sets: LOCAL, validate: NOT_EMPTY },
  InputObject: { type: T.Object, sets: LOCAL, from: 'pipeline', allowNull: true, allowEmpty: true }, ArgumentList: { type: arrayOf(T.Object), aliases: ['Args'], sets: LOCAL, allowNull: true, allowEmpty: true },
} as const;
interface Given { readonly InitializationScript?: ScriptBlock | undefined; readonly ScriptBlock?: ScriptBlock | undefined; readonly FilePath?: string | undefined; readonly ArgumentList?: readonly Value[] | undefined; readonly Name?: string | undefined; readonly WorkingDirectory?: string | undefined }

/** Where a job begins; a folder that is not there ends the command. */
function workingFolder(ctx: CmdletContext, text: string): string {
  const place = attempt(ctx, () => placeOf(ctx, text));
  if (place?.provider.isContainer(ctx, place.path) === true) return place.path;
  return ctx.fail({ id: 'DirectoryNotFoundException', category: 'InvalidOperation', target: null, exception: 'System.IO.DirectoryNotFoundException', message: `Cannot find the WorkingDirectory path ${text}.` });
}
/** The script of a file: one that is there, and is one (StartJobCommand.cs, PSRemotingBaseCmdlet: GetScriptBlockFromFile). */
function scriptOf(ctx: CmdletContext, file: string): ScriptBlock {
  const { provider, path } = placeOf(ctx, file);
  if (!provider.exists(ctx, path)) ctx.fail({ id: 'PathNotFound', category: 'ObjectNotFound', target: path, exception: 'System.Management.Automation.ItemNotFoundException', message: `Cannot find path '${path}' because it does not exist.` });
  if (!/\.ps1$/i.test(path)) ctx.fail({ id: 'System.ArgumentException', category: 'NotSpecified', target: null, exception: 'System.ArgumentException', message: "The value of the FilePath parameter must be a PowerShell script file. Enter the path to a file with a .ps1 file name extension and try the command again. (Parameter 'filePath')" });
  return ctx.session.parseBlock(decodeText(portOf(ctx).read(path)), file);
}
function begin(ctx: CmdletContext, p: Given, kind: JobKind, input: readonly Value[] | undefined): Job {
  const block = p.ScriptBlock ?? scriptOf(ctx, p.FilePath ?? '');
  return jobTable(ctx).start(requestFor(ctx, block, { args: p.ArgumentList ?? [], input, isShared: kind === 'ThreadJob', first: p.InitializationScript, location: p.WorkingDirectory === undefined ? undefined : workingFolder(ctx, p.WorkingDirectory) }), kind, { command: block.text, name: p.Name });
}

export const startJob = cmdlet({
  name: 'Start-Job', aliases: ['sajb'], module: 'Microsoft.PowerShell.Core', defaultSet: SETS.block, synopsis: 'Runs a script beside this one.',
  params: BACKGROUND,
  run(p, ctx) {
    const input: Value[] = [];
    return {
      process() { if (ctx.expectingInput) input.push(p.InputObject ?? null); else if (ctx.isBound('InputObject')) input.push(...toItems(p.InputObject)); },
      end() {
        if (p.Credential !== undefined) ctx.fail({ id: 'CredentialNotSupported', category: 'NotImplemented', exception: 'System.Management.Automation.PSNotSupportedException', message: 'Start-Job cannot run a job as another user here: leave -Credential out.' });
        if (p.DefinitionName !== undefined) ctx.fail({ id: 'CannotFindJobWithCustomName', category: 'NotImplemented', target: p.DefinitionName, exception: 'System.Management.Automation.PSNotSupportedException', message: `There are no definitions of jobs here: ${p.DefinitionName} cannot be started. Give the script with -ScriptBlock or -FilePath.` });
        ctx.write(begin(ctx, { ...p, FilePath: p.FilePath ?? p.LiteralPath }, 'BackgroundJob', input.length > 0 ? input : undefined));
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
