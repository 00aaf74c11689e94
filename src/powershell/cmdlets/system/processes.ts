/** Get-Process knows the sandbox itself; Start-Process runs a program to its end where the host allows programs. */
import { toText } from '../../runtime/convert/toText.ts';
import { cmdlet } from '../../runtime/cmdlet.ts';
import { hasWildcard, wildcard } from '../../runtime/operators/wildcard.ts';
import { laterType } from '../../runtime/types/netType.ts';
import { T, arrayOf, named } from '../../runtime/types/t.ts';
import { Record } from '../../runtime/values/misc.ts';
import { Double } from '../../runtime/values/numbers.ts';
import { decodeText } from '../items/encodings.ts';
import { portOf } from '../items/fileSystem.ts';
import { MANAGEMENT, attempt } from '../items/itemSteps.ts';
import { placeOf } from '../items/paths.ts';

const PROCESS = named<Record>('System.Diagnostics.Process');
laterType<Record>(PROCESS, () => ({ text: (r) => `System.Diagnostics.Process (${toText(r.fields.get('ProcessName'))})` }));
const OWN_NAME = 'pwsh';
const ownId = (ctx: { readonly host: { readonly process?: { readonly id: number } } }): number => ctx.host.process?.id ?? 1;

export const getProcess = cmdlet({
  name: 'Get-Process', aliases: ['gps', 'ps'], module: MANAGEMENT, defaultSet: 'Name', synopsis: 'Gets the process of the runbook; others cannot be seen.',
  params: {
    Name: { type: arrayOf(T.String), aliases: ['ProcessName'], sets: ['Name'], position: { Name: 0 }, from: 'property' }, Id: { type: arrayOf(T.Int32), aliases: ['PID'], sets: ['Id'], mandatory: ['Id'], from: 'property' },
    InputObject: { type: arrayOf(T.Object), sets: ['InputObject'], mandatory: ['InputObject'], from: 'pipeline' }, IncludeUserName: { type: T.Switch }, Module: { type: T.Switch }, FileVersionInfo: { type: T.Switch },
  },
  run: (p, ctx) => ({
    process() {
      const own = new Record(PROCESS as never, [['Name', OWN_NAME], ['SI', 0], ['Handles', 0], ['VM', 0n], ['WS', 0n], ['PM', 0n], ['NPM', 0n], ['Path', ''], ['CPU', new Double(0)], ['ProcessName', OWN_NAME], ['Id', ownId(ctx)], ['HasExited', false], ['MachineName', '.'], ['Responding', true]]);
      if (p.InputObject !== undefined) { for (const item of p.InputObject) ctx.write(item); return; }
      for (const id of p.Id ?? []) {
        if (id === ownId(ctx)) ctx.write(own);
        else ctx.writeError({ id: 'NoProcessFoundForGivenId', category: 'ObjectNotFound', target: id, exception: 'Microsoft.PowerShell.Commands.ProcessCommandException', message: `Cannot find a process with the process identifier ${id}.` });
      }
      if (p.Id !== undefined) return;
      for (const name of p.Name ?? ['*']) {
        if (wildcard(name).test(OWN_NAME)) ctx.write(own);
        else if (!hasWildcard(name)) ctx.writeError({ id: 'NoProcessFoundForGivenName', category: 'ObjectNotFound', target: name, exception: 'Microsoft.PowerShell.Commands.ProcessCommandException', message: `Cannot find a process with the name "${name}". Verify the process name and call the cmdlet again.` });
      }
    },
  }),
});
export const startProcess = cmdlet({
  name: 'Start-Process', aliases: ['saps', 'start'], module: MANAGEMENT, supportsShouldProcess: true, synopsis: 'Runs a program to its end.',
  params: {
    FilePath: { type: T.String, aliases: ['PSPath', 'Path'], position: 0, mandatory: true }, ArgumentList: { type: arrayOf(T.String), aliases: ['Args'], position: 1 }, WorkingDirectory: { type: T.String }, Wait: { type: T.Switch }, PassThru: { type: T.Switch },
    NoNewWindow: { type: T.Switch, aliases: ['nnw'] }, WindowStyle: { type: T.String }, Verb: { type: T.String }, RedirectStandardInput: { type: T.String, aliases: ['RSI'] }, RedirectStandardOutput: { type: T.String, aliases: ['RSO'] },
    RedirectStandardError: { type: T.String, aliases: ['RSE'] }, Credential: { type: T.PSCredential }, LoadUserProfile: { type: T.Switch }, UseNewEnvironment: { type: T.Switch }, Environment: { type: T.Hashtable },
  },
  run: (p, ctx) => ({
    end() {
      const { process } = ctx.host;
      if (process === undefined) return ctx.fail({ id: 'InvalidOperationException', category: 'InvalidOperation', target: p.FilePath, exception: 'System.InvalidOperationException', message: `This command cannot be run: the program '${p.FilePath}' cannot be started because native commands are switched off here.` });
      const found = process.find(p.FilePath);
      if (found === undefined) return ctx.fail({ id: 'InvalidOperationException', category: 'InvalidOperation', target: p.FilePath, exception: 'System.InvalidOperationException', message: `This command cannot be run due to the error: An error occurred trying to start process '${p.FilePath}'. No such file or directory.` });
      attempt(ctx, () => {
        if (!ctx.shouldProcess(p.FilePath, 'Start-Process')) return;
        const input = p.RedirectStandardInput === undefined ? '' : decodeText(portOf(ctx).read(placeOf(ctx, p.RedirectStandardInput).path));
        const words = (p.ArgumentList ?? []).flatMap((a) => a.match(/"[^"]*"|\S+/g)?.map((w) => w.replace(/^"(.*)"$/s, '$1')) ?? []);
        const done = process.run(found, words, input, p.WorkingDirectory === undefined ? ctx.session.location : placeOf(ctx, p.WorkingDirectory).path), utf8 = new TextEncoder();
        if (p.RedirectStandardOutput !== undefined) portOf(ctx).write(placeOf(ctx, p.RedirectStandardOutput).path, utf8.encode(done.output), false);
        if (p.RedirectStandardError !== undefined) portOf(ctx).write(placeOf(ctx, p.RedirectStandardError).path, utf8.encode(done.errors), false);
        if (p.PassThru === true) ctx.write(new Record(PROCESS, [['ProcessName', p.FilePath], ['Id', 0], ['HasExited', true], ['ExitCode', done.exitCode]]));
      });
      return undefined;
    },
  }),
});
