import { FIXED_VARIABLES } from '../../runtime/errors/common.ts';
import { cmdlet } from '../../runtime/cmdlet.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { T } from '../../runtime/types/t.ts';
import { ScopedItemOptions } from '../../runtime/types/system/enums.ts';
import { EnumValue } from '../../runtime/values/enumValue.ts';
import { fold } from '../../runtime/values/folding.ts';
import { unset } from '../../runtime/values/value.ts';
import { frameOf } from './scopes.ts';
import { ASSIGN_PARAMS, assign } from './setVariable.ts';

/** With -Force the variable is a new one: nothing is left of the options of the old. */
const NONE = new EnumValue(ScopedItemOptions, 0);
export const newVariable = cmdlet({
  name: 'New-Variable', aliases: ['nv'], supportsShouldProcess: true, synopsis: 'Makes a variable.',
  params: {
    Name: { type: T.String, position: 0, mandatory: true, from: 'property' },
    Value: { type: T.Object, position: 1, from: 'both', allowNull: true, allowEmpty: true },
    ...ASSIGN_PARAMS,
  },
  run: (p, ctx) => ({
    process() {
      if (p.Force !== true && (frameOf(ctx, p.Scope).own(fold(p.Name)) !== unset || FIXED_VARIABLES.has(fold(p.Name)))) {
        ctx.writeError({ id: 'VariableAlreadyExists', category: 'ResourceExists', target: p.Name, exception: 'System.Management.Automation.SessionStateException', message: `A variable with name '${p.Name}' already exists.` });
        return;
      }
      if (ctx.shouldProcess(`Name: ${p.Name} Value: ${toText(p.Value)}`, 'New variable')) assign(ctx, p.Name, p.Value, { Description: p.Description, Option: p.Option ?? NONE, Scope: p.Scope, PassThru: p.PassThru, Force: p.Force, Visibility: p.Visibility });
    },
  }),
});
