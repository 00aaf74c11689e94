/** What stands in for commands: behaviours by command, the newest that fits is taken; every call is remembered. */
import { raise } from '../runtime/errors/raise.ts';
import type { CommandEntry } from '../runtime/run/commands/commands.ts';
import type { CommandRuntime } from '../runtime/run/pipeline/commandRuntime.ts';
import { findCommand, findFunction } from '../runtime/run/commands/lookup.ts';
import type { CommandMocks } from '../runtime/run/commands/mocks.ts';
import type { Frame } from '../runtime/run/frame.ts';
import type { ModuleState, Session } from '../runtime/run/session.ts';
import { fold } from '../runtime/values/folding.ts';
import type { Value } from '../runtime/values/value.ts';
import { mockKey } from './mockKey.ts';
import { standIn } from './standIn.ts';

/** One call of a command that is stood in for. */
export interface MockCall {
  /** By parameter name as the command declares it, else as it was written. */
  readonly named: ReadonlyMap<string, Value>;
  /** The common parameters of the call (`-ErrorAction`, `-WhatIf`), which are no variables in what stands in. */
  readonly common: ReadonlyMap<string, Value>;
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
  /** For whose calls alone it is; its private functions are known there. */
  readonly module?: ModuleState | undefined;
  /** Parameters that take anything while it is there. */
  readonly loosened?: Loosened | undefined;
}
/** Names of parameters whose types, and whose checks, do not count. */
export interface Loosened { readonly types: readonly string[]; readonly validations: readonly string[] }
export interface RememberedCall extends MockCall { readonly key: string; /** For which module alone the command is mocked; empty: all. */ readonly module: string; readonly behaviour: Behaviour; /** What was running, the outermost first. */ readonly during: readonly object[] }

/** A command that is stood in for, everywhere or where one module calls it. */
interface Mocked { readonly module: string; readonly behaviours: Behaviour[]; entry: CommandEntry; isKnown: boolean }

export class Mocks implements CommandMocks {
  version = 0;
  readonly calls: RememberedCall[] = [];
  /** What is running now, the outermost first. */
  during: readonly object[] = [];
  private readonly session: Session;
  private readonly mocked = new Map<string, Mocked[]>();
  /** Whether a command that the engine does not have may be stood in for. */
  private readonly isExpected: (name: string) => boolean;
  /** Those with a condition come before those without, as in Pester; else the last one that fits is taken. */
  private readonly conditionsFirst: boolean;

  constructor(session: Session, options: { readonly isExpected: (name: string) => boolean; readonly conditionsFirst: boolean }) {
    this.session = session;
    this.isExpected = options.isExpected;
    this.conditionsFirst = options.conditionsFirst;
  }
  find(name: string, own?: CommandEntry, f?: Frame): CommandEntry | undefined {
    if (this.mocked.size === 0) return undefined;
    const key = mockKey(name), known = this.forCaller(key, f);
    if (known === undefined || known.isKnown) return known?.entry;
    // A function of the runbook, which is there only since it runs.
    const original = own ?? this.meaning(name).original;
    if (original !== undefined) {
      known.entry = this.standIn(known, key, name, original);
      known.isKnown = true;
    }
    return known.entry;
  }
  /** Raises CommandNotFoundException for a command that neither the engine nor any script knows. */
  add(behaviour: Behaviour): void {
    const { original, key } = this.meaning(behaviour.command, behaviour.module), module = fold(behaviour.module?.name ?? ''), all = this.mocked.get(key) ?? [], known = all.find((one) => one.module === module);
    if (known !== undefined) known.behaviours.push(behaviour);
    else {
      if (original === undefined && !this.isExpected(behaviour.command)) raise({
        id: 'CommandNotFoundException', category: 'ObjectNotFound', exception: 'System.Management.Automation.CommandNotFoundException', target: behaviour.command,
        message: `There is nothing to mock: '${behaviour.command}' is no command of this engine, and no script beside the test calls it. Correct the name.`,
      });
      const one = { module, behaviours: [behaviour] };
      this.mocked.set(key, [...all, Object.assign(one, { entry: this.standIn(one, key, behaviour.command, original), isKnown: original !== undefined })]);
    }
    this.changed();
  }
  isMocked(name: string): boolean { return this.mocked.has(this.meaning(name).key); }
  /** The calls of a command: where it is mocked for that module alone (or for none), those. */
  callsOf(name: string, module: string): RememberedCall[] {
    const { key } = this.meaning(name), own = fold(module), calls = this.calls.filter((call) => call.key === key);
    return this.mocked.get(key)?.some((one) => one.module === own) === true ? calls.filter((call) => call.module === own) : calls;
  }
  /** What an owner has brought goes with it. */
  drop(owner: object): void {
    let dropped = false;
    for (const [key, all] of this.mocked) {
      for (const { behaviours } of all) for (let i = behaviours.length - 1; i >= 0; i--) if (behaviours[i]?.owner === owner) { behaviours.splice(i, 1); dropped = true; }
      const kept = all.filter(({ behaviours }) => behaviours.length > 0);
      if (kept.length > 0) this.mocked.set(key, kept); else this.mocked.delete(key);
    }
    if (dropped) this.changed();
  }
  /** Those that must have been called, and were, or were not. */
  verifiable(called: boolean): Behaviour[] { return [...this.mocked.values()].flat().flatMap(({ behaviours }) => behaviours).filter((b) => b.isVerifiable === true && this.calls.some((c) => c.behaviour === b) === called); }

  /** What stands in for a command that the frame's module calls. */
  private forCaller(key: string, f: Frame | undefined): Mocked | undefined {
    const all = this.mocked.get(key), module = fold(f?.module.name ?? '');
    return all?.find((one) => one.module === module) ?? all?.find((one) => one.module === '');
  }
  private meaning(name: string, module?: ModuleState): { readonly key: string; readonly original: CommandEntry | undefined } {
    const { session } = this, { mocks } = session, at = module === undefined ? session.current : module.active ?? module.frame;
    session.mocks = undefined;
    try {
      const original = findCommand(at, name), isAlias = original?.kind === 'Function' && findFunction(at, fold(name)) === undefined && !name.includes('\\');
      return { original, key: mockKey(original?.kind === 'Cmdlet' || isAlias ? original.name : name) };
    } finally { session.mocks = mocks; }
  }
  private standIn(one: Pick<Mocked, 'module' | 'behaviours'>, key: string, name: string, original: CommandEntry | undefined): CommandEntry {
    return standIn(name, original, this.session, {
      take: (call, ctx) => this.take(one, key, call, ctx),
      loosened: () => {
        const all = one.behaviours.flatMap(({ loosened }) => loosened ?? []);
        return { types: all.flatMap(({ types }) => types), validations: all.flatMap(({ validations }) => validations) };
      },
    });
  }
  private changed(): void {
    this.version += 1;
    this.session.commandVersion += 1;
  }
  /** Gives false where no behaviour is for the call. */
  private take({ module, behaviours: list }: Pick<Mocked, 'module' | 'behaviours'>, key: string, call: MockCall, ctx: CommandRuntime): boolean {
    const chosen = this.conditionsFirst ? list.findLast((b) => b.accepts?.(call) === true) ?? list.findLast((b) => b.accepts === undefined) : list.findLast((b) => b.accepts === undefined || b.accepts(call));
    if (chosen === undefined) return false;
    this.calls.push({ ...call, key, module, behaviour: chosen, during: this.during });
    chosen.act(call, ctx);
    return true;
  }
}
