/**
 * Saving: every value a workflow can hold as JSON with type tags. Objects stand in one table and are named by number, so
 * that two variables that hold one list hold one list again.
 */
import { Frame } from '../../runtime/run/frame.ts';
import { Invocation } from '../../runtime/run/commands/invocation.ts';
import { SourceText } from '../../runtime/run/source.ts';
import { NetType } from '../../runtime/types/netType.ts';
import { typeOf } from '../../runtime/types/typeOf.ts';
import { TypedArray } from '../../runtime/values/arrays.ts';
import { SecureString, Uri } from '../../runtime/values/misc.ts';
import { Double } from '../../runtime/values/numbers.ts';
import { Group } from '../../runtime/values/regex.ts';
import { DeserializedObject, PSObject, ScriptMember, attachedMembers } from '../../runtime/values/psObject.ts';
import type { Shape } from '../../runtime/values/psObject.ts';
import { ScriptBlock } from '../../runtime/values/scriptBlock.ts';
import { NetObject, unset } from '../../runtime/values/value.ts';
import { Fiber, Position } from '../run/fiber.ts';
import { isKnownEverywhere } from '../../runtime/types/ofScripts.ts';
import { classNameOf } from './classes.ts';
import { WorkflowStateError } from './stateError.ts';

/** A value as it stands where it is used: plain JSON, or a tagged array. */
export type Encoded = null | string | number | boolean | readonly unknown[];
/** An object in the table. */
export type Entry = readonly unknown[];
/** How scopes are told: those of a run know their workflow, nothing else may hold one. */
export type FrameEncoder = (f: Frame, encoder: Encoder) => Entry;

const noFrames: FrameEncoder = () => { throw new WorkflowStateError('ValueCannotBeSaved', 'A scope is no value.'); };

export class Encoder {
  readonly table: Entry[] = [];
  /** Member names, kinds and type names of objects. */
  readonly shapes: Entry[] = [];
  private readonly shapeNumbers = new Map<Shape, Map<string, number>>();
  private last: { readonly shape: Shape; readonly typeNames: readonly string[] | undefined; readonly at: number } | undefined;
  private readonly known = new Map<object, number>();
  private readonly frames: FrameEncoder;
  /** The text most positions are in; it is not saved. */
  private readonly source: SourceText | undefined;
  /** What is being saved, for messages. */
  place = '';
  constructor(frames: FrameEncoder = noFrames, source?: SourceText) {
    this.frames = frames;
    this.source = source;
  }
  value(v: unknown): Encoded {
    switch (typeof v) {
      case 'string': case 'boolean': return v;
      case 'number': return Number.isFinite(v) && !Object.is(v, -0) ? v : ['n', Object.is(v, -0) ? '-0' : String(v)];
      case 'undefined': return ['u'];
      case 'bigint': return ['b', String(v)];
      case 'object': return v === null ? null : this.object(v);
      default: return this.refuse('a function');
    }
  }
  /** `{ name: value }` of a plain record of things. */
  fields(v: object): Readonly<Record<string, Encoded>> {
    const out: Record<string, Encoded> = {};
    for (const [name, field] of Object.entries(v)) if (field !== undefined) out[name] = this.value(field);
    return out;
  }
  private object(v: object): Encoded {
    // Objects of scripts are what there is most of.
    if (v instanceof PSObject) return this.listed(v);
    if (v === unset) return ['x'];
    if (v instanceof NetType) return ['t', this.typeName(v)];
    if (v instanceof Double && v.constructor === Double && attachedMembers(v) === undefined) return ['d', this.value(v.value)];
    if (v instanceof Invocation) return null;
    return this.listed(v);
  }
  /** A class or an enumeration of the script is known where the script is: what keeps no scopes is read elsewhere. */
  private typeName(v: NetType): string {
    return this.frames !== noFrames || isKnownEverywhere(v) ? v.name : this.refuse(`something of the script's own type ${v.name}`);
  }
  /** The number of an object in the table; it is put there when it is first met. */
  private listed(v: object): Encoded {
    let at = this.known.get(v);
    if (at === undefined) {
      at = this.table.length;
      this.known.set(v, at);
      this.table.push([]);
      this.table[at] = v instanceof PSObject ? this.psObject(v) : this.entry(v);
    }
    return ['r', at];
  }
  private entry(v: object): Entry {
    if (v instanceof Frame) return this.frames(v, this);
    if (v instanceof Position) return ['Pos', v.node.workflow, v.node.id, v.pc, this.value(v.scope), this.value(v.out), this.fields(v.data)];
    if (v instanceof Fiber) return ['Fib', this.value(v.parent), this.value(v.wait), v.isDone, this.value(v.failure), v.stack.map((p) => this.value(p))];
    if (v instanceof SourceText) return v === this.source ? ['Src'] : ['Src', v.text, v.file];
    const added = v instanceof NetObject || Array.isArray(v) ? attachedMembers(v) : undefined;
    return added === undefined ? this.plain(v) : ['+', this.plain(v), this.value(added)];
  }
  private plain(v: object): Entry {
    if (Array.isArray(v)) return [v instanceof TypedArray ? 'T' : 'A', ...(v instanceof TypedArray ? [this.typeName(v.elementType)] : []), ...v.map((x: unknown) => this.value(x))];
    if (v instanceof Map) return ['M', ...Array.from(v as ReadonlyMap<unknown, unknown>).flatMap(([key, x]) => [this.value(key), this.value(x)])];
    if (v instanceof Set) return ['Set', ...Array.from(v as ReadonlySet<unknown>, (x) => this.value(x))];
    if (v instanceof Uint8Array) return ['B', Buffer.from(v).toString('base64')];
    if (v instanceof Group) v.settled();
    if (v instanceof RegExp) return ['R', v.source, v.flags];
    if (v instanceof SecureString) return ['S', v.reveal(), v.isReadOnly];
    if (v instanceof Uri) return ['U', v.original];
    if (v instanceof ScriptBlock) return ['K', v.text];
    if (v instanceof ScriptMember) return ['Mem', v.kind, v.name, this.value(v.getter), this.value(v.setter), v.target];
    const name = classNameOf(v);
    if (name !== undefined) return ['C', name, this.fields(v)];
    const prototype: unknown = Object.getPrototypeOf(v);
    if (prototype === Object.prototype || prototype === null) return ['O', this.fields(v)];
    return this.refuse(v instanceof NetObject ? `an object of the type ${typeOf(v).name}` : `an internal object (${v.constructor.name})`);
  }
  private psObject(v: PSObject): Entry {
    const entry: unknown[] = v instanceof DeserializedObject ? ['D', this.shape(v), v.text] : v.base === undefined ? ['P', this.shape(v)] : ['W', this.shape(v), this.value(v.base)];
    for (const held of v.slots) entry.push(this.value(held));
    return v.literal === undefined ? entry : ['L', entry, v.literal];
  }
  /** Objects made alike name their members and types once. */
  private shape({ shape, typeNames }: PSObject): number {
    const { last } = this;
    // Most objects are like the one before.
    if (last !== undefined && last.shape === shape && sameNames(last.typeNames, typeNames)) return last.at;
    let known = this.shapeNumbers.get(shape);
    if (known === undefined) this.shapeNumbers.set(shape, (known = new Map()));
    const key = typeNames === undefined ? '' : typeNames.join('\0');
    let at = known.get(key);
    if (at === undefined) {
      at = this.shapes.length;
      known.set(key, at);
      this.shapes.push([typeNames ?? null, shape.names, shape.kinds.every((kind) => kind === 'NoteProperty') ? 0 : shape.kinds]);
    }
    this.last = { shape, typeNames, at };
    return at;
  }
  private refuse(what: string): never {
    throw new WorkflowStateError('ValueCannotBeSaved', `The workflow cannot be saved: ${this.place === '' ? 'it' : this.place} holds ${what}, which a checkpoint cannot keep. Set it to $null before the checkpoint and make it anew after, or use it inside an InlineScript block.`, what);
  }
}

function sameNames(a: readonly string[] | undefined, b: readonly string[] | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined || a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
