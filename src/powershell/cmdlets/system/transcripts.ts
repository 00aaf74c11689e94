/** Start-Transcript and Stop-Transcript: the records of a run as text in a file, written as they come. */
import { NOT_EMPTY, cmdlet } from '../../runtime/cmdlet.ts';
import { toText } from '../../runtime/convert/toText.ts';
import type { EngineHost, StreamRecord } from '../../runtime/host.ts';
import { invokeMember } from '../../runtime/members/invoke.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { T } from '../../runtime/types/t.ts';
import { Dictionary } from '../../runtime/values/dictionary.ts';
import { PSObject } from '../../runtime/values/psObject.ts';
import type { Value } from '../../runtime/values/value.ts';
import { outString } from '../../format/outString.ts';
import { viewOf, widthOf } from '../format/formatCommon.ts';
import { encodeText } from '../items/fileSystem/encodings.ts';
import { newLine, portOf } from '../items/fileSystem/fileSystem.ts';
import { attempt } from '../items/paths/itemSteps.ts';
import { parentOf } from '../items/paths/pathText.ts';
import { placeOf } from '../items/paths/paths.ts';
import { localNow } from '../time/getDate.ts';

interface Transcript { readonly path: string; readonly write: (text: string) => void }
/** The open ones of a run, the last one first to be stopped, and how the sink wrote before the first. */
interface Listening { readonly open: Transcript[]; readonly before: (record: StreamRecord) => void }
const listening = new WeakMap<EngineHost['records'], Listening>();
const SETS = { path: 'ByPath', literal: 'ByLiteralPath', folder: 'ByOutputDirectory' } as const;
const RULE = '**********************';

export const startTranscript = cmdlet({
  name: 'Start-Transcript', module: 'Microsoft.PowerShell.Host', defaultSet: SETS.path, supportsShouldProcess: true, synopsis: 'Begins to write what the runbook writes to a file, too.', outputType: [T.String],
  params: {
    Path: { type: T.String, sets: [SETS.path], position: { [SETS.path]: 0 }, validate: NOT_EMPTY, help: 'The file; one in the home folder where not given.' },
    LiteralPath: { type: T.String, aliases: ['PSPath', 'LP'], sets: [SETS.literal], position: { [SETS.literal]: 0 }, validate: NOT_EMPTY },
    OutputDirectory: { type: T.String, sets: [SETS.folder], position: { [SETS.folder]: 0 }, validate: NOT_EMPTY },
    Append: { type: T.Switch },
    Force: { type: T.Switch },
    NoClobber: { type: T.Switch, aliases: ['NoOverwrite'] },
    IncludeInvocationHeader: { type: T.Switch },
    UseMinimalHeader: { type: T.Switch },
  },
  run: (p, ctx) => ({
    begin() {
      attempt(ctx, () => {
        const files = portOf(ctx), given = p.LiteralPath ?? p.Path, name = defaultName(ctx);
        const path = given !== undefined ? placeOf(ctx, given).path : files.resolve(p.OutputDirectory === undefined ? files.home : placeOf(ctx, p.OutputDirectory).path, name), there = files.stat(path);
        if (there?.isDirectory === true) ctx.fail({ id: 'InvalidOperation', category: 'InvalidOperation', exception: 'System.Management.Automation.PSInvalidOperationException', message: `File path ${path} resolves to a directory.` });
        if (there !== undefined && p.NoClobber === true && p.Append !== true) ctx.fail({ id: 'NoClobber', category: 'ResourceExists', target: path, exception: 'System.Management.Automation.PSInvalidOperationException', message: `File ${path} already exists and NoClobber was specified.` });
        if (!ctx.shouldProcess(path)) return;
        const above = parentOf(path, files.separator);
        if (above !== '' && files.stat(above) === undefined) files.makeDirectory(above);
        const end = newLine(ctx);
        files.write(path, encodeText(header(ctx, p.UseMinimalHeader === true).join(end) + end, undefined, true), p.Append === true);
        listen(ctx, { path, write: (text) => { files.write(path, encodeText(text.replace(/\r?\n/g, end), undefined, false), true); } });
        ctx.write(new PSObject(`Transcript started, output file is ${path}`).set('Path', path));
      });
    },
  }),
});
export const stopTranscript = cmdlet({
  name: 'Stop-Transcript', module: 'Microsoft.PowerShell.Host', supportsShouldProcess: true, synopsis: 'Ends the transcript begun last.', outputType: [T.String], params: {},
  run: (_p, ctx) => ({
    begin() {
      const { records } = ctx.host, all = listening.get(records), last = all?.open.pop();
      if (all === undefined || last === undefined) return ctx.fail({ id: 'InvalidOperation', category: 'InvalidOperation', exception: 'System.Management.Automation.PSInvalidOperationException', message: 'An error occurred stopping transcription: The host is not currently transcribing.' });
      last.write([RULE, 'PowerShell transcript end', `End time: ${stamp(ctx)}`, RULE, ''].join('\n'));
      if (all.open.length === 0) { records.write = all.before; listening.delete(records); }
      ctx.write(new PSObject(`Transcript stopped, output file is ${last.path}`).set('Path', last.path));
      return undefined;
    },
  }),
});

/** From now on every record is told to the transcripts on its way. */
function listen(ctx: CmdletContext, one: Transcript): void {
  const { records } = ctx.host, known = listening.get(records);
  if (known !== undefined) { known.open.push(one); return; }
  const before = records.write.bind(records), open = [one], view = viewOf(ctx), width = widthOf(ctx);
  const shown = (value: Value): string => outString([value], view, { width });
  listening.set(records, { open, before });
  records.write = (record) => {
    before(record);
    const text = textOf(record, shown);
    if (text !== undefined) for (const t of open) t.write(text.endsWith('\n') ? text : `${text}\n`);
  };
}
function textOf(record: StreamRecord, shown: (value: Value) => string): string | undefined {
  switch (record.stream) {
    case 'Output': return shown(record.value);
    case 'Error': return shown(record.error);
    case 'Information': return record.text;
    case 'Progress': return undefined;
    default: return `${record.stream.toUpperCase()}: ${record.text}`;
  }
}
const stamp = (ctx: CmdletContext): string => toText(invokeMember(localNow(ctx), 'ToString', ['yyyyMMddHHmmss']));
function defaultName(ctx: CmdletContext): string {
  const id = Buffer.from(ctx.host.random.bytes(6)).toString('base64url');
  return `PowerShell_transcript.${ctx.host.environment.computerName}.${id}.${stamp(ctx)}.txt`;
}
function header(ctx: CmdletContext, isMinimal: boolean): string[] {
  const start = [RULE, 'PowerShell transcript start', `Start time: ${stamp(ctx)}`];
  if (isMinimal) return [...start, RULE];
  const { computerName, userName, osDescription } = ctx.host.environment, user = `${computerName}\\${userName}`, table = ctx.session.variable('PSVersionTable');
  const versions = table instanceof Dictionary ? [...table.entries.values()].map((e) => `${toText(e.key)}: ${Array.isArray(e.value) ? e.value.map(toText).join(', ') : toText(e.value)}`) : [];
  return [...start, `Username: ${user}`, `RunAs User: ${user}`, 'Configuration Name: ', `Machine: ${computerName} (${osDescription})`, 'Host Application: ', `Process ID: ${toText(ctx.session.variable('PID') ?? 0)}`, ...versions, RULE];
}
