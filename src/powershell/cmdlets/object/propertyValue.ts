/** Properties by name, wildcard or block, as Select-Object, Sort-Object, Group-Object and Measure-Object take them. */
import type { Ast } from '../../syntax/ast.ts';
import { childrenOf } from '../../syntax/children.ts';
import { toItems } from '../../runtime/convert/enumerate.ts';
import { EXPRESSION, FormatParameterError, propertyKeys } from '../../format/propertyKeys.ts';
import type { KeyDefinition } from '../../format/propertyKeys.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { errorRecord } from '../../runtime/errors/raise.ts';
import { MISSING, direct, netMember } from '../../runtime/members/get.ts';
import { allProperties, listProperties } from '../../runtime/members/list.ts';
import { hasWildcard, wildcard } from '../../runtime/operators/wildcard.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { PropertyExpression } from './propertyExpression.ts';
import { Dictionary, Hashtable } from '../../runtime/values/dictionary.ts';
import { PowerShellError } from '../../runtime/values/errorRecord.ts';
import type { ErrorRecord } from '../../runtime/values/errorRecord.ts';
import { ScriptBlock } from '../../runtime/values/scriptBlock.ts';
import { fold } from '../../runtime/values/folding.ts';
import { PSObject, ScriptMember, unwrap } from '../../runtime/values/psObject.ts';
import type { Value } from '../../runtime/values/value.ts';

export interface PropertySelector {
  readonly expression: string | ScriptBlock;
  readonly label: string | undefined;
  /** Other keys of the hashtable (`Descending` …), by full lower-case name. */
  readonly options: ReadonlyMap<string, Value>;
}

/** Reads `-Property`; `keys`: what its hashtables take besides Expression. What is no property ends the command. */
export function selectors(ctx: CmdletContext, argument: Value, keys: readonly KeyDefinition[], expression: KeyDefinition = EXPRESSION): PropertySelector[] {
  const definitions = [expression, ...keys];
  return toItems(argument).map((item) => {
    if (item instanceof PropertyExpression) return { expression: item.expression, label: undefined, options: new Map() };
    try {
      const found = propertyKeys(item, definitions), label = found.get('name') ?? found.get('label');
      return { expression: found.get('expression') as string | ScriptBlock, label: typeof label === 'string' && label !== '' ? label : undefined, options: found };
    } catch (error) {
      if (!(error instanceof FormatParameterError)) throw error;
      return refuseProperty(ctx, error);
    }
  });
}
/** Ends the command with PowerShell's error for such an argument: its exception says less than the error does. */
export function refuseProperty(ctx: CmdletContext, error: FormatParameterError): never {
  const record = errorRecord({ id: error.errorId, category: 'InvalidArgument', message: 'Specified method is not supported.', target: null, exception: 'System.NotSupportedException' });
  record.details = { message: error.message, recommendedAction: '' };
  return ctx.fail(record);
}

/** One value a selector gives for an object; several where a wildcard matches several properties. `failed`: what a block raised. */
export interface Selected { readonly name: string; readonly value: Value; readonly exists: boolean; readonly failed?: ErrorRecord }

const assigning = new WeakMap<ScriptBlock['code'], boolean>();
const assigns = (node: Ast): boolean =>
  node.kind === 'AssignmentStatementAst' || node.kind === 'CommandAst' || (node.kind === 'UnaryExpressionAst' && /PlusPlus|MinusMinus/.test(node.operator)) || childrenOf(node).some(assigns);
/** Blocks of properties have a scope of their own; one that changes no variable needs none. */
function needsScope(block: ScriptBlock): boolean {
  let known = assigning.get(block.code);
  if (known === undefined) assigning.set(block.code, (known = assigns(block.code.ast)));
  return known;
}
/** What a property's block gives for an object. An error of a statement leaves the block. */
export function blockValue(ctx: CmdletContext, block: ScriptBlock, item: Value): Value {
  const { session } = ctx;
  session.guarded += 1;
  try {
    const values = needsScope(block) ? ctx.invoke(block, [], { item }) : ctx.invokeInPlace(block, item);
    return values.length > 1 ? values : values[0];
  } finally { session.guarded -= 1; }
}

/** What a selector gives for an object. A block that fails gives null; the error is in `$Error` and in `failed`. */
export function select(ctx: CmdletContext, selector: PropertySelector, item: Value): Selected[] {
  const expression = selector.expression;
  if (expression instanceof ScriptBlock) {
    const name = selector.label ?? expression.text;
    try {
      return [{ name, value: blockValue(ctx, expression, item), exists: true }];
    } catch (error) {
      if (!(error instanceof PowerShellError)) throw error;
      return [{ name, value: null, exists: true, failed: error.record }];
    }
  }
  if (item instanceof PSObject && item.base === undefined) {
    // A note property of a custom object, the commonest case by far.
    const slot = item.shape.slot(fold(expression)), held = item.slots[slot];
    if (slot >= 0 && !(held instanceof ScriptMember)) return [{ name: selector.label ?? item.shape.nameAt(slot) ?? expression, value: held, exists: true }];
  }
  const keyed = keysAsProperties(item);
  if (hasWildcard(expression)) {
    const pattern = wildcard(expression);
    if (keyed !== undefined) { const found = keyed.filter(([name]) => pattern.test(name)); if (found.length > 0) return found.map(([name, value]) => ({ name: selector.label ?? name, value, exists: true })); }
    return allProperties(item).filter((x) => pattern.test(x.name) && x.memberType !== 'PropertySet').map((x) => ({ name: selector.label ?? x.name, value: x.get(), exists: true }));
  }
  const entry = keyed?.find(([name]) => name.toLowerCase() === expression.toLowerCase());
  if (entry !== undefined) return [{ name: selector.label ?? entry[0], value: entry[1], exists: true }];
  // Neither the keys of other dictionaries nor the Count and Length that every value answers to.
  const value = keyed === undefined && unwrap(item) instanceof Dictionary ? besideKeys(item, expression) : direct(item, expression);
  if (value === MISSING) return [{ name: selector.label ?? expression, value: null, exists: false }];
  const exact = selector.label ?? listProperties(item).find((x) => x.name.toLowerCase() === expression.toLowerCase())?.name ?? expression;
  return [{ name: exact, value, exists: true }];
}
/** The names of the properties that fit a pattern. */
export function fittingNames(item: Value, pattern: string): string[] {
  const fits = wildcard(pattern), keys = (keysAsProperties(item) ?? []).map(([name]) => name).filter((name) => fits.test(name));
  return keys.length > 0 ? keys : allProperties(item).filter((x) => fits.test(x.name) && x.memberType !== 'PropertySet').map((x) => x.name);
}
/** What a dictionary has besides its keys: members that were added, and its type's. */
function besideKeys(item: Value, name: string): Value | typeof MISSING {
  const added = allProperties(item).find((x) => fold(x.name) === fold(name));
  return added === undefined ? netMember(unwrap(item), name) : added.get();
}
/** A hashtable's entries stand for properties; those of other dictionaries do not (PSPropertyExpression). */
function keysAsProperties(item: Value): (readonly [string, Value])[] | undefined {
  const plain = unwrap(item);
  return plain instanceof Hashtable ? [...plain.entries.values()].map((e) => [toText(e.key), e.value] as const) : undefined;
}
/** Writes what a block of a sort or group key raised: such an error does not end the command. */
export function reportFailures(ctx: CmdletContext, item: Value, found: readonly Selected[]): void {
  for (const { failed } of found) if (failed !== undefined) ctx.writeError({ id: 'ExpressionEvaluation', category: 'InvalidResult', target: item, exception: failed.exception.netType.name, message: failed.message });
}
