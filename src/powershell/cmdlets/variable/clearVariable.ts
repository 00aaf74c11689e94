import { cmdlet } from '../../runtime/cmdlet.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { fold } from '../../runtime/values/folding.ts';
import { SCOPE_HELP, findVariable, mayChange, notFound } from './scopes.ts';

export const clearVariable = cmdlet({
  name: 'Clear-Variable', aliases: ['clv'], supportsShouldProcess: true, synopsis: 'Sets a variable to null.',
  params: {
    Name: { type: arrayOf(T.String), position: 0, mandatory: true, from: 'property' },
    Force: { type: T.Switch },
    Scope: { type: T.String, help: SCOPE_HELP },
  },
  run: (p, ctx) => ({
    process() {
      for (const name of p.Name) {
        const found = findVariable(ctx, name, p.Scope);
        if (found === undefined) notFound(ctx, name);
        else if (mayChange(ctx, name, found.frame.guardOf(fold(name)), p.Force === true)) found.frame.assign(name, null);
      }
    },
  }),
});
