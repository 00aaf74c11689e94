import { toText } from '../../runtime/convert/toText.ts';
import { toBoolean } from '../../runtime/convert/toBoolean.ts';
import { cmdlet } from '../../runtime/cmdlet.ts';
import { calls, nameOf } from '../../runtime/errors/recover.ts';
import { laterType } from '../../runtime/types/netType.ts';
import { named } from '../../runtime/types/t.ts';
import { Record } from '../../runtime/values/misc.ts';

const CALL = named<Record>('System.Management.Automation.CallStackFrame');
laterType<Record>(CALL, () => ({ text: (r) => `at ${toText(r.fields.get('FunctionName'))}, ${toText(r.fields.get('ScriptName') ?? '<No file>')}: line ${toText(r.fields.get('ScriptLineNumber'))}` }));

export const getPSCallStack = cmdlet({
  name: 'Get-PSCallStack', synopsis: 'Gets the calls that led here, the innermost first.', className: 'Microsoft.PowerShell.Commands.GetPSCallStackCommand', params: {},
  run: (_p, ctx) => ({
    end() {
      for (const { frame, source, at, isBlock, invocation } of calls(ctx.session.current)) {
        const command = isBlock ? null : invocation?.command ?? null, line = source.place(source.extent(at).start).line, file = source.file === '' ? null : source.file;
        const name = command === null || command.kind === 'Script' ? '<ScriptBlock>' : command.name, called = isBlock ? '<ScriptBlock>' : nameOf(frame, invocation);
        // What was passed by name, then what no parameter took (CallStackFrame's Arguments in types.ps1xml).
        const args = isBlock ? [] : [...[...invocation?.bound?.entries.values() ?? []].map((e) => `${toText(e.key)}=${toBoolean(e.value) ? toText(e.value) : ''}`), ...invocation?.unbound.map((v) => (toBoolean(v) ? toText(v) : '$null')) ?? []];
        ctx.write(new Record(CALL as never, [['ScriptName', file], ['ScriptLineNumber', line], ['InvocationInfo', isBlock ? null : invocation], ['Position', null], ['FunctionName', called], ['Command', name === '<ScriptBlock>' ? called : name], ['Location', `${file ?? '<No file>'}${file === null ? '' : `: line ${line}`}`], ['Arguments', `{${args.join(', ')}}`]]));
      }
    },
  }),
});
