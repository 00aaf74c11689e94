/**
 * A frame: one running script block and one variable scope, in one class so that evaluators see one shape.
 * Variables named in the block's text are slots; others (Set-Variable, dot-sourced code) are in `extra`.
 * A slot that is `unset` looks further in the scope that called, as PowerShell's dynamic scoping asks.
 */
import type { Completion } from '../compile/code.ts';
import type { CommandEntry } from './commands/commands.ts';
import type { Invocation } from './commands/invocation.ts';
import type { Layout } from './layout.ts';
import type { ModuleState, Session } from './session.ts';
import type { Streams } from './pipeline/streams.ts';
import type { Writer } from './pipeline/writers.ts';
import type { SourceText } from './source.ts';
import type { Hashtable } from '../values/dictionary.ts';
import type { Match } from '../values/regex.ts';
import { unset } from '../values/value.ts';
import type { Value } from '../values/value.ts';
import { fold } from '../values/folding.ts';
import { undefinedVariable } from '../errors/common.ts';

/** What stands between an assignment and a variable: type, validation, read-only. */
export interface Guard {
  /** Gives the value to store; raises where it may not be. */
  readonly check: (v: Value) => Value;
  /** It does nothing but convert to an array: one that `+=` made may grow in place where what is added fits (growing.ts). */
  readonly isArray?: boolean | undefined;
  readonly options?: 'ReadOnly' | 'Constant' | 'AllScope' | undefined;
  readonly isPrivate?: boolean;
  /** Set by -Visibility Private: what a person types at a prompt does not see it; scripts do. */
  readonly isUnlisted?: boolean;
  /** Set by -Option AllScope. */
  readonly isAllScope?: boolean;
  readonly description?: string | undefined;
  /** The attributes as objects, as they are written. */
  readonly attributes?: () => Value[];
}
/** A variable that has no slot. */
export type Grown = Value[] | number | undefined;
export interface ExtraVariable {
  name: string;
  value: Value;
  guard: Guard | undefined;
  /** The array in `value` where nothing else holds it, or the token of a `+=` that is under way (growing.ts). */
  grown?: Grown;
}

export class Frame {
  readonly session: Session;
  layout: Layout;
  slots: Value[];
  guards: (Guard | undefined)[] | null = null;
  extra: Map<string, ExtraVariable> | null = null;
  /** By slot: the array that `+=` made and nothing but the variable holds (growing.ts). */
  grown: Grown[] | null = null;
  readonly parent: Frame | null;
  module: ModuleState;
  out: Writer;
  streams: Streams;
  /** The text the running statement is in, and the statement's index in its position table. */
  source: SourceText;
  at = 0;
  /** The command this frame belongs to: `$MyInvocation`, `$PSCmdlet`, `$PSBoundParameters`. */
  invocation: Invocation | null = null;
  functions: Map<string, CommandEntry> | null = null;
  aliases: Map<string, string> | null = null;
  /** A script's own scope (`$script:`). */
  isScript = false;
  matches: Hashtable | Match | null = null;
  /** The label a break or continue on its way out looks for. */
  label: string | undefined = undefined;
  strict = 0;
  /** A text is made here: strict mode 1 lets it name variables that are not there. */
  inText = false;
  /** The named block that is running, for stack traces. */
  part: 'Begin' | 'Process' | 'End' | 'Clean' | 'DynamicParam' | undefined = undefined;
  /** What the scope of a trap adds to the name of its call: `<trap>`, `<trap><Type>`. */
  trap = '';
  /** Who called, where that is not the scope around. */
  caller: Frame | null = null;
  /** The traps around the running statement, for the pipelines of a chain: `guarded` as it is where nothing else catches. */
  trapping: { readonly guarded: number; readonly handle: (e: unknown) => Completion } | null = null;
  /** What a method of a class returns. */
  returned: Value = unset;
  /** Where the code around a block that runs in place stands: a call of its own for stack traces. `from`: who runs the block, where that is another frame. */
  around: { readonly source: SourceText; readonly at: number; readonly around: Frame['around']; readonly from: Frame | null; /** No command of the script runs it: -replace, Where-Object. */ readonly byEngine: boolean } | null = null;

  constructor(session: Session, layout: Layout, parent: Frame | null, module: ModuleState, out: Writer, streams: Streams, source: SourceText) {
    this.session = session;
    this.layout = layout;
    this.parent = parent;
    this.module = module;
    this.out = out;
    this.streams = streams;
    this.source = source;
    this.strict = parent === null ? 0 : parent.strict;
    const slots: Value[] = [];
    for (let i = layout.names.length; i > 0; i--) slots.push(unset);
    this.slots = slots;
  }

  /** A variable that is not there is null. */
  get isLenient(): boolean { return this.strict === 0 || (this.strict === 1 && this.inText); }
  /** The value of a slot that is unset here: the scope that called, or null (an error in strict mode). */
  inherited(slot: number): Value {
    const name = this.layout.names[slot] ?? '';
    if (this.extra !== null) { const held = this.extra.get(name); if (held !== undefined) { held.grown = undefined; return held.value; } }
    for (let f = this.parent; f !== null; f = f.parent) {
      const v = f.own(name);
      if (v !== unset && f.guardOf(name)?.isPrivate !== true) return v;
    }
    return this.isLenient ? null : undefinedVariable(this.session.displayName(name));
  }
  /** The value of a slot goes to somebody else: what grew in it grows in place no more. */
  given(slot: number, value: Value): Value {
    if (this.grown !== null) this.grown[slot] = undefined;
    return value;
  }
  /** The same for every variable of this scope. */
  giveAll(): void {
    this.grown = null;
    for (const held of this.extra?.values() ?? []) held.grown = undefined;
  }
  /** Assigns a slot of a frame that has guards. */
  assignGuarded(slot: number, value: Value): void {
    const guard = this.guards?.[slot];
    this.slots[slot] = guard === undefined ? value : guard.check(value);
  }
  /** A variable by folded name in this scope alone; `unset` where there is none. */
  own(folded: string): Value {
    const slot = this.layout.index.get(folded);
    if (slot !== undefined) { const v = this.slots[slot]; if (v !== unset) return this.grown === null ? v : this.given(slot, v); }
    if (this.extra !== null) { const held = this.extra.get(folded); if (held !== undefined) { held.grown = undefined; return held.value; } }
    return unset;
  }
  guardOf(folded: string): Guard | undefined {
    const slot = this.layout.index.get(folded);
    if (slot !== undefined && this.slots[slot] !== unset) return this.guards?.[slot];
    return this.extra?.get(folded)?.guard;
  }
  /** A variable by folded name in this scope and those that called it; `unset` where there is none. */
  find(folded: string): Value {
    for (let f: Frame | null = this; f !== null; f = f.parent) {
      const v = f.own(folded);
      if (v !== unset && (f === this || f.guardOf(folded)?.isPrivate !== true)) return v;
    }
    return unset;
  }
  /** The frame that holds a variable, or null. */
  holder(folded: string): Frame | null {
    for (let f: Frame | null = this; f !== null; f = f.parent) if (f.own(folded) !== unset) return f;
    return null;
  }
  /** Assigns in this scope, through the variable's guard. */
  assign(name: string, value: Value): void {
    const folded = fold(name), guard = this.guardOf(folded), stored = guard === undefined ? value : guard.check(value);
    const slot = this.layout.index.get(folded);
    if (slot !== undefined) { this.slots[slot] = stored; return; }
    const held = this.extra?.get(folded);
    if (held !== undefined) held.value = stored;
    else (this.extra ??= new Map()).set(folded, { name, value: stored, guard: undefined });
  }
  /** Puts a guard on a variable of this scope (which exists). */
  guard(folded: string, guard: Guard | undefined): void {
    const slot = this.layout.index.get(folded);
    if (slot === undefined) { const held = this.extra?.get(folded); if (held !== undefined) held.guard = guard; return; }
    if (this.guards === null) { if (guard === undefined) return; this.guards = []; }
    else this.guards = this.guards.slice();
    this.guards[slot] = guard;
  }
  /** Removes a variable of this scope. */
  forget(folded: string): boolean {
    const slot = this.layout.index.get(folded);
    if (slot !== undefined && this.slots[slot] !== unset) { this.slots[slot] = unset; this.guard(folded, undefined); return true; }
    return this.extra?.delete(folded) ?? false;
  }
  /** The names (as first written, where known) of this scope's variables. */
  *names(): Iterable<string> {
    for (const [i, name] of this.layout.names.entries()) if (this.slots[i] !== unset) yield this.session.displayName(name);
    for (const held of this.extra?.values() ?? []) yield held.name;
  }
  /** The frame of `$script:`. */
  scriptFrame(): Frame {
    for (let f: Frame | null = this; f !== null; f = f.parent) if (f.isScript) return f;
    return this.module.frame;
  }
}
