/** ScriptBlock.InvokeWithContext: a block with functions and variables of its own (scriptblock.cs, CompiledScriptBlock.cs). */
import { toItems } from '../../convert/enumerate.ts';
import { toText } from '../../convert/toText.ts';
import { netThrow } from '../../errors/raise.ts';
import type { CommandEntry } from '../../run/commands/commands.ts';
import { current } from '../../run/current.ts';
import type { ExtraVariable } from '../../run/frame.ts';
import { Dictionary } from '../../values/dictionary.ts';
import { fold } from '../../values/folding.ts';
import { Record } from '../../values/misc.ts';
import { ScriptBlock } from '../../values/scriptBlock.ts';
import type { Value } from '../../values/value.ts';

const INVALID = 'System.Management.Automation.PSInvalidOperationException';
/** What the block writes. `this`, `_` and `input` among the variables are what these words mean. */
export function invokeWithContext(block: ScriptBlock, functions: Value, variables: Value, args: readonly Value[]): Value[] {
  const made = new ScriptBlock(block.code, block.module, block.home), kept = new Map<string, ExtraVariable>(block.closure ?? []), special = new Map<string, Value>();
  for (const v of variables == null ? [] : toItems(variables)) {
    if (!(v instanceof Record)) return netThrow('System.NullReferenceException', 'Object reference not set to an instance of an object.');
    const name = toText(v.fields.get('Name')), value = v.fields.get('Value'), folded = fold(name);
    if (folded === 'this' || folded === 'input' || name === '_') special.set(folded, value);
    else kept.set(folded, { name, value, guard: undefined });
  }
  made.closure = kept;
  made.functions = functionsOf(functions);
  const input = special.get('input');
  try {
    return current().runBlock(made, { args, ...(special.has('_') ? { item: special.get('_') ?? null } : {}), ...(special.has('this') ? { self: special.get('this') ?? null } : {}), ...(input == null ? {} : { input: toItems(input) }) });
  } finally { if (made.functions !== undefined) current().commandVersion += 1; }
}
function functionsOf(functions: Value): Map<string, CommandEntry> | undefined {
  if (!(functions instanceof Dictionary) || functions.count === 0) return undefined;
  const made = new Map<string, CommandEntry>();
  for (const { key, value } of functions.entries.values()) {
    const name = typeof key === 'string' ? key : '';
    if (name.trim() === '') return netThrow(INVALID, 'The key property for an entry in the dictionary of functions to define cannot be empty because the key property is used as the function name. Specify a non-empty string as the value of the key property, and then try the operation again.');
    if (!(value instanceof ScriptBlock)) return netThrow(INVALID, `The script block that defines function '${name}' cannot be null or empty. Provide a non-empty script block in the function definition dictionary, and then try the operation again.`);
    made.set(fold(name), { kind: 'Function', name, block: value.code, module: value.module ?? current().current.module });
  }
  return made;
}
