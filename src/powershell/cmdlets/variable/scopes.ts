import { visibilities } from '../parameterEnums.ts';
import { FIXED_VARIABLES } from '../../runtime/errors/common.ts';
import { automatic, automaticOf, isAutomatic } from '../../runtime/compile/expressions/variables.ts';
/** Variables by name and scope, as the *-Variable cmdlets reach them. */
import { toText } from '../../runtime/convert/toText.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import type { Frame, Guard } from '../../runtime/run/frame.ts';
import { wildcard } from '../../runtime/operators/wildcard.ts';
import { convertTo } from '../../runtime/convert/convert.ts';
import { netThrow } from '../../runtime/errors/raise.ts';
import { func, laterType, method } from '../../runtime/types/netType.ts';
import { T, named } from '../../runtime/types/t.ts';
import { ScopedItemOptions } from '../../runtime/types/system/enums.ts';
import { EnumValue } from '../../runtime/values/enumValue.ts';
import { fold } from '../../runtime/values/folding.ts';
import { PowerShellError } from '../../runtime/values/errorRecord.ts';
import { Record } from '../../runtime/values/misc.ts';
import { unset } from '../../runtime/values/value.ts';
import type { Value } from '../../runtime/values/value.ts';

export const PSVariable = named('System.Management.Automation.PSVariable', ['psvariable']);
export const SCOPE_HELP = 'local, script, global, or a number of scopes to go up.';

/** The frame `-Scope` names; the running one where it is not given. */
export function frameOf(ctx: CmdletContext, scope: string | undefined): Frame {
  const current = ctx.session.current;
  switch (scope?.toLowerCase()) {
    case undefined: case '': case 'local': case 'private': return current;
    case 'global': return ctx.session.global;
    case 'script': return current.scriptFrame();
    default: {
      const up = /^\s*[+-]?\d+\s*$/.test(scope ?? '') ? Number(scope) : NaN;
      if (Number.isNaN(up)) return ctx.fail({ id: 'Argument', category: 'InvalidArgument', target: null, exception: 'System.Management.Automation.PSArgumentException', message: 'Cannot process argument because the value of parameter "Scope" is not valid. Valid values are "Global", "Local", or "Script", or a number relative to the current scope (0 through the number of scopes where 0 is the current scope and 1 is its parent). Change the value of the "Scope" parameter and run the operation again.' });
      if (up < 0 || up > 0x7fffffff) return outOfRange(ctx, 'Cannot process argument because the value of argument "Scope" is out of range. Change argument "Scope" to a value that is within range.', scope ?? '');
      let frame: Frame | null = current;
      for (let i = 0; i < up && frame !== null; i++) frame = frame.parent;
      return frame ?? outOfRange(ctx, `The scope number '${up}' exceeds the number of active scopes.`, String(up));
    }
  }
}
/** An argument past its range, in the words that .NET adds (ArgumentOutOfRangeException.Message). */
const outOfRange = (ctx: CmdletContext, message: string, actual: string): never => ctx.fail({ id: 'ArgumentOutOfRange', category: 'InvalidArgument', target: null, exception: 'System.Management.Automation.PSArgumentOutOfRangeException', message: `${message} (Parameter 'Scope')\nActual value was ${actual}.` });

/** Variables that are words of the language. */
const WORDS: ReadonlyMap<string, Value> = new Map<string, Value>([['true', true], ['false', false], ['null', null]]);
/** What guards a variable of a frame; the words of the language are constant. */
export const guardIn = (frame: Frame, folded: string): Guard | undefined => frame.guardOf(folded) ?? (WORDS.has(folded) ? { check: (v) => v, options: 'Constant' } : undefined);
/** A variable where it is: undefined where there is none. Without a scope the callers' scopes count too. */
export function findVariable(ctx: CmdletContext, name: string, scope: string | undefined): { readonly frame: Frame; readonly value: Value } | undefined {
  const folded = fold(name), from = frameOf(ctx, scope), word = WORDS.get(folded);
  if (word !== undefined) return { frame: ctx.session.global, value: word };
  let frame: Frame | null = from;
  // A private variable is seen in its own scope alone.
  if (scope === undefined) while (frame !== null && (frame.own(folded) === unset || (frame !== from && frame.guardOf(folded)?.isPrivate === true))) frame = frame.parent;
  const value = frame === null ? unset : frame.own(folded);
  if (frame !== null && value !== unset) return { frame, value };
  // Some are worked out when they are read.
  // What every scope shows (ScopedItemOptions.AllScope) is the session's.
  const everywhere = scope === undefined || !FIXED_VARIABLES.has(folded) ? unset : ctx.session.global.own(folded);
  if (everywhere !== unset) return { frame: ctx.session.global, value: everywhere };
  const worked = scope === undefined && isAutomatic(folded) ? automatic(from, folded) : automaticOf(from, folded);
  return worked === unset ? undefined : { frame: scope === undefined ? ctx.session.global : from, value: worked };
}

/** The names that -Include and -Exclude leave. */
export const chosenNames = (names: readonly string[], include: readonly string[] | undefined, exclude: readonly string[] | undefined): readonly string[] =>
  names.filter((n) => (include === undefined || include.some((x) => wildcard(x).test(n))) && exclude?.some((x) => wildcard(x).test(n)) !== true);
/** The names a script may see from a frame, as first written. */
export function visibleNames(frame: Frame, only: boolean): string[] {
  const names = new Map<string, string>();
  for (let f: Frame | null = frame; f !== null; f = only ? null : f.parent) {
    for (const name of f.names()) if (!names.has(fold(name)) && f.own(fold(name)) !== unset && (f === frame || f.guardOf(fold(name))?.isPrivate !== true)) names.set(fold(name), name);
  }
  return [...names.values()].sort((a, b) => a.localeCompare(b));
}

const optionBits = (g: Guard | undefined, folded: string): number => (WORDS.has(folded) ? 10 : FIXED_VARIABLES.has(folded) ? 8 : 0) | (g?.options === 'ReadOnly' ? 1 : g?.options === 'Constant' ? 2 : 0) | (g?.isPrivate === true ? 4 : 0) | (g?.options === 'AllScope' || g?.isAllScope === true ? 8 : 0);
const visible = new EnumValue(visibilities, 0), unlisted = new EnumValue(visibilities, 1);
/** The object Get-Variable gives. With its frame, what is assigned to its Value goes to the variable. */
export function variableObject(name: string, value: Value, guard: Guard | undefined, frame?: Frame): Value {
  const made = new Record(PSVariable, [['Name', name], ['Description', guard?.description ?? ''], ['Value', value === undefined ? null : value], ['Visibility', guard?.isUnlisted === true ? unlisted : visible], ['Module', null], ['ModuleName', ''], ['Options', new EnumValue(ScopedItemOptions, optionBits(guard, fold(name)))], ['Attributes', guard?.attributes?.() ?? []]]);
  if (frame !== undefined) homes.set(made, frame);
  return made;
}
/** Where the variable of an object lives: assigning its Value changes the variable. */
const homes = new WeakMap<Record, Frame>();
/** One that belongs to no scope: Set-Variable and SessionState may take it. */
const loose = (name: string, value: Value, options: Value = null): Value => {
  const made = variableObject(name, value, undefined) as Record;
  if (options != null) made.fields.set('Options', convertTo(options, ScopedItemOptions));
  return name === '' ? netThrow('System.Management.Automation.PSArgumentException', 'Cannot process argument because the value of argument "name" is not valid. Change the value of the "name" argument and run the operation again.') : made;
};
laterType<Record>(PSVariable, () => ({
  create: [func([T.String], (n) => loose(n, null)), func([T.String, T.Object], (n, v) => loose(n, v)), func([T.String, T.Object, T.Object], loose)],
  props: { Value: [undefined, (r) => r.fields.get('Value') ?? null, (r, v) => { homes.get(r)?.assign(toText(r.fields.get('Name')), v); r.fields.set('Value', v); }] },
  methods: { IsValidValue: [method([T.Object], (r, v) => { try { homes.get(r)?.guardOf(fold(toText(r.fields.get('Name'))))?.check(v); return true; } catch (e) { if (e instanceof PowerShellError) return false; throw e; } }, T.Boolean)] },
}));

/** The error of a name that is not there. */
export const notFound = (ctx: CmdletContext, name: string): void => {
  ctx.writeError({ id: 'VariableNotFound', category: 'ObjectNotFound', target: name, exception: 'System.Management.Automation.ItemNotFoundException', message: `Cannot find a variable with the name '${name}'.` });
};
/** Whether a guard lets the variable be changed; writes the error where it does not. */
export function mayChange(ctx: CmdletContext, name: string, guard: Guard | undefined, force: boolean): boolean {
  if (guard?.options !== 'Constant' && (guard?.options !== 'ReadOnly' || force)) return true;
  ctx.writeError({ id: 'VariableNotWritable', category: 'WriteError', target: name, exception: 'System.Management.Automation.SessionStateUnauthorizedAccessException', message: `Cannot overwrite variable ${name} because it is read-only or constant.` });
  return false;
}
/** Whether a variable may be removed; tells where not. */
export function mayRemove(ctx: CmdletContext, name: string, guard: Guard | undefined, force: boolean): boolean {
  if (guard?.options !== 'Constant' && (guard?.options !== 'ReadOnly' || force)) return true;
  ctx.writeError({ id: 'VariableNotRemovable', category: 'WriteError', target: name, exception: 'System.Management.Automation.SessionStateUnauthorizedAccessException', message: `Cannot remove variable ${name} because it is constant or read-only. If the variable is read-only, try the operation again specifying the Force option.` });
  return false;
}
