/** Reading what encode.ts wrote. Objects are made first and filled after, so that circles close. */
import type { Frame } from '../../runtime/run/frame.ts';
import type { Session } from '../../runtime/run/session.ts';
import { SourceText } from '../../runtime/run/source.ts';
import type { AnyType } from '../../runtime/types/netType.ts';
import { typedArray } from '../../runtime/values/arrays.ts';
import { SecureString, Uri } from '../../runtime/values/misc.ts';
import { double } from '../../runtime/values/numbers.ts';
import { DeserializedObject, PSObject, ScriptMember, attachMembers } from '../../runtime/values/psObject.ts';
import type { MemberKind } from '../../runtime/values/psObject.ts';
import type { ScriptBlock } from '../../runtime/values/scriptBlock.ts';
import { unset } from '../../runtime/values/value.ts';
import type { Value } from '../../runtime/values/value.ts';
import type { Activity } from '../plan/activity.ts';
import { Fiber, Position } from '../run/fiber.ts';
import { prototypeNamed, savedType } from './classes.ts';
import { WorkflowStateError } from './stateError.ts';

export interface DecoderParts {
  readonly session: Session;
  readonly shapes?: readonly (readonly unknown[])[];
  readonly source?: SourceText;
  /** The state format the table is of. */
  readonly format?: number;
  readonly activity?: (workflow: string, id: number) => Activity | undefined;
  /** Makes a scope; `fill` is called for its variables when everything it may hold is there. */
  readonly frame?: (entry: readonly unknown[], decoder: Decoder) => { readonly frame: Frame; readonly fill: () => void };
}
/** Keeps what was made and puts off what fills it. */
type Keep = <M>(made: M, fill?: (made: M) => void) => M;
type Writable = Record<string, unknown>;
const broken = (what: string): never => { throw new WorkflowStateError('StateUnreadable', `The saved state of the workflow cannot be read: ${what}. It was saved by another version, or it is damaged; start the runbook again.`, what); };

export class Decoder {
  private readonly table: readonly (readonly unknown[])[];
  private readonly made: unknown[] = [];
  private readonly toFill: (() => void)[] = [];
  private readonly positions: Position[] = [];
  readonly parts: DecoderParts;
  constructor(table: readonly (readonly unknown[])[], parts: DecoderParts) {
    this.table = table;
    this.parts = parts;
  }
  /** A value and everything it refers to, complete. */
  root(v: unknown): unknown {
    const made = this.value(v);
    for (let fill = this.toFill.pop(); fill !== undefined; fill = this.toFill.pop()) fill();
    if (this.parts.format !== undefined) for (const at of this.positions) at.node.upgrade(at, this.parts.format);
    return made;
  }
  value(v: unknown): unknown {
    if (!Array.isArray(v)) return v;
    const [tag, what] = v as readonly unknown[];
    switch (tag) {
      case 'r': return this.object(what as number);
      case 'u': return undefined;
      case 'x': return unset;
      case 'b': return BigInt(what as string);
      case 'n': return Number(what);
      case 'd': return double(this.value(what) as number);
      case 't': return typeNamed(what as string);
      default: return broken(`it holds the mark '${String(tag)}'`);
    }
  }
  fields(v: unknown): Writable { return Object.fromEntries(Object.entries(v as Writable).map(([name, x]) => [name, this.value(x)])); }
  private object(at: number): unknown {
    if (at in this.made) return this.made[at];
    const entry = this.table[at];
    if (entry === undefined) return broken(`object ${at} is missing`);
    return this.make(entry, (made) => { this.made[at] = made; });
  }
  /** Makes the object of an entry, keeps it, and puts off what fills it. */
  private make(entry: readonly unknown[], keep: (made: unknown) => void): unknown {
    const [kind, first, second] = entry;
    const known: Keep = (made, fill) => { keep(made); if (fill !== undefined) this.toFill.push(() => fill(made)); return made; };
    switch (kind) {
      case 'A': return known<unknown[]>([], (list) => { for (let i = 1; i < entry.length; i++) list.push(this.value(entry[i])); });
      case 'T': return known(typedArray(typeNamed(first as string) as never, []), (list) => { for (let i = 2; i < entry.length; i++) list.push(this.value(entry[i]) as Value); });
      case 'M': return known(new Map<unknown, unknown>(), (map) => { for (let i = 1; i < entry.length; i += 2) map.set(this.value(entry[i]), this.value(entry[i + 1])); });
      case 'Set': return known(new Set<unknown>(), (set) => { for (let i = 1; i < entry.length; i++) set.add(this.value(entry[i])); });
      case 'B': return known(new Uint8Array(Buffer.from(first as string, 'base64')));
      case 'R': return known(new RegExp(first as string, second as string));
      case 'S': { const made = new SecureString(first as string); made.isReadOnly = second === true; return known(made); }
      case 'U': return known(new Uri(first as string));
      case 'K': return known(this.parts.session.parseBlock(first as string));
      case 'Mem': return known(this.member(entry));
      case 'Src': return known(first === undefined ? this.parts.source ?? new SourceText('') : new SourceText(first as string, second as string));
      case 'O': return known<Writable>({}, (made) => { Object.assign(made, this.fields(first)); });
      case 'C': {
        const prototype = prototypeNamed(first as string, second) ?? broken(`it holds an object of the type ${String(first)}`);
        return known(Object.create(prototype) as Writable, (made) => { define(made, this.fields(second)); });
      }
      case 'P': return known(new PSObject(), (made) => this.members(made, entry, 2));
      case 'W': return known(new PSObject(this.value(second) as Value), (made) => this.members(made, entry, 3));
      case 'D': { const made = new DeserializedObject(); made.text = second as string; return known(made, (x) => this.members(x, entry, 3)); }
      case 'L': return this.make(first as readonly unknown[], (made) => { (made as PSObject).literal = second as string; keep(made); });
      case '+': return this.make(first as readonly unknown[], (made) => { keep(made); this.toFill.push(() => { const bag = attachMembers(made as object), saved = this.value(second) as PSObject; this.toFill.unshift(() => { bag.shape = saved.shape; bag.slots = saved.slots; bag.typeNames = saved.typeNames; }); }); });
      case 'Fib': return this.fiber(entry, known);
      case 'Pos': return this.position(entry, known);
      case 'F0': case 'F1': case 'F2': {
        const made = this.parts.frame?.(entry, this) ?? broken('it holds a scope');
        return known(made.frame, () => made.fill());
      }
      default: return broken(`it holds an entry '${String(kind)}'`);
    }
  }
  private members(made: PSObject, entry: readonly unknown[], from: number): void {
    const [types, names, kinds] = (this.parts.shapes?.[entry[1] as number] ?? broken('the members of an object are missing')) as readonly [string[] | null, readonly string[], 0 | readonly MemberKind[]];
    if (types !== null) made.typeNames = [...types];
    names.forEach((name, i) => {
      made.shape = made.shape.with(name, kinds === 0 ? 'NoteProperty' : kinds[i] ?? 'NoteProperty');
      made.slots.push(this.value(entry[from + i]) as Value | ScriptMember);
    });
  }
  private member(entry: readonly unknown[]): ScriptMember {
    const [, kind, name, getter, setter, target] = entry;
    const parts = { getter: this.value(getter) as ScriptBlock | undefined, setter: this.value(setter) as ScriptBlock | undefined };
    return new ScriptMember(kind as ScriptMember['kind'], name as string, { ...(parts.getter === undefined ? {} : { getter: parts.getter }), ...(parts.setter === undefined ? {} : { setter: parts.setter }), target: target as readonly string[] });
  }
  private fiber(entry: readonly unknown[], known: Keep): unknown {
    const [, parent, wait, isDone, failure, stack] = entry;
    return known(Object.create(Fiber.prototype) as Writable, (made) => {
      Object.assign(made, { parent: this.value(parent), wait: this.value(wait), isDone, inFlight: false, failure: this.value(failure), stack: (stack as unknown[]).map((p) => this.value(p)) });
    });
  }
  private position(entry: readonly unknown[], known: Keep): unknown {
    const [, workflow, id, pc, scope, out, data] = entry;
    const node = this.parts.activity?.(workflow as string, id as number) ?? broken(`activity ${String(id)} of ${String(workflow)} is not in the runbook`);
    return known(Object.create(Position.prototype) as Writable, (made) => {
      Object.assign(made, { node, pc, scope: this.value(scope), out: this.value(out), data: this.fields(data) });
      this.positions.push(made as unknown as Position);
    });
  }
}
/** Fields as a constructor makes them: what a prototype has under the name does not matter. */
function define(made: object, fields: Writable): void {
  for (const [name, value] of Object.entries(fields)) Object.defineProperty(made, name, { value, writable: true, enumerable: true, configurable: true });
}
const typeNamed = (name: string): AnyType => savedType(name) ?? broken(`the type ${name} is not known`);
