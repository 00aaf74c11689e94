/** The .NET types of runspaces as tables: PowerShell, Runspace, RunspacePool, InitialSessionState and what they hand out. */
import { convertTo } from '../../runtime/convert/convert.ts';
import { toItems } from '../../runtime/convert/enumerate.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { carriedException, netThrow } from '../../runtime/errors/raise.ts';
import { enumType } from '../../runtime/types/system/enums.ts';
import { func, laterType, method, rest } from '../../runtime/types/netType.ts';
import type { NetType } from '../../runtime/types/netType.ts';
import { T, named } from '../../runtime/types/t.ts';
import type { WaitHandle } from '../../runtime/types/threading/waitHandle.ts';
import { Dictionary } from '../../runtime/values/dictionary.ts';
import type { EnumValue } from '../../runtime/values/enumValue.ts';
import { List } from '../../runtime/values/lists.ts';
import { Record, SwitchParameter } from '../../runtime/values/misc.ts';
import { unwrap } from '../../runtime/values/psObject.ts';
import { ScriptBlock } from '../../runtime/values/scriptBlock.ts';
import { NetObject } from '../../runtime/values/value.ts';
import type { Value } from '../../runtime/values/value.ts';
import { jobTable } from '../../workflow/jobs/jobTable.ts';
import { current } from '../../runtime/run/current.ts';
import { InitialState, Runspace, RUNSPACES, RunspacePool } from './runspace.ts';
import { AsyncResult, dataCollection, DataStreams, Shell } from './shell.ts';

const MA = 'System.Management.Automation.', disposable = { interfaces: ['System.IDisposable'] };
const runspaceMode = enumType(`${MA}RunspaceMode`, ['CurrentRunspace', 'NewRunspace']);
const INVOCATION_STATES = ['NotStarted', 'Running', 'Stopping', 'Stopped', 'Completed', 'Failed', 'Disconnected'];
const states = { invocation: enumType(`${MA}PSInvocationState`, INVOCATION_STATES), runspace: enumType(`${RUNSPACES}RunspaceState`, ['BeforeOpen', 'Opening', 'Opened', 'Closed', 'Closing', 'Broken', 'Disconnecting', 'Disconnected', 'Connecting']), pool: enumType(`${RUNSPACES}RunspacePoolState`, ['BeforeOpen', 'Opening', 'Opened', 'Closed', 'Closing', 'Broken', 'Disconnecting', 'Disconnected', 'Connecting']) };
const availability = enumType(`${RUNSPACES}RunspaceAvailability`, ['None', 'Available', 'AvailableForNestedCommand', 'Busy', 'RemoteDebug']);
const threadOptions = enumType(`${RUNSPACES}PSThreadOptions`, ['Default', 'UseNewThread', 'ReuseThread', 'UseCurrentThread']), apartment = enumType('System.Threading.ApartmentState', ['STA', 'MTA', 'Unknown']);
const info = (name: string, state: Value, reason: Value = null): Record => new Record(named(name), [['State', state], ['Reason', reason]]);
const of = (type: NetType, name: string): EnumValue => convertTo(name, type) as EnumValue;
const setting = (type: NetType, name: string) => [type, () => of(type, name), () => undefined] as const;

const text = (v: Value): string => { const raw = unwrap(v); return raw instanceof ScriptBlock ? raw.text : toText(raw); };
function parameters(s: Shell, given: Value): Shell {
  const table = unwrap(given);
  if (table instanceof Dictionary) for (const { key, value } of table.entries.values()) s.argument(toText(key), value);
  else for (const value of toItems(table)) s.argument(undefined, value);
  return s;
}
const listOf = (v: Value): List => { const raw = unwrap(v); return raw instanceof List ? raw : netThrow('System.ArgumentException', "The output of BeginInvoke is a PSDataCollection. (Parameter 'output')", [['ParamName', 'output']]); };
const inputOf = (v: Value): readonly Value[] | undefined => (v == null ? undefined : toItems(v));
const commandsType = named<Commands>(`${MA}PSCommand`);
class Commands extends NetObject { readonly shell: Shell; constructor(shell: Shell) { super(); this.shell = shell; } }
laterType<Commands>(commandsType, () => ({ props: { Commands: [undefined, (c) => c.shell.steps.map((s) => new Record(named(`${RUNSPACES}Command`), [['CommandText', s.text], ['IsScript', s.isScript], ['UseLocalScope', s.isLocal]]))] }, methods: {
  Clear: [method([], (c) => c.shell.clear(), T.Void)], AddStatement: [method([], (c) => { c.shell.endStatement(); return c; })],
  // The same steps as the shell's own, said on its list of commands.
  AddScript: [method([T.Object], (c, v) => { c.shell.add(text(v), true); return c; }), method([T.Object, T.Boolean], (c, v, local) => { c.shell.add(text(v), true, local); return c; })],
  AddCommand: [method([T.String], (c, name) => { c.shell.add(name, false); return c; }), method([T.String, T.Boolean], (c, name) => { c.shell.add(name, false); return c; })],
  AddArgument: [method([T.Object], (c, v) => { c.shell.argument(undefined, v); return c; })],
  AddParameter: [method([T.String], (c, name) => { c.shell.argument(name, new SwitchParameter(true)); return c; }), method([T.String, T.Object], (c, name, v) => { c.shell.argument(name, v); return c; })],
} }), Commands);
laterType<DataStreams>(named<DataStreams>(`${MA}PSDataStreams`), () => ({
  props: Object.fromEntries((['Error', 'Progress', 'Verbose', 'Debug', 'Warning', 'Information'] as const).map((name) => [name, [undefined, (s: DataStreams) => s.lists[name]] as const])),
  methods: { ClearStreams: [method([], (s) => { for (const list of Object.values(s.lists)) list.items = []; }, T.Void)] },
}), DataStreams);
laterType<AsyncResult>(named<AsyncResult>(`${MA}PowerShellAsyncResult`, [], { interfaces: ['System.IAsyncResult'] }), () => ({
  props: { IsCompleted: [T.Boolean, (r) => { r.shell.look(); return r.job.isOver; }], AsyncWaitHandle: [named<WaitHandle>('System.Threading.WaitHandle'), (r) => r.handle], AsyncState: [undefined, () => null], CompletedSynchronously: [T.Boolean, () => false], AssociatedPowerShell: [undefined, (r) => r.shell] },
}), AsyncResult);

laterType<Shell>(named<Shell>(`${MA}PowerShell`, ['powershell'], disposable), () => ({
  statics: { Create: [func([], () => new Shell()), func([runspaceMode], (mode) => new Shell(toText(mode) === 'CurrentRunspace')), func([runspaceType], (r) => { const made = new Shell(); made.place = r; return made; }), func([stateType], (s) => { const made = new Shell(), own = new Runspace(s, 0); own.open(); made.place = own; return made; })] },
  props: {
    HadErrors: [T.Boolean, (s) => { s.look(); return s.hadErrors; }], Streams: [undefined, (s) => { s.look(); return s.streams; }], InstanceId: [T.Guid, (s) => s.instanceId], Commands: [commandsType, (s) => new Commands(s)], IsNested: [T.Boolean, () => false], IsRunspaceOwner: [T.Boolean, (s) => s.place === undefined],
    InvocationStateInfo: [undefined, (s) => { s.look(); return info(`${MA}PSInvocationStateInfo`, of(states.invocation, s.state), s.failure === undefined ? null : carriedException(s.failure)); }],
    Runspace: [undefined, (s) => (s.isInside || s.place instanceof RunspacePool ? null : s.runspace), (s, v) => { const r = unwrap(v); if (r instanceof Runspace) s.place = r; else if (r == null) s.place = undefined; else notA('Runspace', v); }],
    RunspacePool: [undefined, (s) => (s.place instanceof RunspacePool ? s.place : null), (s, v) => { const r = unwrap(v); if (r instanceof RunspacePool) s.place = r; else if (r == null) s.place = undefined; else notA('RunspacePool', v); }],
  },
  methods: {
    AddScript: [method([T.Object], (s, v) => s.add(text(v), true)), method([T.Object, T.Boolean], (s, v, local) => s.add(text(v), true, local))],
    AddCommand: [method([T.String], (s, name) => s.add(name, false)), method([T.String, T.Boolean], (s, name) => s.add(name, false))], AddStatement: [method([], (s) => s.endStatement())],
    AddArgument: [method([T.Object], (s, v) => s.argument(undefined, v))], AddParameters: [method([T.Object], parameters)],
    AddParameter: [method([T.String], (s, name) => s.argument(name, new SwitchParameter(true))), method([T.String, T.Object], (s, name, v) => s.argument(name, v))],
    Invoke: [method([], (s) => s.invoke(undefined)), method([T.Object], (s, input) => s.invoke(inputOf(input)))],
    BeginInvoke: [method([], (s) => s.begin(undefined, dataCollection())), method([T.Object], (s, input) => s.begin(inputOf(input), dataCollection())), method([T.Object, T.Object], (s, input, out) => s.begin(inputOf(input), listOf(out))), method([T.Object, T.Object, T.Object, T.Object, T.Object], (s, input, out) => s.begin(inputOf(input), out == null ? dataCollection() : listOf(out)))],
    EndInvoke: [method([T.Object], (s, r) => { const result = unwrap(r); return result instanceof AsyncResult ? s.finish(result) : netThrow('System.ArgumentNullException', "Value cannot be null. (Parameter 'asyncResult')", [['ParamName', 'asyncResult']]); })],
    Stop: [method([], (s) => s.stop(), T.Void)], Dispose: [method([], (s) => s.dispose(), T.Void)], ToString: [method([], () => `${MA}PowerShell`, T.String)],
  },
}), Shell);
const notA = (what: string, v: Value): never => netThrow('System.Management.Automation.PSInvalidCastException', `Cannot convert the value "${toText(v)}" to type "${RUNSPACES}${what}".`);

class Proxy extends NetObject { readonly runspace: Runspace; constructor(runspace: Runspace) { super(); this.runspace = runspace; } }
laterType<Proxy>(named<Proxy>(`${RUNSPACES}SessionStateProxy`), () => ({ methods: { SetVariable: [method([T.String, T.Object], (p, name, v) => p.runspace.setVariable(name, v), T.Void)], GetVariable: [method([T.String], (p, name) => p.runspace.getVariable(name))] } }), Proxy);
const runspaceType = named<Runspace>(`${RUNSPACES}Runspace`, ['runspace'], disposable), stateType = named<InitialState>(`${RUNSPACES}InitialSessionState`, ['initialsessionstate']);
laterType<Runspace>(runspaceType, () => ({
  statics: { DefaultRunspace: { type: runspaceType, get: () => defaultRunspace(), set: () => undefined } },
  props: {
    Id: [T.Int32, (r) => r.id], Name: [T.String, (r) => r.name, (r, v) => { r.name = toText(v); }], InstanceId: [T.Guid, (r) => r.instanceId], RunspaceStateInfo: [undefined, (r) => info(`${RUNSPACES}RunspaceStateInfo`, of(states.runspace, r.state))], RunspaceAvailability: [availability, (r) => of(availability, r.state === 'Opened' ? 'Available' : 'None')],
    SessionStateProxy: [undefined, (r) => new Proxy(r)], InitialSessionState: [stateType, (r) => r.initial], ThreadOptions: setting(threadOptions, 'Default'), ApartmentState: setting(apartment, 'Unknown'),
  },
  methods: { Open: [method([], (r) => r.open(), T.Void)], OpenAsync: [method([], (r) => r.open(), T.Void)], Close: [method([], (r) => r.close(), T.Void)], CloseAsync: [method([], (r) => r.close(), T.Void)], Dispose: [method([], (r) => r.close(), T.Void)], ResetRunspaceState: [method([], (r) => { r.close(); r.isPrepared = false; r.state = 'Opened'; }, T.Void)] },
}), Runspace);
/** The one of the script that runs: of the session, made when somebody asks for it. */
function defaultRunspace(): Runspace {
  const { caches } = current(), known = caches.get('runspace');
  if (known instanceof Runspace) return known;
  const made = new Runspace(new InitialState(), 1);
  made.open();
  caches.set('runspace', made);
  return made;
}
laterType<RunspacePool>(named<RunspacePool>(`${RUNSPACES}RunspacePool`, [], disposable), () => ({
  props: { InstanceId: [T.Guid, (p) => p.instanceId], IsDisposed: [T.Boolean, (p) => p.state === 'Closed'], InitialSessionState: [stateType, (p) => p.initial], RunspacePoolStateInfo: [undefined, (p) => info(`${RUNSPACES}RunspacePoolStateInfo`, of(states.pool, p.state))], RunspacePoolAvailability: [undefined, (p) => (p.state === 'Opened' ? 'Available' : 'None')], ThreadOptions: setting(threadOptions, 'Default'), ApartmentState: setting(apartment, 'Unknown') },
  methods: {
    Open: [method([], (p) => p.open(), T.Void)], Close: [method([], (p) => p.close(), T.Void)], Dispose: [method([], (p) => p.close(), T.Void)], GetMinRunspaces: [method([], (p) => p.least, T.Int32)], GetMaxRunspaces: [method([], (p) => p.group.throttle, T.Int32)],
    GetAvailableRunspaces: [method([], (p) => p.group.throttle - jobTable({ session: current() }).running(p.group), T.Int32)],
    SetMinRunspaces: [method([T.Int32], (p, n) => { if (n < 1 || n > p.group.throttle) return false; p.least = n; return true; }, T.Boolean)], SetMaxRunspaces: [method([T.Int32], (p, n) => { if (n < p.least) return false; p.group.throttle = n; return true; }, T.Boolean)],
  },
}), RunspacePool);
const newRunspace = (initial = new InitialState()): Runspace => {
  const { caches } = current(), id = Number(caches.get('runspaces') ?? 1) + 1;
  caches.set('runspaces', id);
  return new Runspace(initial, id);
};
const newPool = (least: number, most: number, initial: Value = null): RunspacePool => { const given = unwrap(initial); return new RunspacePool(given instanceof InitialState ? given : new InitialState(), least, most); };
laterType(named(`${RUNSPACES}RunspaceFactory`, ['runspacefactory']), () => ({
  statics: {
    CreateRunspace: [func([], () => newRunspace()), func([stateType], (s) => newRunspace(s)), func([T.Object], () => newRunspace()), func([T.Object, stateType], (_, s) => newRunspace(s))],
    CreateRunspacePool: [func([], () => newPool(1, 1)), func([stateType], (s) => newPool(1, 1, s)), func([T.Int32, T.Int32], (a, b) => newPool(a, b)), func([T.Int32, T.Int32, T.Object], (a, b, host) => newPool(a, b, host)), func([T.Int32, T.Int32, T.Object, T.Object], (a, b, s) => newPool(a, b, s))],
  },
}));

/** `$iss.Variables.Add(…)`: entries by what they are. */
class Entries extends NetObject {
  readonly take: (entry: Record) => void;
  readonly list: () => readonly Value[];
  constructor(take: (entry: Record) => void, list: () => readonly Value[]) { super(); this.take = take; this.list = list; }
}
laterType<Entries>(named<Entries>(`${RUNSPACES}InitialSessionStateEntryCollection`), () => ({ enumerate: (e) => e.list(), props: { Count: [T.Int32, (e) => e.list().length] }, methods: { Add: [method([T.Object], (e, v) => { for (const one of toItems(v)) if (one instanceof Record) e.take(one); }, T.Void)] } }), Entries);
const variableEntry = named<Record>(`${RUNSPACES}SessionStateVariableEntry`), functionEntry = named<Record>(`${RUNSPACES}SessionStateFunctionEntry`);
const variable = (name: string, value: Value, description: Value = ''): Record => new Record(variableEntry, [['Value', value], ['Description', description], ['Name', name]]), definition = (name: string, body: string): Record => new Record(functionEntry, [['Definition', body], ['Name', name]]);
laterType<Record>(variableEntry, () => ({ create: [func([T.String, T.Object, T.String], variable), func([T.String, T.Object, T.String, T.Object], variable)] }));
laterType<Record>(functionEntry, () => ({ create: [func([T.String, T.Object], (name, body) => definition(name, text(body))), func([T.String, T.Object, T.Object], (name, body) => definition(name, text(body)))] }));
laterType<InitialState>(stateType, () => ({
  create: [func([], () => new InitialState())],
  statics: { CreateDefault: [func([], () => new InitialState())], CreateDefault2: [func([], () => new InitialState())], Create: [func([], () => new InitialState())] },
  props: {
    Variables: [undefined, (s) => new Entries((e) => s.variables.set(toText(e.fields.get('Name')), e.fields.get('Value')), () => Array.from(s.variables, ([name, value]) => variable(name, value)))],
    Commands: [undefined, (s) => new Entries((e) => s.functions.set(toText(e.fields.get('Name')), toText(e.fields.get('Definition'))), () => Array.from(s.functions, ([name, body]) => definition(name, body)))],
    Modules: [undefined, (s) => s.modules], ThreadOptions: setting(threadOptions, 'Default'), ApartmentState: setting(apartment, 'Unknown'), LanguageMode: [T.String, () => 'FullLanguage', () => undefined], ExecutionPolicy: [undefined, () => null, () => undefined],
  },
  methods: { ImportPSModule: [method([rest(T.Object)], (s, names) => { if (names.length === 1 && names[0] == null) netThrow('System.ArgumentNullException', "Value cannot be null. (Parameter 'name')", [['ParamName', 'name']]); s.modules.push(...names.flatMap((each) => toItems(each))); }, T.Void)] },
}), InitialState);
