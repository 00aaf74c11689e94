/** Commands and modules that PowerShell has and the engine lacks: asked for by name, remembered for the run. */
import type { Cmdlet } from '../runtime/cmdlet.ts';
import type { PowerShellPort } from '../runtime/host.ts';
import { ModuleState } from '../runtime/run/session.ts';
import type { Session } from '../runtime/run/session.ts';
import { fold } from '../runtime/values/folding.ts';
import { raise, raiseRecord } from '../runtime/errors/raise.ts';
import { Conversation } from './conversation.ts';
import { errorFrom } from './errors.ts';
import { guarded } from './failure.ts';
import type { CommandFacts, ModuleFacts } from './protocol.ts';
import { remoteCmdlet } from './remoteCommand.ts';

/** `Verb-Noun`, or with its module before it: worth starting a PowerShell for. */
let commandName: RegExp | undefined, plainName: RegExp | undefined;
const isCommandName = (name: string): boolean => (commandName ??= /^(?:[\w.]+\\)?[\p{L}_][\p{L}\p{N}_]*-[\p{L}\p{N}_.-]+$/u).test(name);
/** A name that a function or an alias may have: asked where a PowerShell is running anyway. */
const isPlainName = (name: string): boolean => (plainName ??= /^(?:[\w.]+\\)?[\p{L}\p{N}_]+$/u).test(name);

/** A command that a module is known to export: what it takes is asked for when somebody wants to know. */
function exportedCommand(name: string, module: string, find: () => Cmdlet | undefined): Cmdlet {
  let known: Cmdlet | undefined;
  const found = (): Cmdlet => (known ??= find()) ?? raise({ id: 'CommandNotFoundException', category: 'ObjectNotFound', exception: 'System.Management.Automation.CommandNotFoundException', target: name, message: `The module '${module}' in PowerShell exports '${name}', and PowerShell does not find it any more.` });
  return {
    kind: 'Cmdlet', name, module, className: name, raw: true,
    get params() { return found().params; },
    get defaultSet() { return found().defaultSet ?? '__AllParameterSets'; },
    get supportsShouldProcess() { return found().supportsShouldProcess === true; },
    get synopsis() { return found().synopsis ?? ''; },
    help: () => found().help?.(),
    run: (p, ctx) => found().run(p, ctx),
  };
}

class RemoteCommands {
  readonly conversation: Conversation;
  private readonly found = new Map<string, Cmdlet | undefined>();
  /** Modules of commands that were found, each asked for once: one that is removed comes back with nothing but Import-Module. */
  private readonly noted = new Set<string>();
  constructor(port: PowerShellPort) { this.conversation = new Conversation(port); }
  /** Whether the PowerShell runs already, so that asking costs little. */
  get isThere(): boolean { return this.conversation.isStarted; }
  find(name: string): Cmdlet | undefined {
    const folded = fold(name);
    if (this.found.has(folded)) return this.found.get(folded);
    if (this.conversation.start() === undefined) return undefined;
    const { found } = this.conversation.answer({ type: 'find', name });
    const made = found == null || !('parameters' in found) ? undefined : remoteCmdlet(found satisfies CommandFacts, this.conversation);
    this.found.set(folded, made);
    return made;
  }
  /** The modules of a name or pattern that could be imported over there; none where there is no PowerShell. */
  available(name: string): readonly ModuleState[] {
    if (this.conversation.start() === undefined) return [];
    return (this.conversation.answer({ type: 'modules', name }).modules ?? []).map(({ name: own, version, path, description, commands }) => {
      const state = this.stateOf(own, version, commands);
      state.path = path;
      state.description = description;
      return state;
    });
  }
  /** The module of a command that was found: PowerShell has imported it for that. */
  note(command: Cmdlet, session: Session): void {
    const { module } = command;
    if (module === '' || /^Microsoft\.PowerShell\./i.test(module) || session.modules.has(fold(module)) || this.noted.has(fold(module))) return;
    this.noted.add(fold(module));
    const { found } = this.conversation.answer({ type: 'import', name: module, bounds: [] });
    if (found != null && 'commands' in found) session.modules.set(fold(found.name), this.stateOf(found.name, found.version, found.commands));
  }
  private stateOf(name: string, version: string, commands: readonly string[]): ModuleState {
    const state = new ModuleState(name);
    state.version = version;
    for (const each of commands) state.exported.functions.set(fold(each), exportedCommand(each, name, () => guarded(() => this.find(each))));
    return state;
  }
  /** A module by name; undefined where there is no PowerShell. Raises what PowerShell says. */
  load(name: string, bounds: readonly { readonly name: string; readonly value: string }[], session: Session): ModuleState | undefined {
    if (this.conversation.start() === undefined) return undefined;
    const { found, error } = this.conversation.answer({ type: 'import', name, bounds });
    // Neither here nor there: the error of Import-Module itself.
    if (error?.id?.startsWith('Modules_ModuleNotFound') === true) return undefined;
    if (error !== undefined) return raiseRecord(errorFrom(error));
    if (found == null || !('commands' in found)) return undefined;
    // What the engine has itself it keeps: its objects are the script's own.
    const { name: own, version, commands } = found satisfies ModuleFacts, state = this.stateOf(own, version, commands.filter((each) => !session.cmdlets.has(fold(each))));
    // What was not there before may be now.
    for (const [folded, command] of this.found) if (command === undefined) this.found.delete(folded);
    return state;
  }
}
/** One conversation for each process, whichever of the run's sessions asks. */
const all = new WeakMap<PowerShellPort, RemoteCommands>();
function commandsOf(port: PowerShellPort): RemoteCommands {
  let made = all.get(port);
  if (made === undefined) all.set(port, (made = new RemoteCommands(port)));
  return made;
}

/** The conversation of a session that has a PowerShell. */
export const conversationOf = (port: PowerShellPort): Conversation => commandsOf(port).conversation;

/** Lets the session find what PowerShell has. */
export function connectPowerShell(session: Session): void {
  const port = session.host.powershell;
  if (port === undefined) return;
  session.findRemote = (name) => (isCommandName(name) || (isPlainName(name) && commandsOf(port).isThere) ? guarded(() => { const all = commandsOf(port), found = all.find(name); if (found !== undefined) all.note(found, session); return found; }) : undefined);
  session.modulesElsewhere = (name) => guarded(() => commandsOf(port).available(name));
  session.importRemote = (name, bounds) => guarded(() => commandsOf(port).load(name, bounds, session));
}
