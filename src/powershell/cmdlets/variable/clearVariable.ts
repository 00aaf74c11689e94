import { NOT_EMPTY, cmdlet } from '../../runtime/cmdlet.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { fold } from '../../runtime/values/folding.ts';
import { hasWildcard, wildcard } from '../../runtime/operators/wildcard.ts';
import { SCOPE_HELP, chosenNames, findVariable, frameOf, guardIn, mayChange, notFound, variableObject, visibleNames } from './scopes.ts';

export const clearVariable = cmdlet({
  name: 'Clear-Variable', aliases: ['clv'], supportsShouldProcess: true, synopsis: 'Sets a variable to null.',
  params: {
    Name: { type: arrayOf(T.String), position: 0, mandatory: true, from: 'property' },
    Include: { type: arrayOf(T.String) },
    Exclude: { type: arrayOf(T.String) },
    Force: { type: T.Switch },
    PassThru: { type: T.Switch },
    Scope: { type: T.String, validate: NOT_EMPTY, help: SCOPE_HELP },
  },
  run: (p, ctx) => ({
    process() {
      for (const given of p.Name) {
        const names = hasWildcard(given) ? visibleNames(frameOf(ctx, p.Scope), p.Scope !== undefined).filter((n) => wildcard(given).test(n)) : [given];
        for (const name of chosenNames(names, p.Include, p.Exclude)) {
          const found = findVariable(ctx, name, p.Scope), folded = fold(name);
          if (found === undefined) { notFound(ctx, name); continue; }
          const { frame } = found, guard = guardIn(frame, folded);
          if (!mayChange(ctx, name, guard, p.Force === true) || !ctx.shouldProcess(`Name: ${name}`, 'Clear variable')) continue;
          // With -Force a read-only variable is cleared and stays read-only.
          if (guard?.options === 'ReadOnly') frame.guard(folded, undefined);
          // Without a scope the variable of this scope is cleared, which is a new one where the found one belongs to another.
          const here = p.Scope === undefined && guard === undefined ? frameOf(ctx, undefined) : frame;
          here.assign(name, null);
          if (guard?.options === 'ReadOnly') frame.guard(folded, guard);
          if (p.PassThru === true) ctx.write(variableObject(ctx.session.displayName(folded), null, guard, frame));
        }
      }
    },
  }),
});
