import type { Argument } from '../../runtime/bind/argument.ts';
import { NOT_EMPTY, cmdlet } from '../../runtime/cmdlet.ts';
import type { Cmdlet } from '../../runtime/cmdlet.ts';
import { invokeBlock, runIn } from '../../runtime/run/blocks.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { CmdletStage } from '../../runtime/run/pipeline/cmdletStage.ts';
import { CallbackWriter } from '../../runtime/run/pipeline/writers.ts';
import { T, arrayOf, named } from '../../runtime/types/t.ts';
import { fold } from '../../runtime/values/folding.ts';
import type { Value } from '../../runtime/values/value.ts';
import { CORE } from './getCommand.ts';

const SETS = { local: 'InProcess', remote: 'ComputerName', session: 'Session', file: 'FilePathComputerName' } as const;
const REMOTE = [SETS.remote, SETS.file];

export const invokeCommand = cmdlet({
  name: 'Invoke-Command', aliases: ['icm'], module: CORE, defaultSet: SETS.local, synopsis: 'Runs a script block.',
  params: {
    ScriptBlock: { type: T.ScriptBlock, aliases: ['Command'], sets: [SETS.local, SETS.remote, SETS.session], position: { [SETS.local]: 0, [SETS.remote]: 1, [SETS.session]: 1 }, mandatory: [SETS.local, SETS.remote, SETS.session] },
    FilePath: { type: T.String, aliases: ['PSPath'], sets: [SETS.file], mandatory: [SETS.file] },
    NoNewScope: { type: T.Switch, sets: [SETS.local], help: 'Runs it in the scope it is called from.' },
    ArgumentList: { type: arrayOf(T.Object), aliases: ['Args'], allowNull: true, allowEmpty: true },
    InputObject: { type: T.Object, from: 'pipeline', allowNull: true, allowEmpty: true },
    ComputerName: { type: arrayOf(T.String), aliases: ['Cn'], sets: REMOTE, position: { [SETS.remote]: 0, [SETS.file]: 0 }, },
    Credential: { type: T.PSCredential, sets: REMOTE, from: 'property' },
    Port: { type: T.Int32, sets: REMOTE },
    UseSSL: { type: T.Switch, sets: REMOTE },
    ConfigurationName: { type: T.String, sets: REMOTE, from: 'property' },
    Authentication: { type: T.String, sets: REMOTE },
    SessionOption: { type: T.Object, sets: REMOTE },
    ThrottleLimit: { type: T.Int32, sets: [SETS.remote, SETS.session] },
    AsJob: { type: T.Switch, sets: [SETS.remote, SETS.session] },
    JobName: { type: T.String, sets: [SETS.remote, SETS.session] },
    HideComputerName: { type: T.Switch, aliases: ['HCN'], sets: [SETS.remote, SETS.session] },
    Session: { type: arrayOf(named('System.Management.Automation.Runspaces.PSSession')), sets: [SETS.session], mandatory: [SETS.session], position: { [SETS.session]: 0 }, validate: NOT_EMPTY },
  },
  run(p, ctx) {
    const input: Value[] = [];
    return {
      process() { if (ctx.expectingInput) input.push(p.InputObject); },
      end() {
        const { ScriptBlock: block } = p;
        if (block === undefined || p.ComputerName !== undefined || p.Session !== undefined) {
          const remote = ctx.session.findRemote?.('Invoke-Command');
          if (remote?.kind === 'Cmdlet') return elsewhere(remote, p, ctx, input);
          const where = p.ComputerName?.join(', ') ?? 'another session';
          return ctx.fail({ id: 'RemotingNotAvailable', category: 'ResourceUnavailable', target: where, exception: 'System.Management.Automation.PSNotSupportedException', message: `The command cannot run on ${where}: the built-in engine has no remoting; leave out -ComputerName and -Session, or run this part on a machine with PowerShell.` });
        }
        const out = new CallbackWriter((v) => { ctx.write(v); }), args = p.ArgumentList ?? [], frame = ctx.session.current;
        if (p.NoNewScope === true) runIn(frame, block, frame.slots[0] ?? null, out, ctx.blockStreams, args);
        else invokeBlock(frame, block, { args, out, streams: ctx.blockStreams, isOfCommand: true, ...(ctx.expectingInput ? { input } : {}) });
        return undefined;
      },
    };
  },
});
/** On other machines, by a PowerShell that has remoting: with the parameters that were bound here. */
function elsewhere(remote: Cmdlet, bound: Readonly<Record<string, unknown>>, ctx: CmdletContext, input: readonly Value[]): void {
  const { current } = ctx.session, args = Object.entries(bound).flatMap(([name, value]): Argument[] => (value === undefined || name === 'InputObject' ? [] : [{ name, folded: fold(name), value: value as Value, hasValue: true }]));
  const stage = new CmdletStage(current, remote, remote.name, args, { out: new CallbackWriter((v) => { ctx.write(v); }), streams: current.streams, expectingInput: ctx.expectingInput, position: undefined });
  try {
    stage.begin();
    if (ctx.expectingInput) for (const item of input) stage.write(item);
    else stage.alone();
    stage.end();
  } finally { stage.dispose(); }
}
