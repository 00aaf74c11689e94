/** The state of one engine: global scope, commands, modules, `$Error`, the countdown that every loop pays. */
import { builtInAccelerators } from '../types/registry.ts';
import type { SeededRandom } from '../values/seededRandom.ts';
import type { Cmdlet } from '../cmdlet.ts';
import type { Budgets, EngineHost, WorkflowJob } from '../host.ts';
import { CultureInfo } from '../values/culture.ts';
import type { Handled } from '../errors/throwValue.ts';
import { ErrorRecord } from '../values/errorRecord.ts';
import { EnumValue } from '../values/enumValue.ts';
import { fold } from '../values/folding.ts';
import { LaterMap } from '../values/laterMap.ts';
import { ArrayList } from '../values/lists.ts';
import type { ScriptMember } from '../values/psObject.ts';
import type { ScriptBlock } from '../values/scriptBlock.ts';
import { unset } from '../values/value.ts';
import type { Value } from '../values/value.ts';
import { checkBudgets } from './budget.ts';
import type { OpenCommand } from './commands/callCommand.ts';
import { cmdletTable } from './commands/cmdletTable.ts';
import type { CommandEntry } from './commands/commands.ts';
import { Frame } from './frame.ts';
import type { Porous } from './porous.ts';
import { Layout } from './layout.ts';
import type { LookupActions } from './commands/lookupActions.ts';
import type { CommandMocks } from './commands/mocks.ts';
import { noSource } from './source.ts';
import { plainStreams } from './pipeline/streams.ts';
import { OutputWriter } from './pipeline/writers.ts';
import type { Argument } from '../bind/argument.ts';
import type { ParameterTable } from '../bind/parameters.ts';
import type { CompiledBlock } from '../compile/compiledBlock.ts';
import type { Coverage } from '../debug/coverage.ts';
import type { Debugger } from '../debug/debugger.ts';
import type { NetType } from '../types/netType.ts';

/** A module's own scope and what it exports; the session's top is one too (`name` empty). */
export class ModuleState {
  readonly name: string;
  frame!: Frame;
  /** The innermost running scope of this module: what its blocks and functions see when something else calls them. */
  active: Frame | undefined = undefined;
  readonly exported: { functions: Map<string, CommandEntry>; aliases: Map<string, string>; variables: Set<string> } =
    { functions: new Map(), aliases: new Map(), variables: new Set() };
  path = '';
  version = '0.0';
  description = '';
  /** What names of its commands got between verb and noun when they were imported last. */
  prefix = '';
  /** Modules that its manifest names as parts of it. */
  nested: readonly ModuleState[] = [];
  /** A block that runs before the module is removed. */
  onRemove: Value = null;
  /** Classes and enums the module's text defines. */
  readonly types: Map<string, NetType<unknown>> = new Map();
  constructor(name: string) { this.name = name; }
}

/** So many back edges and calls lie between two tolls: fewest, and most. What lies between them is to take some ten milliseconds, whatever a step does. */
/** How a workflow is called, where that differs from a function: what it sees around its scope, and the parameters that every workflow has. */
export interface WorkflowCalls {
  /** What lies around the scope of a workflow that `caller` calls. */
  home(module: ModuleState, caller: Frame): Frame;
  /** Splits the arguments of the workflow `name`: its own are bound as a function's, the others wait for the frame of the call. */
  take(args: readonly Argument[], table: ParameterTable, name: string): { readonly own: readonly Argument[]; readonly tell: (frame: Frame) => void };
}
/** How PowerShell spells the variables that it keeps itself. */
export const AUTOMATIC_NAMES: ReadonlyMap<string, string> = new Map(['PWD', 'MyInvocation', 'PSBoundParameters', 'PSCmdlet', 'PSCommandPath', 'PSScriptRoot', 'LASTEXITCODE', 'Matches'].map((name) => [name.toLowerCase(), name]));
/** Turns of a loop between two looks for requests of a debugger. */
const BETWEEN_LOOKS = 32;
const FEWEST = 8, MOST = 4096, SOON_MS = 5, LATE_MS = 20;
const DEFAULT_BUDGETS: Budgets = { callDepth: 1000, stringLength: 256 * 1024 * 1024, arrayLength: 50_000_000, heapBytes: 0 };

export class Session {
  readonly host: EngineHost;
  readonly budgets: Budgets;
  readonly top: ModuleState;
  readonly global: Frame;
  private readonly product: Iterable<Cmdlet>;
  readonly modules: Map<string, ModuleState> = new Map();
  /** Scripts that were called, by path, with the text they had. */
  readonly scriptFiles: Map<string, { readonly text: string; readonly block: CompiledBlock; readonly late: boolean }> = new Map();
  /** Cmdlets of modules that a PowerShell beside the engine has loaded, by folded name. */
  readonly imported: Map<string, Cmdlet> = new Map();
  /** Changes whenever a command name may mean something else; call sites keep what they found until then. */
  commandVersion = 0;
  /** `$Error`, newest first. */
  readonly errors: ArrayList = new ArrayList();
  /** `$?` and `$LASTEXITCODE`. */
  success = true;
  lastExitCode: Value = null;
  /** How many `try` blocks (or traps) would take an error: above 0 errors travel instead of being reported. */
  guarded = 0;
  /** Those of them that let some errors by, while somebody debugs (porous.ts). */
  readonly porous: Porous[] = [];
  /** What the innermost running catch block has caught, and where that block stands (ExecutionContext.CurrentExceptionBeingHandled). */
  handling: Handled | undefined = undefined;
  /** The script is a workflow that runs as a job of its own (-AsJob): an error that it does not take ends the job, and it can be suspended. */
  workflowJob: WorkflowJob | undefined = undefined;
  exitCode = 0;
  /** A debugger shows values: what they have of scripts (properties, ToString, enumerators) is not run. */
  looking = false;
  /** What the thread formats texts for people with, and the language of messages. */
  readonly cultures = { current: CultureInfo.invariant, ui: CultureInfo.invariant };
  /** Members that scripts added to types (Update-TypeData), by type name and folded member name. */
  readonly typeData: Map<string, Map<string, ScriptMember>> = new Map();
  /** Nested calls. */
  depth = 0;
  private countdown = FEWEST;
  private ticks = 0;
  private untilLook = 0;
  private interval = FEWEST;
  private lastToll = 0;
  private held = 0;
  /** Current folder of the file system, and the drive-qualified location. */
  location = '';
  /**
   * The process's own folder, by which .NET resolves paths: Set-Location leaves it where it is, and `[Environment]::CurrentDirectory`
   * leaves the location. Of the session, for the real one belongs to many; runspaces of one process have it in common.
   */
  workingDirectory: { path: string } = { path: '' };
  /** The innermost frame that is running; cmdlets see variables from here. */
  current: Frame;
  readonly caches: Map<string, unknown> = new Map();
  /** What a debugger calls the code of its outermost scope. */
  title = '<Runbook>';
  /** Where the numbers of Get-Random come from, once a script has set a seed. */
  seeded: SeededRandom | undefined = undefined;
  /** In a session made for one script of a workflow: what `$using:` names, by folded name. */
  usingValues: ReadonlyMap<string, Value> | undefined = undefined;
  /** Only where somebody debugs the run. */
  debug: Debugger | undefined = undefined;
  /** Who may come to debug the run while it runs, where somebody may: `debug` is this one from then on. */
  dormant: Debugger | undefined = undefined;
  /** A debugger came to code that was compiled without places to stop: such code hands over to code that has them. */
  late = false;
  /** Only where somebody tests the run. */
  coverage: Coverage | undefined = undefined;
  mocks: CommandMocks | undefined = undefined;
  /** Scripts of the session that are asked where commands are looked up. */
  lookups: LookupActions | undefined = undefined;
  /** Looked at with the budgets; throws where an activity has run longer than it may. */
  checkTime: (() => void) | undefined = undefined;
  private readonly spellings = new Map<string, string>();
  /** Set by the engine: what runs blocks and reads texts (avoids an import circle). */
  parseBlock!: (text: string, file?: string) => ScriptBlock;
  /** A script method or property: `$this` and arguments, one value. */
  callMember!: (block: ScriptBlock, self: Value, args: readonly Value[]) => Value;
  /** `& block` with `$_`, arguments and input; what it wrote. */
  runBlock!: (block: ScriptBlock, call: { readonly item?: Value; readonly self?: Value; readonly args?: readonly Value[]; readonly input?: readonly Value[] }) => Value[];
  /** A block for each item, in place: its begin once, its process (or its only part) for each, its end once; what it wrote. */
  runInPlace!: (block: ScriptBlock, items: readonly Value[], args: readonly Value[]) => Value[];
  /** A block as a question about `$_`; in place. `goesOn`: an error of it is told, and it has no value. */
  evaluateBlock!: (block: ScriptBlock, item: Value, goesOn?: boolean) => Value;
  /** What `> file` stores: the objects as formatted text, all at once, or as they come; undefined where somebody's own Out-File wants them all. */
  writeFile!: (path: string, items: readonly Value[], append: boolean) => void;
  openFile!: (path: string, append: boolean) => OpenCommand | undefined;
  /** A path that begins with a drive of the session as one of the file system; other paths as they are. */
  pathOfDrive: (path: string) => string = (path) => path;
  /** A script file or program by name or path. */
  findExternal!: (name: string) => CommandEntry | undefined;
  /** Loads the module that has a command, where one has it and was not tried before; true: look again (autoload.ts). */
  autoLoad: ((name: string) => boolean) | undefined = undefined;
  /** Commands and modules of a PowerShell beside the engine, where there is one (host/remoteCommands.ts). */
  findRemote: ((name: string) => CommandEntry | undefined) | undefined = undefined;
  /** The modules of a name or pattern that a PowerShell beside the engine could import. */
  modulesElsewhere: ((name: string) => readonly ModuleState[]) | undefined = undefined;
  importRemote: ((name: string, bounds: readonly { readonly name: string; readonly value: string }[]) => ModuleState | undefined) | undefined = undefined;
  /** `$PWD`. */
  locationValue!: () => Value;
  /** Where it stands, the drive too; what it gives goes back there. */
  holdPlace!: () => () => void;
  /** To a place of the file system that was held before there were drives. */
  goBack!: (location: string) => void;
  /** Another session with the same commands and tiers, and nothing else of this one; set by the engine. */
  another!: (host: EngineHost) => Session;
  /** What a call of a workflow means; set by the workflow tier. */
  workflowCalls!: WorkflowCalls;
  /** Runs the body of a workflow that a script or an expression has called; set by the workflow tier. */
  runWorkflow!: (f: Frame, block: CompiledBlock) => void;
  /** The workflow of that name goes on from a state that was kept of it. */
  resumeWorkflow!: (name: string, state: string) => void;
  /** The lines of a text file. */
  readLines!: (path: string) => readonly string[];

  constructor(host: EngineHost, cmdlets: Iterable<Cmdlet>) {
    this.host = host;
    this.budgets = { ...DEFAULT_BUDGETS, ...host.budgets };
    this.top = new ModuleState('');
    this.global = new Frame(this, new Layout(), null, this.top, new OutputWriter(host.records), plainStreams, noSource);
    this.global.isScript = true;
    this.global.functions = new Map();
    this.top.frame = this.global;
    this.current = this.global;
    this.product = cmdlets;
    this.global.aliases = new LaterMap(() => cmdletTable(cmdlets).aliases);
  }

  /** The product's cmdlets by folded name; not asked for before a script names a command, since they take their time to be read. */
  get cmdlets(): ReadonlyMap<string, Cmdlet> { return cmdletTable(this.product).byName; }

  /** What a script with a session of its own must have too: such scripts run on this thread then. */
  get isWatched(): boolean { return this.debug !== undefined || this.coverage !== undefined || this.mocks !== undefined; }
  /**
   * Paid at back edges and calls: now and then looks at the stop flag and the budgets. True where code without places to stop
   * has to hand over: that costs nothing at the edges of loops, since it is asked only when the countdown is over.
   */
  pay(): boolean { return --this.countdown < 0 && this.toll(); }
  private toll(): boolean {
    if (this.late && --this.ticks >= 0) {
      this.countdown = 0;
      return true;
    }
    const now = performance.now(), took = now - this.lastToll;
    this.lastToll = now;
    if (took < SOON_MS) this.interval = Math.min(MOST, this.interval * 2);
    else if (took > LATE_MS) this.interval = Math.max(FEWEST, this.interval >> 2);
    this.countdown = this.late ? 0 : this.interval;
    this.ticks = this.interval;
    checkBudgets(this);
    return this.late;
  }
  /** No stop is seen while `work` runs. */
  withoutStop<R>(work: () => R): R {
    if (this.held++ === 0) this.host.stop.hold?.(true);
    try { return work(); } finally { if (--this.held === 0) this.host.stop.hold?.(false); }
  }
  /** The same at the edges of loops with places to stop, which look for news of the debugger more often than at the budgets. */
  tick(): void { if (--this.untilLook < 0) this.look(); }
  private look(): void {
    const turns = Math.min(BETWEEN_LOOKS, this.interval);
    this.untilLook = turns;
    this.debug?.poll();
    if (this.late) this.ticks -= turns; else this.countdown -= turns;
    if (this.late ? this.ticks < 0 : this.countdown < 0) this.toll();
  }
  /** A debugger came, or has gone. */
  meet(debug: Debugger | undefined): void {
    this.debug = debug;
    this.late = debug !== undefined;
    this.countdown = 0;
  }

  /** A variable as the running code sees it; undefined where there is none. */
  variable(name: string): Value {
    const v = this.current.find(fold(name));
    return v === unset ? undefined : v;
  }
  setVariable(name: string, value: Value): void { this.spell(name); this.current.assign(name, value); }
  setGlobal(name: string, value: Value): void { this.spell(name); this.global.assign(name, value); }
  /** A class or enum of the script, by folded name. */
  scriptType(folded: string): NetType<unknown> | undefined {
    const own = this.current.module.types.get(folded) ?? this.top.types.get(folded);
    return own !== undefined || this.accelerators.size === 0 || builtInAccelerators().has(folded) ? own : this.accelerators.get(folded);
  }
  /** Short names of types that scripts have added, folded; the engine's own come before them (TypeResolver). */
  readonly accelerators: Map<string, NetType<unknown>> = new Map();
  /** The names of classes and enumerations that the script can name where it is. */
  scriptTypeNames(): string[] { return [...this.current.module.types.values(), ...this.top.types.values()].map(({ name }) => name); }
  /** Remembers how a variable's name was written first. */
  spell(name: string): void { const f = fold(name); if (!this.spellings.has(f)) this.spellings.set(f, name); }
  displayName(folded: string): string { return this.spellings.get(folded) ?? AUTOMATIC_NAMES.get(folded) ?? folded; }

  /** A preference variable as text, `Continue` where it is not set. */
  preference(frame: Frame, name: string): string {
    const v = frame.find(fold(name));
    return v === unset || v == null ? 'Continue' : typeof v === 'string' ? v : v instanceof EnumValue ? v.toString() : 'Continue';
  }
  /** Puts an error at the front of `$Error`, which `$MaximumErrorCount` limits. */
  logError(record: Value): void {
    const [last] = this.errors.items;
    if (last === record || (last instanceof ErrorRecord && record instanceof ErrorRecord && last.exception === record.exception)) return;
    this.errors.items.unshift(record);
    if (this.errors.items.length > 256) this.errors.items.length = 256;
  }
  /** One of the list goes on as another command's: the list keeps what it was. */
  relog(record: ErrorRecord, was: ErrorRecord): void {
    const { items } = this.errors, at = items.indexOf(record);
    if (at >= 0) items[at] = was;
  }
}
