/** Variables of drives: `$env:X`, `$function:f`, `$alias:a`, `$variable:v`. */
import { raise } from '../errors/raise.ts';
import { toText } from '../convert/toText.ts';
import { fold } from '../values/folding.ts';
import { ScriptBlock, blockOf } from '../values/scriptBlock.ts';
import { unset } from '../values/value.ts';
import type { Value } from '../values/value.ts';
import type { Frame } from './frame.ts';
import { findFunction } from './commands/lookup.ts';

/** Reads; null where there is none. */
export function driveVariable(f: Frame, drive: string, name: string): Value {
  switch (drive) {
    case 'env': return f.session.host.environment.get(name) ?? null;
    case 'function': { const entry = findFunction(f, fold(name)); return entry === undefined ? null : blockOf(entry); }
    case 'alias': { for (let at: Frame | null = f; at !== null; at = at.parent) { const to = at.aliases?.get(fold(name)); if (to !== undefined) return to; } return null; }
    case 'variable': { const v = f.find(fold(name)); return v === unset ? null : v; }
    default: return raise({ id: 'DriveNotFound', category: 'ObjectNotFound', exception: 'System.Management.Automation.DriveNotFoundException', message: `Cannot find drive. A drive with the name '${drive}' does not exist.`, target: drive });
  }
}
/** Writes; null removes an environment variable. */
export function setDriveVariable(f: Frame, drive: string, name: string, value: Value): void {
  switch (drive) {
    case 'env': f.session.host.environment.set(name, value == null ? undefined : toText(value)); return undefined;
    case 'function': setFunction(f, name, value instanceof ScriptBlock ? value : f.session.parseBlock(toText(value))); return undefined;
    case 'alias': (f.aliases ??= new Map()).set(fold(name), toText(value)); f.session.commandVersion += 1; return undefined;
    case 'variable': f.assign(name, value); return undefined;
    default: return raise({ id: 'DriveNotFound', category: 'ObjectNotFound', exception: 'System.Management.Automation.DriveNotFoundException', message: `Cannot find drive. A drive with the name '${drive}' does not exist.`, target: drive });
  }
}
/**
 * A function from a block, which stays what it is: its module, and so what a closure has kept, and the object itself. One that there is gets another
 * block, in the scope where it is found; a statement defines its function anew where it stands (SessionStateInternal.SetFunction).
 */
function setFunction(f: Frame, name: string, block: ScriptBlock): void {
  const folded = fold(name);
  let at: Frame | null = f;
  while (at !== null && at.functions?.has(folded) !== true) at = at.parent;
  const holder = at ?? (f.session.global.functions?.has(folded) === true ? f.session.global : f), before = holder.functions?.get(folded);
  const kept = before !== undefined && 'options' in before && before.options !== undefined ? { options: before.options } : {};
  (holder.functions ??= new Map()).set(folded, { kind: 'Function', name: before?.name ?? name, block: block.code, module: block.module ?? f.module, script: block, ...kept });
  f.session.commandVersion += 1;
}
