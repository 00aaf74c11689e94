import { NOT_EMPTY, cmdlet } from '../../runtime/cmdlet.ts';
import { hasWildcard, wildcard } from '../../runtime/operators/wildcard.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { fold } from '../../runtime/values/folding.ts';
import { SCOPE_HELP, chosenNames, findVariable, frameOf, guardIn, mayRemove, notFound, visibleNames } from './scopes.ts';

export const removeVariable = cmdlet({
  name: 'Remove-Variable', aliases: ['rv'], supportsShouldProcess: true, synopsis: 'Removes a variable.',
  params: {
    Name: { type: arrayOf(T.String), position: 0, mandatory: true, from: 'property' },
    Include: { type: arrayOf(T.String) },
    Exclude: { type: arrayOf(T.String) },
    Force: { type: T.Switch },
    Scope: { type: T.String, validate: NOT_EMPTY, help: SCOPE_HELP },
  },
  run: (p, ctx) => ({
    process() {
      for (const name of p.Name) {
        const names = hasWildcard(name) ? visibleNames(frameOf(ctx, p.Scope), p.Scope !== undefined).filter((n) => wildcard(name).test(n)) : [name];
        for (const one of chosenNames(names, p.Include, p.Exclude)) {
          const found = findVariable(ctx, one, p.Scope);
          if (found === undefined) { notFound(ctx, one); continue; }
          if (mayRemove(ctx, one, guardIn(found.frame, fold(one)), p.Force === true) && ctx.shouldProcess(`Name: ${one}`, 'Remove variable')) found.frame.forget(fold(one));
        }
      }
    },
  }),
});
