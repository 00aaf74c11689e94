/** What stands in for commands: behaviours by command, the newest that fits is taken; every call is remembered. */
import { raise } from '../runtime/errors/raise.ts';
import type { CommandEntry } from '../runtime/run/commands/commands.ts';
import type { CommandRuntime } from '../runtime/run/pipeline/commandRuntime.ts';
import { findCommand, findFunction } from '../runtime/run/commands/lookup.ts';
import type { CommandMocks } from '../runtime/run/commands/mocks.ts';
import type { ModuleState, Session } from '../runtime/run/session.ts';
import { fold } from '../runtime/values/folding.ts';
import type { Value } from '../runtime/values/value.ts';
import { mockKey } from './mockKey.ts';
import { standIn } from './standIn.ts';

/** One call of a command that is stood in for. */
export interface MockCall {
  /** By parameter name as the command declares it, else as it was written. */
  readonly named: ReadonlyMap<string, Value>;
  readonly unbound: readonly Value[];
  /** The same values by the other names of their parameters. */
  readonly aliased: ReadonlyMap<string, Value>;
  /** What the parameters are that the call does not give. */
  readonly absent: ReadonlyMap<string, Value>;
  /** The object from the pipeline. */
  readonly item: Value;
}
export interface Behaviour {
  /** As it was written. */
  readonly command: string;
  /** Absent: any call. */
  readonly accepts?: (call: MockCall) => boolean;
  act(call: MockCall, ctx: CommandRuntime): void;
  /** What it is for: gone with it. */
  readonly owner: object;
  /** Must be called. */
  readonly isVerifiable?: boolean;
  /** Where the command is, if not where the mock is made: its private functions are known there. */
  readonly module?: ModuleState | undefined;
  /** Parameters that take anything while it is there. */
  readonly loosened?: Loosened | undefined;
}
/** Names of parameters whose types, and whose checks, do not count. */
export interface Loosened { readonly types: readonly string[]; readonly validations: readonly string[] }
export interface RememberedCall extends MockCall { readonly key: string; readonly behaviour: Behaviour; /** What was running, the outermost first. */ readonly during: readonly object[] }

export class Mocks implements CommandMocks {
  version = 0;
  readonly calls: RememberedCall[] = [];
  /** What is running now, the outermost first. */
  during: readonly object[] = [];
  private readonly session: Session;
  private readonly behaviours = new Map<string, Behaviour[]>();
  private readonly entries = new Map<string, { readonly entry: CommandEntry; readonly isKnown: boolean }>();
  /** Whether a command that the engine does not have may be stood in for. */
  private readonly isExpected: (name: string) => boolean;
  /** Those with a condition come before those without, as in Pester; else the last one that fits is taken. */
  private readonly conditionsFirst: boolean;

  constructor(session: Session, options: { readonly isExpected: (name: string) => boolean; readonly conditionsFirst: boolean }) {
    this.session = session;
    this.isExpected = options.isExpected;
    this.conditionsFirst = options.conditionsFirst;
  }
  find(name: string, own?: CommandEntry): CommandEntry | undefined {
    if (this.entries.size === 0) return undefined;
    const key = mockKey(name), known = this.entries.get(key);
    if (known === undefined || known.isKnown) return known?.entry;
    // A function of the runbook, which is there only since it runs.
    const original = own ?? this.meaning(name).original;
    return original === undefined ? known.entry : this.enter(key, name, original);
  }
  /** Raises CommandNotFoundException for a command that neither the engine nor any script knows. */
  add(behaviour: Behaviour): void {
    const { original, key } = this.meaning(behaviour.command, behaviour.module);
    if (!this.entries.has(key)) {
      if (original === undefined && !this.isExpected(behaviour.command)) raise({
        id: 'CommandNotFoundException', category: 'ObjectNotFound', exception: 'System.Management.Automation.CommandNotFoundException', target: behaviour.command,
        message: `There is nothing to mock: '${behaviour.command}' is no command of this engine, and no script beside the test calls it. Correct the name.`,
      });
      this.enter(key, behaviour.command, original);
    }
    const list = this.behaviours.get(key);
    if (list === undefined) this.behaviours.set(key, [behaviour]); else list.push(behaviour);
    this.changed();
  }
  /** The key a name leads to, through aliases. */
  keyOf(name: string): string { return this.meaning(name).key; }
  isMocked(name: string): boolean { return this.entries.has(this.keyOf(name)); }
  /** What an owner has brought goes with it. */
  drop(owner: object): void {
    let dropped = false;
    for (const [key, list] of this.behaviours) {
      const kept = list.filter((b) => b.owner !== owner);
      if (kept.length === list.length) continue;
      dropped = true;
      if (kept.length > 0) this.behaviours.set(key, kept); else { this.behaviours.delete(key); this.entries.delete(key); }
    }
    if (dropped) this.changed();
  }
  /** Those that must have been called, and were, or were not. */
  verifiable(called: boolean): Behaviour[] { return [...this.behaviours.values()].flat().filter((b) => b.isVerifiable === true && this.calls.some((c) => c.behaviour === b) === called); }

  private meaning(name: string, module?: ModuleState): { readonly key: string; readonly original: CommandEntry | undefined } {
    const { session } = this, { mocks } = session, at = module === undefined ? session.current : module.active ?? module.frame;
    session.mocks = undefined;
    try {
      const original = findCommand(at, name), isAlias = original?.kind === 'Function' && findFunction(at, fold(name)) === undefined && !name.includes('\\');
      return { original, key: mockKey(original?.kind === 'Cmdlet' || isAlias ? original.name : name) };
    } finally { session.mocks = mocks; }
  }
  private loosened(key: string): Loosened {
    const all = (this.behaviours.get(key) ?? []).flatMap(({ loosened }) => loosened ?? []);
    return { types: all.flatMap(({ types }) => types), validations: all.flatMap(({ validations }) => validations) };
  }
  private enter(key: string, name: string, original: CommandEntry | undefined): CommandEntry {
    const entry = standIn(name, original, this.session, { take: (call, ctx) => this.take(key, call, ctx), loosened: () => this.loosened(key) });
    this.entries.set(key, { entry, isKnown: original !== undefined });
    return entry;
  }
  private changed(): void {
    this.version += 1;
    this.session.commandVersion += 1;
  }
  /** Gives false where no behaviour is for the call. */
  private take(key: string, call: MockCall, ctx: CommandRuntime): boolean {
    const list = this.behaviours.get(key) ?? [];
    const chosen = this.conditionsFirst ? list.findLast((b) => b.accepts?.(call) === true) ?? list.findLast((b) => b.accepts === undefined) : list.findLast((b) => b.accepts === undefined || b.accepts(call));
    if (chosen === undefined) return false;
    this.calls.push({ ...call, key, behaviour: chosen, during: this.during });
    chosen.act(call, ctx);
    return true;
  }
}
