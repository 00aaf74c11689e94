/** Casts and type literals. `[ordered]@{}` and `[pscustomobject]@{}` keep the order of the text. */
import type { ConvertExpressionAst, HashtableAst, TypeExpressionAst } from '../../../syntax/ast.ts';
import { convertTo } from '../../convert/convert.ts';
import { hashtableToObject } from '../../convert/toObject.ts';
import { raise } from '../../errors/raise.ts';
import { T } from '../../types/t.ts';
import { Hashtable, OrderedDictionary } from '../../values/dictionary.ts';
import type { Dictionary } from '../../values/dictionary.ts';
import { PSReference } from '../../values/misc.ts';
import { PSObject, Shape, unwrap } from '../../values/psObject.ts';
import { nothing, unset } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { fold } from '../../values/folding.ts';
import type { Eval } from '../code.ts';
import type { Compiler } from '../compiler.ts';
import { hashtable } from './composite.ts';
import { target } from './target.ts';

export function convertExpression(n: ConvertExpressionAst, c: Compiler): Eval {
  const name = n.type.typeName.text.toLowerCase();
  if (n.child.kind === 'HashtableAst' && name === 'ordered') return hashtable(n.child, c, true);
  if (n.child.kind === 'HashtableAst' && /^(system\.management\.automation\.)?pscustomobject$/.test(name)) {
    const shape = literalShape(n.child);
    if (shape !== undefined) {
      const values = n.child.pairs.map((p) => c.inner(p.value));
      return (f) => literalObject(shape, values.map((value) => value(f)));
    }
    const pairs = hashtable(n.child, c, true);
    return (f) => hashtableToObject(pairs(f) as Dictionary);
  }
  if (name === 'ref') return reference(n, c);
  const value = c.expression(n.child), type = c.type(n.type.typeName);
  if (name === 'void') return (f) => { value(f); return nothing; };
  const known = c.knownType(n.type.typeName);
  if (known === T.Int32) return (f) => { const v = value(f); return typeof v === 'number' ? v : convertTo(v, T.Int32); };
  if (known === T.CustomAccelerator) return (f) => objectOf(value(f));
  // A type that is not there is told before the value is worked out.
  return known === undefined ? (f) => { const to = type(); return convertTo(value(f), to); } : (f) => convertTo(value(f), type());
}
/** `[pscustomobject]$table`: what a hashtable or an ordered one holds as an object, every other value as it is (LanguagePrimitives.ConvertToPSCustomObject). */
function objectOf(value: Value): Value {
  const plain = unwrap(value);
  return plain instanceof Hashtable || plain instanceof OrderedDictionary ? hashtableToObject(plain) : value;
}
/** An object of that shape. */
export function literalObject(shape: Shape, slots: Value[]): PSObject {
  const made = new PSObject();
  made.shape = shape;
  made.slots = slots;
  return made;
}
/** The shape of `[pscustomobject]@{…}` where its names are plain words, each written once. */
export function literalShape(n: HashtableAst): Shape | undefined {
  let shape = Shape.empty;
  for (const { key } of n.pairs) {
    if (key.kind !== 'StringConstantExpressionAst') return undefined;
    const folded = fold(key.value);
    if (folded === 'pstypename' || shape.slot(folded) >= 0) return undefined;
    shape = shape.with(key.value, 'NoteProperty');
  }
  return shape;
}
function reference(n: ConvertExpressionAst, c: Compiler): Eval {
  if (n.child.kind !== 'VariableExpressionAst') { const value = c.expression(n.child); return (f) => { let held = value(f); return new PSReference(() => held, (v) => { held = v; }); }; }
  const path = n.child.variablePath, to = target(n.child, c), folded = fold(path.includes(':') ? path.slice(path.indexOf(':') + 1) : path);
  return (f) => {
    if (folded !== 'null' && f.find(folded) === unset) return raise({ id: 'NonExistingVariableReference', category: 'InvalidOperation', message: '[ref] cannot be applied to a variable that does not exist.', target: path });
    const place = to.prepare(f.holder(folded) ?? f);
    return new PSReference(() => place.get(), (v) => place.set(v));
  };
}
export function typeExpression(n: TypeExpressionAst, c: Compiler): Eval {
  const type = c.type(n.typeName, n);
  return () => type();
}
