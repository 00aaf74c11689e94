/** Runspaces and pools of them: sessions of their own for `[powershell]` objects. */
import type { StreamRecord } from '../../runtime/host.ts';
import { current, within } from '../../runtime/run/current.ts';
import type { Session } from '../../runtime/run/session.ts';
import { netThrow } from '../../runtime/errors/raise.ts';
import { fold } from '../../runtime/values/folding.ts';
import { Guid } from '../../runtime/values/guid.ts';
import { NetObject, unset } from '../../runtime/values/value.ts';
import type { Value } from '../../runtime/values/value.ts';
import type { ShellStep } from '../../workflow/script/shellSteps.ts';
import type { JobGroup } from '../../workflow/jobs/job.ts';

export const RUNSPACES = 'System.Management.Automation.Runspaces.';
/** A new random id. */
export function newGuid(): Guid {
  const hex = Buffer.from(current().host.random.bytes(16)).toString('hex');
  return Guid.parse(hex.replace(/^(.{12})./, '$14').replace(/^(.{16})./, '$1a')) ?? Guid.empty;
}
const step = (text: string, isScript: boolean, args: ShellStep['args'] = []): ShellStep => ({ text, isScript, isLocal: false, isFirst: true, args });

/** InitialSessionState: what a runspace has from its beginning. */
export class InitialState extends NetObject {
  readonly variables: Map<string, Value> = new Map();
  readonly functions: Map<string, string> = new Map();
  readonly modules: Value[] = [];
  /** What makes it so in a session. */
  steps(): ShellStep[] {
    return [...Array.from(this.functions, ([name, text]) => step(functionText(name, text), true)), ...this.modules.map((name) => step('Import-Module', false, [{ name: 'Name', folded: 'name', value: name, hasValue: true }]))];
  }
}
const functionText = (name: string, text: string): string => `function ${name} {${text}\n}`;

type RunspaceState = 'BeforeOpen' | 'Opened' | 'Closed';
export class Runspace extends NetObject {
  readonly initial: InitialState;
  readonly id: number;
  readonly instanceId: Guid;
  name: string;
  state: RunspaceState = 'BeforeOpen';
  /** Of the one at a time that may run in it. */
  readonly group: JobGroup = { throttle: 1, hidden: true };
  /** Set through the proxy before there is a session. */
  readonly given: Map<string, Value> = new Map();
  /** Its functions and modules are there, in the session on this thread. */
  isPrepared = false;
  private session: Session | undefined = undefined;
  private take: (r: StreamRecord) => void = () => undefined;
  /** What the session had at its beginning, to tell what scripts added. */
  private before: ReadonlySet<string> = new Set();
  constructor(initial: InitialState, id: number) {
    super();
    this.initial = initial;
    this.id = id;
    this.name = `Runspace${id}`;
    this.instanceId = newGuid();
  }
  open(): void {
    if (this.state !== 'BeforeOpen') netThrow(`${RUNSPACES}InvalidRunspaceStateException`, `Cannot open the runspace because the runspace is not in the BeforeOpen state. Current state of the runspace is '${this.state}'.`);
    this.state = 'Opened';
  }
  close(): void {
    this.state = 'Closed';
    this.session = undefined;
  }
  /** Its session, made when something first runs in it on this thread; the records of what runs go to `take`. */
  use<R>(take: (r: StreamRecord) => void, work: (session: Session) => R): R {
    const before = this.take;
    this.take = take;
    try { return within(this.session ??= this.made(), work); } finally { this.take = before; }
  }
  setVariable(name: string, value: Value): void {
    this.given.set(name, value);
    if (this.session !== undefined) within(this.session, (session) => session.setGlobal(name, value));
  }
  getVariable(name: string): Value { return this.session === undefined ? [...this.initial.variables, ...this.given].findLast(([key]) => fold(key) === fold(name))?.[1] ?? null : within(this.session, (session) => session.variable(name)) ?? null; }
  /** What another session needs to go on from here: variables by name, and what defines its functions. */
  contents(): { readonly variables: ReadonlyMap<string, Value>; readonly steps: readonly ShellStep[] } {
    const variables = new Map([...this.initial.variables, ...this.given]), steps = this.initial.steps(), { session } = this;
    if (session !== undefined) {
      const { global } = session;
      for (const [name, value] of ownVariables(session)) if (!this.before.has(name)) variables.set(session.displayName(name), value);
      for (const [name, entry] of global.functions ?? []) if (entry.kind === 'Function' && !this.before.has(`function:${name}`)) steps.push(step(functionText(entry.name, entry.block.text.replace(/^\{|\}$/g, '')), true));
    }
    return { variables, steps };
  }
  private made(): Session {
    const parent = current(), { overlap: _, checkpoints: __, debug: ___, attach: ____, ...host } = parent.host;
    const session = parent.another({ ...host, records: { write: (r) => this.take(r) } });
    session.coverage = parent.coverage;
    session.mocks = parent.mocks;
    // A runspace begins where its process is (LocalRunspace.InitializeDefaults), and has that in common with the others.
    session.workingDirectory = parent.workingDirectory;
    if (parent.workingDirectory.path !== '') session.location = parent.workingDirectory.path;
    this.before = new Set([...ownVariables(session).keys(), ...Array.from(session.global.functions?.keys() ?? [], (name) => `function:${name}`)]);
    for (const [name, value] of [...this.initial.variables, ...this.given]) session.setGlobal(name, value);
    return session;
  }
}
/** The variables of a session's global scope that are set, by folded name. */
function ownVariables({ global }: Session): Map<string, Value> {
  const all = new Map<string, Value>();
  global.giveAll();
  for (const [name, { value }] of global.extra ?? []) all.set(name, value);
  global.layout.names.forEach((name, i) => { const v = global.slots[i]; if (v !== unset && v !== undefined && !['_', 'input', 'args', 'this'].includes(name)) all.set(name, v); });
  return all;
}
/** Runspaces for several `[powershell]` objects: so many of them run at once. */
export class RunspacePool extends NetObject {
  readonly initial: InitialState;
  readonly instanceId: Guid;
  state: RunspaceState = 'BeforeOpen';
  least: number;
  readonly group: JobGroup;
  private own: Runspace | undefined = undefined;
  constructor(initial: InitialState, least: number, most: number) {
    super();
    for (const [n, what] of [[most, 'maxRunspaces'], [least, 'minRunspaces']] as const) if (n < 1) netThrow('System.ArgumentException', `The ${what.slice(0, 3) === 'max' ? 'maximum' : 'minimum'} pool size cannot be less than 1. (Parameter '${what}')`, [['ParamName', what]]);
    if (least > most) netThrow('System.ArgumentOutOfRangeException', "The minimum pool size cannot be greater than the maximum pool size. (Parameter 'minRunspaces')", [['ParamName', 'minRunspaces']]);
    this.initial = initial;
    this.least = least;
    this.group = { throttle: most, hidden: true };
    this.instanceId = newGuid();
  }
  open(): void {
    if (this.state !== 'BeforeOpen') netThrow(`${RUNSPACES}InvalidRunspacePoolStateException`, `Cannot open the runspace pool because it is not in the 'BeforeOpen' state. The current state is '${this.state}'.`);
    this.state = 'Opened';
  }
  close(): void {
    this.state = 'Closed';
    this.own = undefined;
  }
  /** The one that runs what is run on this thread. */
  get runspace(): Runspace {
    if (this.own === undefined) { this.own = new Runspace(this.initial, 0); this.own.open(); }
    return this.own;
  }
}
