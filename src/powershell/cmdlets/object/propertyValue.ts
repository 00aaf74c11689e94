/** Properties by name, wildcard or block, as Select-Object, Sort-Object, Group-Object and Measure-Object take them. */
import { toItems } from '../../runtime/convert/enumerate.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { MISSING, lookup } from '../../runtime/members/get.ts';
import { listProperties } from '../../runtime/members/list.ts';
import { hasWildcard, wildcard } from '../../runtime/operators/wildcard.ts';
import type { CmdletContext } from '../../runtime/run/cmdletContext.ts';
import { Dictionary } from '../../runtime/values/dictionary.ts';
import { PowerShellError } from '../../runtime/values/errorRecord.ts';
import { ScriptBlock } from '../../runtime/values/scriptBlock.ts';
import { fold } from '../../runtime/values/folding.ts';
import { PSObject, ScriptMember } from '../../runtime/values/psObject.ts';
import type { Value } from '../../runtime/values/value.ts';

export interface PropertySelector {
  readonly expression: string | ScriptBlock;
  readonly label: string | undefined;
  /** Other keys of the hashtable (`Descending` …), by full lower-case name. */
  readonly options: ReadonlyMap<string, Value>;
}

/**
 * Reads `-Property`. `keys`: the keys its hashtables take besides Expression, in lower case (`name` and `label` mean
 * the same). What is no property ends the command.
 */
export function selectors(ctx: CmdletContext, argument: Value, keys: readonly string[]): PropertySelector[] {
  return toItems(argument).map((item) => selector(ctx, item, keys));
}

function selector(ctx: CmdletContext, item: Value, keys: readonly string[]): PropertySelector {
  if (item instanceof ScriptBlock) return { expression: item, label: undefined, options: new Map() };
  if (!(item instanceof Dictionary)) return { expression: toText(item), label: undefined, options: new Map() };
  const known = ['expression', ...keys], found = new Map<string, Value>();
  for (const key of item.keys()) {
    const text = toText(key), matches = known.filter((k) => k.startsWith(text.toLowerCase()));
    const exact = matches.includes(text.toLowerCase()) ? [text.toLowerCase()] : matches;
    const name = exact[0];
    if (text === '' || name === undefined) return bad(ctx, 'DictionaryKeyUnknown', `The ${text} key is not valid.`, item);
    if (new Set(exact.map((k) => (k === 'label' ? 'name' : k))).size > 1) return bad(ctx, 'DictionaryKeyAmbiguous', `The ${text} key can match more than one key: ${exact.join(', ')}.`, item);
    found.set(name === 'label' ? 'name' : name, item.get(key));
  }
  const expression = found.get('expression'), label = found.get('name');
  if (found.has('expression') && (expression === null || expression === undefined)) return bad(ctx, 'DictionaryKeyIllegalValue', 'The expression key has no value.', item);
  if (!found.has('expression') && label === undefined) return bad(ctx, 'DictionaryKeyMissing', 'The expression key is missing.', item);
  const given = expression ?? label;
  return { expression: given instanceof ScriptBlock ? given : toText(given), label: label === undefined ? undefined : toText(label), options: found };
}
const bad = (ctx: CmdletContext, id: string, message: string, target: Value): never =>
  ctx.fail({ id, category: 'InvalidArgument', message, target, exception: 'System.NotSupportedException' });

/** One value a selector gives for an object; several where a wildcard matches several properties. */
export interface Selected { readonly name: string; readonly value: Value; readonly exists: boolean }

/** What a selector gives for an object. A block that fails gives null and its error in `$Error` only. */
export function select(ctx: CmdletContext, selector: PropertySelector, item: Value): Selected[] {
  const expression = selector.expression;
  if (expression instanceof ScriptBlock) {
    const name = selector.label ?? expression.text;
    try {
      const values = ctx.invokeInPlace(expression, item);
      return [{ name, value: values.length > 1 ? values : values[0], exists: true }];
    } catch (error) {
      if (!(error instanceof PowerShellError)) throw error;
      return [{ name, value: null, exists: true }];
    }
  }
  if (item instanceof PSObject && item.base === undefined) {
    // A note property of a custom object, the commonest case by far.
    const slot = item.shape.slot(fold(expression)), held = item.slots[slot];
    if (slot >= 0 && !(held instanceof ScriptMember)) return [{ name: selector.label ?? item.shape.names[slot] ?? expression, value: held, exists: true }];
  }
  if (hasWildcard(expression)) {
    const pattern = wildcard(expression);
    return listProperties(item).filter((x) => pattern.test(x.name) && x.memberType !== 'PropertySet').map((x) => ({ name: selector.label ?? x.name, value: x.get(), exists: true }));
  }
  const value = lookup(item, expression);
  if (value === MISSING) return [{ name: selector.label ?? expression, value: null, exists: false }];
  const exact = selector.label ?? listProperties(item).find((x) => x.name.toLowerCase() === expression.toLowerCase())?.name ?? expression;
  return [{ name: exact, value, exists: true }];
}
