/** System.Management.Automation.PowerShell in the current runspace: a pipeline of its own inside a script. */
import type { Argument } from '../bind/argument.ts';
import { exception, NetThrow, netThrow } from '../errors/raise.ts';
import type { Callee } from '../compile/commands/command.ts';
import { toText } from '../convert/toText.ts';
import { current } from '../run/current.ts';
import { FunctionRun } from '../run/functionRun.ts';
import { resolveCommand } from '../run/lookup.ts';
import { callByName } from '../run/callCommand.ts';
import { CallbackWriter, Collector } from '../run/writers.ts';
import { Dictionary } from '../values/dictionary.ts';
import { PowerShellError } from '../values/errorRecord.ts';
import { fold } from '../values/folding.ts';
import { ArrayList } from '../values/lists.ts';
import { Record, SwitchParameter } from '../values/misc.ts';
import { NetObject } from '../values/value.ts';
import type { Value } from '../values/value.ts';
import { enumType } from './enums.ts';
import { func, laterType, method } from './netType.ts';
import { T, named } from './t.ts';

const MA = 'System.Management.Automation.';
const runspaceMode = enumType(`${MA}RunspaceMode`, ['CurrentRunspace', 'NewRunspace']);

interface Step { readonly text: string; readonly isScript: boolean; readonly args: Argument[] }
class Shell extends NetObject {
  readonly steps: Step[] = [];
  readonly streams: { readonly [K in 'Error' | 'Warning' | 'Verbose' | 'Debug' | 'Information']: ArrayList } = { Error: new ArrayList([]), Warning: new ArrayList([]), Verbose: new ArrayList([]), Debug: new ArrayList([]), Information: new ArrayList([]) };
  add(text: string, isScript: boolean): this { this.steps.push({ text, isScript, args: [] }); return this; }
  argument(name: string | undefined, value: Value): this {
    const last = this.steps.at(-1) ?? netThrow('System.InvalidOperationException', 'A command is required to add a parameter. A command must be added to the PowerShell instance before adding a parameter.');
    last.args.push({ name, folded: fold(name ?? ''), value, hasValue: true, splatted: true });
    return this;
  }
  /** The steps one after another, each fed with what the one before wrote. */
  invoke(): Value[] {
    let input: readonly Value[] | undefined;
    for (const step of this.steps) input = this.run(step, input);
    return [...(input ?? [])];
  }
  private run(step: Step, input: readonly Value[] | undefined): Value[] {
    const session = current(), f = session.current, out = new Collector(), before = { streams: f.streams, guarded: session.guarded };
    const writer = (name: keyof Shell['streams']): CallbackWriter => new CallbackWriter((v) => { this.streams[name].items.push(v); });
    const streams = f.streams.with({ Error: writer('Error'), Warning: writer('Warning'), Verbose: writer('Verbose'), Debug: writer('Debug'), Information: writer('Information') });
    // A try around the call is none around the statements of the script.
    session.guarded = 0;
    f.streams = streams;
    try {
      if (step.isScript) {
        const block = session.parseBlock(step.text);
        const callee: Callee = { entry: { kind: 'Script', name: '', block: block.code, module: block.module ?? f.module }, name: '', block };
        FunctionRun.open(f, callee, step.args, { out, streams, expectingInput: input !== undefined, position: undefined }).all(input);
      } else callByName(f, resolveCommand(f, step.text).name, Object.fromEntries(step.args.map((a) => [a.name ?? '', a.value])), input, out);
    } catch (e) {
      if (!(e instanceof PowerShellError)) throw e;
      const carried = exception(`${MA}CmdletInvocationException`, e.record.message, e.record.exception);
      carried.errorRecord = e.record;
      throw new NetThrow(carried);
    } finally {
      f.streams = before.streams;
      session.guarded = before.guarded;
    }
    return out.items;
  }
}
const isolated = (): never => netThrow('System.NotSupportedException', "[powershell]::Create() makes a runspace of its own, which this engine does not have. Use [powershell]::Create('CurrentRunspace'), Start-ThreadJob or ForEach-Object -Parallel.");
const streamsType = named<Record>(`${MA}PSDataStreams`);

laterType<Shell>(named<Shell>(`${MA}PowerShell`, ['powershell']), () => ({
  statics: { Create: [func([], isolated), func([runspaceMode], (mode) => (toText(mode) === 'CurrentRunspace' ? new Shell() : isolated()))] },
  props: { HadErrors: [T.Boolean, (s) => s.streams.Error.items.length > 0], Streams: [undefined, (s) => new Record(streamsType, Object.entries(s.streams))] },
  methods: {
    AddScript: [method([T.String], (s, text) => s.add(text, true)), method([T.String, T.Boolean], (s, text) => s.add(text, true))],
    AddCommand: [method([T.String], (s, name) => s.add(name, false))],
    AddArgument: [method([T.Object], (s, v) => s.argument(undefined, v))],
    AddParameter: [method([T.String], (s, name) => s.argument(name, new SwitchParameter(true))), method([T.String, T.Object], (s, name, v) => s.argument(name, v))],
    AddParameters: [method([T.Object], (s, table) => { if (table instanceof Dictionary) for (const { key, value } of table.entries.values()) s.argument(toText(key), value); return s; })],
    Invoke: [method([], (s) => new ArrayList(s.invoke()))],
    Dispose: [method([], () => undefined, T.Void)],
  },
}), Shell);
