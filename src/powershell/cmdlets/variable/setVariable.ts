import { FIXED_VARIABLES } from '../../runtime/errors/common.ts';
import type { Guard } from '../../runtime/run/frame.ts';
import { cmdlet } from '../../runtime/cmdlet.ts';
import { raise } from '../../runtime/errors/raise.ts';
import type { CmdletContext } from '../../runtime/run/cmdletContext.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { fold } from '../../runtime/values/folding.ts';
import { unset } from '../../runtime/values/value.ts';
import type { Value } from '../../runtime/values/value.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { hasWildcard, wildcard } from '../../runtime/operators/wildcard.ts';
import { ScopedItemOptions } from '../../runtime/types/enums.ts';
import type { EnumValue } from '../../runtime/values/enumValue.ts';
import { SCOPE_HELP, chosenNames, frameOf, mayChange, variableObject, visibleNames } from './scopes.ts';

export interface Assignment { readonly Description: string | undefined; readonly Option: EnumValue | undefined; readonly Scope: string | undefined; readonly PassThru: boolean | undefined; readonly Force: boolean | undefined }

/** Parameters that setting and making a variable share. */
export const ASSIGN_PARAMS = {
  Description: { type: T.String },
  Option: { type: ScopedItemOptions },
  Visibility: { type: T.String },
  Force: { type: T.Switch },
  PassThru: { type: T.Switch },
  Scope: { type: T.String, help: SCOPE_HELP },
} as const;

/** What guards the variables that are the same in every scope. */
const CONSTANT: Guard = { check: (v) => v, options: 'Constant' };
/** Gives a variable a value and options in the scope asked for. */
export function assign(ctx: CmdletContext, name: string, value: Value, p: Assignment): void {
  const frame = frameOf(ctx, p.Scope), folded = fold(name), guard = frame.guardOf(folded);
  if ((frame.own(folded) !== unset || FIXED_VARIABLES.has(folded)) && !mayChange(ctx, name, guard ?? ctx.session.global.guardOf(folded) ?? (FIXED_VARIABLES.has(folded) ? CONSTANT : undefined), p.Force === true)) return;
  ctx.session.spell(name);
  if (guard?.options === 'ReadOnly') frame.guard(folded, undefined);
  frame.assign(name, value === undefined ? null : value);
  const bits = p.Option?.value ?? 0, readOnly = (bits & 2) !== 0 ? 'Constant' as const : (bits & 1) !== 0 ? 'ReadOnly' as const : undefined;
  if (bits !== 0 || p.Description !== undefined) {
    frame.guard(folded, {
      check: (v) => (readOnly === undefined ? v : raise({ id: 'VariableNotWritable', category: 'WriteError', target: name, exception: 'System.Management.Automation.SessionStateUnauthorizedAccessException', message: `Cannot overwrite variable ${name} because it is read-only or constant.` })),
      options: readOnly, isPrivate: (bits & 4) !== 0, isAllScope: (bits & 8) !== 0, description: p.Description,
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
    ...ASSIGN_PARAMS,
  },
  run(p, ctx) {
    // Several values from the pipeline become an array.
    const piped: Value[] = [];
    return {
      process() { if (ctx.expectingInput) piped.push(p.Value); },
      end() {
        const value = ctx.expectingInput ? (piped.length === 1 ? piped[0] : piped) : p.Value;
        // Nothing where no name was bound to the last input.
        for (const name of (p.Name as readonly string[] | null) ?? []) {
          const names = hasWildcard(name) ? visibleNames(frameOf(ctx, p.Scope), p.Scope !== undefined).filter((n) => wildcard(name).test(n)) : [name];
          for (const one of chosenNames(names, p.Include, p.Exclude)) if (ctx.shouldProcess(`Name: ${one} Value: ${toText(value)}`, 'Set variable')) assign(ctx, one, value, p);
        }
      },
    };
  },
});
