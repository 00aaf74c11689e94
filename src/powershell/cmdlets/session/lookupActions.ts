/** The actions of `$ExecutionContext.InvokeCommand` that have a say where a command is looked up, and what they are told (CommandLookupEventArgs). */
import { convertTo } from '../../runtime/convert/convert.ts';
import { PowerShellError } from '../../runtime/values/errorRecord.ts';
import type { CommandEntry } from '../../runtime/run/commands/commands.ts';
import { CommandInfo } from '../../runtime/run/commands/commandInfo.ts';
import type { LookupActions, LookupStage } from '../../runtime/run/commands/lookupActions.ts';
import { current } from '../../runtime/run/current.ts';
import { callDelegate } from '../../runtime/types/system/delegates.ts';
import { genericType } from '../../runtime/types/generic.ts';
import { laterType, method } from '../../runtime/types/netType.ts';
import type { AnyType } from '../../runtime/types/netType.ts';
import { T, named } from '../../runtime/types/t.ts';
import type { Delegate } from '../../runtime/values/delegate.ts';
import type { ScriptBlock } from '../../runtime/values/scriptBlock.ts';
import { NetObject } from '../../runtime/values/value.ts';
import type { Value } from '../../runtime/values/value.ts';

class LookupArgs extends NetObject {
  readonly name: string;
  stop = false;
  block: ScriptBlock | null = null;
  entry: CommandEntry | undefined;
  constructor(name: string, entry: CommandEntry | undefined) { super(); this.name = name; this.entry = entry; }
  /** A block stands for the command from now on. */
  take(block: ScriptBlock | null): void {
    this.block = block;
    this.entry = block === null ? undefined : { kind: 'Function', name: `${this.name}LookupHandlerReplacement`, block: block.code, module: block.module ?? current().current.module };
  }
}
const args = named<LookupArgs>('System.Management.Automation.CommandLookupEventArgs');
laterType<LookupArgs>(args, () => ({
  props: {
    CommandName: [T.String, (a) => a.name], CommandOrigin: [undefined, () => 'Internal'], StopSearch: [T.Boolean, (a) => a.stop, (a, v) => { a.stop = v === true; }],
    CommandScriptBlock: [undefined, (a) => a.block, (a, v) => a.take(v == null ? null : convertTo(v, T.ScriptBlock) as unknown as ScriptBlock)],
    Command: [undefined, (a) => (a.entry === undefined ? null : new CommandInfo(a.entry)), (a, v) => { a.entry = v instanceof CommandInfo ? v.entry : undefined; }],
  },
  methods: { ToString: [method([], () => args.name, T.String)] },
}), LookupArgs);

class Actions implements LookupActions {
  readonly set = new Map<LookupStage, Delegate>();
  private readonly asked = new Set<string>();
  get always(): boolean { return this.set.has('PreCommandLookupAction') || this.set.has('PostCommandLookupAction'); }
  ask(stage: LookupStage, name: string, found: CommandEntry | undefined): CommandEntry | undefined {
    const action = this.set.get(stage), key = `${stage} ${name}`;
    if (action === undefined || this.asked.has(key)) return found;
    const told = new LookupArgs(name, found), session = current();
    this.asked.add(key);
    // What goes wrong in an action is nobody's news.
    session.guarded += 1;
    try { callDelegate(action, [name, told]); } catch (e) { if (!(e instanceof PowerShellError)) throw e; } finally { session.guarded -= 1; this.asked.delete(key); }
    return told.entry;
  }
}
/** A stage's action as a property gives and takes it. */
export const lookupAction = (stage: LookupStage): [undefined, () => Value, (self: unknown, v: Value) => void] => [undefined, () => actions(false)?.set.get(stage) ?? null, (_, v) => {
  const made = v == null ? undefined : convertTo(v, genericType('System.EventHandler', [args]) as AnyType) as Delegate, all = actions(made !== undefined);
  if (made === undefined) all?.set.delete(stage); else all?.set.set(stage, made);
  const session = current();
  if (all?.set.size === 0) session.lookups = undefined;
  session.commandVersion += 1;
}];
function actions(makes: boolean): Actions | undefined {
  const session = current(), { lookups } = session;
  if (lookups instanceof Actions) return lookups;
  const made = makes ? new Actions() : undefined;
  if (made !== undefined) session.lookups = made;
  return made;
}
