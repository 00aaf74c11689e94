import { FIXED_VARIABLES } from '../../runtime/errors/common.ts';
import type { Guard } from '../../runtime/run/frame.ts';
import { NOT_EMPTY, cmdlet } from '../../runtime/cmdlet.ts';
import { raise } from '../../runtime/errors/raise.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { fold } from '../../runtime/values/folding.ts';
import { unset } from '../../runtime/values/value.ts';
import type { Value } from '../../runtime/values/value.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { hasWildcard, wildcard } from '../../runtime/operators/wildcard.ts';
import { ScopedItemOptions } from '../../runtime/types/system/enums.ts';
import { EnumValue } from '../../runtime/values/enumValue.ts';
import { SCOPE_HELP, chosenNames, findVariable, frameOf, mayChange, variableObject, visibleNames } from './scopes.ts';
import { visibilities } from '../parameterEnums.ts';

export interface Assignment { readonly Description: string | undefined; readonly Option: EnumValue | undefined; readonly Scope: string | undefined; readonly PassThru: boolean | undefined; readonly Force: boolean | undefined; readonly Visibility: Value }

/** Parameters that setting and making a variable share. */
export const ASSIGN_PARAMS = {
  Description: { type: T.String },
  Option: { type: ScopedItemOptions },
  Visibility: { type: visibilities },
  Force: { type: T.Switch },
  PassThru: { type: T.Switch },
  Scope: { type: T.String, validate: NOT_EMPTY, help: SCOPE_HELP },
} as const;

/** What guards the variables that are the same in every scope. */
const CONSTANT: Guard = { check: (v) => v, options: 'Constant' };
/** Where no value is given: a variable that is there keeps its own (Set-Variable). */
export const KEPT = Symbol('kept');
const refused = (ctx: CmdletContext, id: string, name: string, message: string): void => { ctx.writeError({ id, category: 'WriteError', target: name, exception: 'System.Management.Automation.SessionStateUnauthorizedAccessException', message }); };
/** Gives a variable a value and options in the scope asked for. */
export function assign(ctx: CmdletContext, name: string, given: Value | typeof KEPT, p: Assignment): void {
  const frame = frameOf(ctx, p.Scope), folded = fold(name), guard = frame.guardOf(folded), isThere = frame.own(folded) !== unset;
  const value = given === KEPT ? (isThere ? frame.own(folded) : null) : given;
  if ((isThere || FIXED_VARIABLES.has(folded)) && !mayChange(ctx, name, guard ?? ctx.session.global.guardOf(folded) ?? (FIXED_VARIABLES.has(folded) ? CONSTANT : undefined), p.Force === true)) return;
  ctx.session.spell(name);
  if (guard?.options === 'ReadOnly') frame.guard(folded, undefined);
  frame.assign(name, value === undefined ? null : value);
  const bits = p.Option?.value ?? 0, readOnly = (bits & 2) !== 0 ? 'Constant' as const : (bits & 1) !== 0 ? 'ReadOnly' as const : undefined;
  if (isThere && readOnly === 'Constant') {
    refused(ctx, 'VariableCannotBeMadeConstant', name, `Existing variable ${name} cannot be made constant. Variables can be made constant only at creation time.`);
    return;
  }
  const inner = guard?.options === undefined ? guard?.check : undefined;
  if (p.Option === undefined && guard?.options === 'ReadOnly') frame.guard(folded, { ...guard, description: p.Description ?? guard.description });
  else if ((p.Option !== undefined && (bits !== 0 || guard?.options !== undefined || guard?.isPrivate === true)) || p.Description !== undefined || p.Visibility !== undefined || p.Scope?.toLowerCase() === 'private') {
    frame.guard(folded, {
      check: (v) => (readOnly === undefined ? inner?.(v) ?? v : raise({ id: 'VariableNotWritable', category: 'WriteError', target: name, exception: 'System.Management.Automation.SessionStateUnauthorizedAccessException', message: `Cannot overwrite variable ${name} because it is read-only or constant.` })),
      options: readOnly, isPrivate: p.Scope?.toLowerCase() === 'private' || (p.Option === undefined ? guard?.isPrivate === true : (bits & 4) !== 0), isAllScope: p.Option === undefined ? guard?.isAllScope === true : (bits & 8) !== 0, description: p.Description ?? guard?.description, isUnlisted: p.Visibility instanceof EnumValue ? p.Visibility.value === 1 : guard?.isUnlisted === true,
    });
  }
  if (p.PassThru === true) ctx.write(variableObject(name, value, frame.guardOf(folded)));
}

export const setVariable = cmdlet({
  name: 'Set-Variable', aliases: ['sv', 'set'], supportsShouldProcess: true, synopsis: 'Sets the value of a variable; makes it where there is none.',
  params: {
    Name: { type: arrayOf(T.String), position: 0, mandatory: true, from: 'property' },
    Value: { type: T.Object, position: 1, from: 'both', allowNull: true, allowEmpty: true },
    Include: { type: arrayOf(T.String) },
    Exclude: { type: arrayOf(T.String) },
    Append: { type: T.Switch, help: 'Adds to the value there is.' },
    ...ASSIGN_PARAMS,
  },
  run(p, ctx) {
    // Several values from the pipeline become an array.
    const piped: Value[] = [], isGiven = ctx.isBound('Value');
    return {
      process() { if (ctx.expectingInput) piped.push(p.Value); },
      end() {
        if (p.Append === true && p.Name.length !== 1) ctx.fail({ id: 'SetVariableAppend', category: 'InvalidOperation', target: p.Name.join(' '), exception: 'System.InvalidOperationException', message: 'Only one variable can be appended to.' });
        const news = isGiven ? [p.Value] : piped, before = p.Append === true ? findVariable(ctx, p.Name[0] ?? '', undefined)?.value : undefined;
        const all = p.Append === true ? [...(Array.isArray(before) ? before : before === undefined ? [] : [before]), ...news] : news;
        const value = isGiven && p.Append !== true ? p.Value : all.length === 0 ? KEPT : all.length === 1 ? all[0] : all;
        // Nothing where no name was bound to the last input.
        for (const name of (p.Name as readonly string[] | null) ?? []) {
          const names = hasWildcard(name) ? visibleNames(frameOf(ctx, p.Scope), p.Scope !== undefined).filter((n) => wildcard(name).test(n)) : [name];
          for (const one of chosenNames(names, p.Include, p.Exclude)) if (ctx.shouldProcess(`Name: ${one} Value: ${value === KEPT ? '' : toText(value)}`, 'Set variable')) assign(ctx, one, value, p);
        }
      },
    };
  },
});
