import { FIXED_VARIABLES } from '../../runtime/errors/common.ts';
import { cmdlet } from '../../runtime/cmdlet.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { T } from '../../runtime/types/t.ts';
import { fold } from '../../runtime/values/folding.ts';
import { unset } from '../../runtime/values/value.ts';
import { frameOf } from './scopes.ts';
import { ASSIGN_PARAMS, assign } from './setVariable.ts';

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
      if (ctx.shouldProcess(`Name: ${p.Name} Value: ${toText(p.Value)}`, 'New variable')) assign(ctx, p.Name, p.Value, p);
    },
  }),
});
