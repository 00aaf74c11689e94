/** A command's elements as argument makers: names, values, `-Name:value`, splats. */
import type { CommandElementAst, ExpressionAst } from '../../../syntax/ast.ts';
import { isArgumentName, nameOf } from '../../bind/argument.ts';
import type { Argument, Written } from '../../bind/argument.ts';
import { toItems } from '../../convert/enumerate.ts';
import { toText } from '../../convert/toText.ts';
import type { Frame } from '../../run/frame.ts';
import { Char } from '../../values/char.ts';
import { Dictionary } from '../../values/dictionary.ts';
import { fold } from '../../values/folding.ts';
import { PSObject, unwrap } from '../../values/psObject.ts';
import { numberText } from '../../convert/numberText.ts';
import type { NumberValue } from '../../values/numbers.ts';
import { constantValue } from '../expressions/literals.ts';
import type { Value } from '../../values/value.ts';
import type { Eval } from '../code.ts';
import type { Compiler } from '../compiler.ts';

export type ArgumentMaker =
  | { readonly kind: 'value'; readonly value: Eval; readonly written: Written | undefined }
  | { readonly kind: 'name'; readonly name: string; readonly folded: string; readonly value: Eval | undefined; readonly written: Written | undefined }
  | { readonly kind: 'splat'; readonly value: Eval }
  /** Whatever the call decides on when it comes to it. */
  | { readonly kind: 'all'; readonly arguments: (f: Frame) => Argument[] };

export function argumentMakers(elements: readonly CommandElementAst[], c: Compiler): ArgumentMaker[] {
  return elements.map((e) => {
    if (e.kind === 'CommandParameterAst')
      return { kind: 'name', name: e.parameterName, folded: fold(e.parameterName), value: e.argument === undefined ? undefined : argumentValue(e.argument, c), written: e.argument === undefined ? undefined : writtenSo(e.argument, c, e.argument.start > e.start + e.parameterName.length + 2) };
    if (e.kind === 'VariableExpressionAst' && e.splatted) return { kind: 'splat', value: c.expression({ ...e, splatted: false }) };
    if (e.kind === 'UsingExpressionAst' && e.subExpression.kind === 'VariableExpressionAst' && e.subExpression.splatted) return { kind: 'splat', value: c.expression(e) };
    return { kind: 'value', value: argumentValue(e, c), written: writtenSo(e, c) };
  });
}
/** How an argument is written, which only programs of the system are told; undefined where nothing is to be told. */
function writtenSo(e: ExpressionAst, c: Compiler, spaced = false): Written | undefined {
  const quoted = (e.kind === 'StringConstantExpressionAst' || e.kind === 'ExpandableStringExpressionAst') && e.stringConstantType !== 'BareWord';
  if (e.kind === 'ArrayLiteralAst') return { spaced, list: c.source.text.slice(e.start, e.end) };
  return quoted || spaced ? { quoted, spaced } : undefined;
}
/** A number keeps the text it was written with, where that is not the number's own (`10mb`, `1.50`, `007`). */
function argumentValue(e: ExpressionAst, c: Compiler): Eval {
  if (e.kind === 'ArrayLiteralAst' && e.elements.some((x) => x.kind === 'ConstantExpressionAst')) {
    const parts = e.elements.map((x) => argumentValue(x, c));
    return (f) => parts.map((p) => orNull(p(f)));
  }
  if (e.kind !== 'ConstantExpressionAst' || e.type === 'System.Boolean') return c.expression(e);
  const value = constantValue(e), written = c.source.text.slice(e.start, e.end);
  if (plainText(value) === written) return () => value;
  const kept = new PSObject(value);
  kept.literal = written;
  return () => kept;
}
const plainText = (v: Value): string => numberText(v as NumberValue);
/** The arguments of one call. */
export function makeArguments(makers: readonly ArgumentMaker[], f: Frame): Argument[] {
  const out: Argument[] = [];
  for (let i = 0; i < makers.length; i++) {
    const m = makers[i] as ArgumentMaker, element = i + 1;
    if (m.kind === 'all') out.push(...m.arguments(f));
    else if (m.kind === 'value') { const v = m.value(f); out.push({ name: undefined, folded: '', value: v === undefined ? null : v, hasValue: true, element, written: m.written }); }
    else if (m.kind === 'name') out.push(m.value === undefined ? { name: m.name, folded: m.folded, value: undefined, hasValue: false, element } : { name: m.name, folded: m.folded, value: orNull(m.value(f)), hasValue: true, element, written: m.written });
    else splat(orNull(m.value(f)), out, element);
  }
  return out;
}
const orNull = (v: Value): Value => (v === undefined ? null : v);
/** A table gives named arguments, a list positional ones (or names as `$args` keeps them). */
function splat(raw: Value, out: Argument[], element: number): void {
  const v = unwrap(raw);
  // What is neither a table nor a list is one argument, null too (SplatOps).
  if (v === null) { out.push({ name: undefined, folded: '', value: null, hasValue: true, element }); return; }
  if (v === undefined) return;
  if (v instanceof Dictionary) {
    for (const e of v.entries.values()) { const name = toText(e.key); out.push({ name, folded: fold(name), value: e.value, hasValue: true, splatted: true, element }); }
    return;
  }
  // A text is the list of its characters here, as everything that can be enumerated.
  const items = typeof v === 'string' ? Array.from({ length: v.length }, (_, i) => Char.of(v.charCodeAt(i))) : toItems(v);
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    if (!isArgumentName(item)) { out.push({ name: undefined, folded: '', value: item, hasValue: true, element }); continue; }
    const name = nameOf(item), next = items[i + 1], colon = toText(item.base).endsWith(':') && i + 1 < items.length;
    if (colon) i += 1;
    out.push({ name, folded: fold(name), value: colon ? next : undefined, hasValue: colon, ...(colon ? { listed: true } : {}), element });
  }
}
