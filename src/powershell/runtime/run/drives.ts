/** Variables of drives: `$env:X`, `$function:f`, `$alias:a`, `$variable:v`. */
import { raise } from '../errors/raise.ts';
import { toText } from '../convert/toText.ts';
import { fold } from '../values/folding.ts';
import { ScriptBlock } from '../values/scriptBlock.ts';
import { unset } from '../values/value.ts';
import type { Value } from '../values/value.ts';
import type { Frame } from './frame.ts';
import { findFunction } from './commands/lookup.ts';

/** Reads; null where there is none. */
export function driveVariable(f: Frame, drive: string, name: string): Value {
  switch (drive) {
    case 'env': return f.session.host.environment.get(name) ?? null;
    case 'function': { const entry = findFunction(f, fold(name)); return entry === undefined ? null : new ScriptBlock(entry.block, entry.module); }
    case 'alias': { for (let at: Frame | null = f; at !== null; at = at.parent) { const to = at.aliases?.get(fold(name)); if (to !== undefined) return to; } return null; }
    case 'variable': { const v = f.find(fold(name)); return v === unset ? null : v; }
    default: return raise({ id: 'DriveNotFound', category: 'ObjectNotFound', exception: 'System.Management.Automation.DriveNotFoundException', message: `Cannot find drive. A drive with the name '${drive}' does not exist.`, target: drive });
  }
}
/** Writes; null removes an environment variable. */
export function setDriveVariable(f: Frame, drive: string, name: string, value: Value): void {
  switch (drive) {
    case 'env': f.session.host.environment.set(name, value == null ? undefined : toText(value)); return undefined;
    case 'function': {
      const block = value instanceof ScriptBlock ? value : f.session.parseBlock(toText(value));
      (f.functions ??= new Map()).set(fold(name), { kind: 'Function', name, block: block.code, module: f.module });
      f.session.commandVersion += 1;
      return undefined;
    }
    case 'alias': (f.aliases ??= new Map()).set(fold(name), toText(value)); f.session.commandVersion += 1; return undefined;
    case 'variable': f.assign(name, value); return undefined;
    default: return raise({ id: 'DriveNotFound', category: 'ObjectNotFound', exception: 'System.Management.Automation.DriveNotFoundException', message: `Cannot find drive. A drive with the name '${drive}' does not exist.`, target: drive });
  }
}
